"""What the operating system refuses, as one line: which file, why, and what the person can do about it."""

from __future__ import annotations

import errno
import re

_ELSEWHERE = "or set LEANVIBE_DATA_DIR to another folder"
_REMOTE = f"the disk does not work as a local one does: use a folder on a local disk, {_ELSEWHERE}"
_FIXES = {
    errno.ENOSPC: f"free some space, {_ELSEWHERE}",
    errno.EDQUOT: f"free some space, {_ELSEWHERE}",
    errno.EFBIG: f"raise the limit of file sizes (`ulimit -f`), {_ELSEWHERE}",
    errno.EACCES: f"give it to the user who runs the server (chown, chmod), {_ELSEWHERE}",
    errno.EPERM: f"give it to the user who runs the server (chown, chmod), {_ELSEWHERE}",
    errno.EROFS: f"mount the disk for writing, {_ELSEWHERE}",
    errno.ENOTDIR: f"a file is where a folder has to be: move it away, {_ELSEWHERE}",
    errno.EEXIST: f"a file is where a folder has to be: move it away, {_ELSEWHERE}",
    errno.EISDIR: f"a folder is where a file has to be: move it away, {_ELSEWHERE}",
    errno.ENOENT: f"a link may be dangling: remove it, {_ELSEWHERE}",
    errno.ELOOP: f"links form a circle: remove one, {_ELSEWHERE}",
    errno.ENAMETOOLONG: "set LEANVIBE_DATA_DIR to a folder with a shorter path",
    errno.EMFILE: "raise the limit of open files (`ulimit -n`)",
    errno.ENFILE: "raise the system's limit of open files",
    errno.ESTALE: _REMOTE,
    errno.EIO: _REMOTE,
    errno.ENOLCK: _REMOTE,
    errno.EOPNOTSUPP: _REMOTE,
    errno.ETIMEDOUT: _REMOTE,
}
_USER_INFO = re.compile(r"(?<=://)[^/?#\s'\"]*@")


def describe(error: OSError, path: object = None, *, variable: str = "LEANVIBE_DATA_DIR") -> str:
    """`<path>: <reason>: <fix>`. `variable` names the setting of the folder that the path is in."""
    where = path or error.filename
    why = error.strerror or str(error)
    fix = _FIXES.get(error.errno or 0)
    return ": ".join(str(part) for part in (where, why, fix) if part).replace("LEANVIBE_DATA_DIR", variable)


def without_passwords(text: str) -> str:
    """Addresses in a text without user names and passwords."""
    return _USER_INFO.sub("[hidden]@", text)
