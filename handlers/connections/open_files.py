"""How many connections the process's limit of open files has room for."""

from __future__ import annotations

import logging
import resource

log = logging.getLogger("leanvibe.connections")

RESERVED = 200
"""Files besides connections: the database, the index, models, logs, and those of libraries."""
_LEAST = 32


class OpenFilesError(Exception):
    """The limit of open files leaves no room for connections; the message gives the fix."""


def room_for(connections: int) -> int:
    """Raises the soft limit as far as needed and allowed. Returns how many connections fit, `connections` at most.

    Raises `OpenFilesError`. macOS starts programs with a soft limit of 256 files.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = connections + RESERVED
    if soft != resource.RLIM_INFINITY and soft < needed:
        raised = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (raised, hard))
            soft = raised
        except (OSError, ValueError) as error:
            log.warning("cannot raise the limit of open files from %d to %d: %s", soft, raised, error)
    room = connections if soft == resource.RLIM_INFINITY else min(connections, soft - RESERVED)
    if room < _LEAST:
        raise OpenFilesError(
            f"the limit of open files is {soft}, and the server needs {_LEAST + RESERVED} at least: "
            f"raise it with `ulimit -n {needed}` (LimitNOFILE={needed} in a systemd unit)"
        )
    if room < connections:
        log.warning(
            "the limit of open files, %d, leaves room for %d connections instead of %d", soft, room, connections
        )
    return room
