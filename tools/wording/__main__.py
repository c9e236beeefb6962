"""Report wording that makes text slow to read, as `file:line: word -> write this instead`; exit with 1 if there is any.

python -m tools.wording              every folder that is clean, as in `make lint`
python -m tools.wording FOLDER ...   these files and folders, also where they are not clean yet
python -m tools.wording --prune      remove folders without findings from tools/wording/pending.txt
"""

from __future__ import annotations

import argparse
import sys

from tools.wording.check import PENDING, check_files, pending, read_rules, tracked


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.wording", description=__doc__.partition("\n\n")[0])
    parser.add_argument("paths", nargs="*", help="files and folders; default: all folders that are not pending")
    parser.add_argument("--prune", action="store_true", help="remove folders without findings from the pending list")
    options = parser.parse_args(arguments)
    rules = read_rules()
    files = tracked(rules)
    if options.paths:
        prefixes = tuple(path.rstrip("/") for path in options.paths)
        files = [path for path in files if path in prefixes or path.startswith(tuple(f"{p}/" for p in prefixes))]
    findings = list(check_files(files, rules))
    if options.prune:
        return _prune({finding.pending_line for finding in findings})
    allowed = frozenset() if options.paths else pending()
    reported = [finding for finding in findings if finding.pending_line not in allowed]
    for finding in reported:
        print(finding)
    return 1 if reported else 0


def _prune(dirty: set[str]) -> int:
    lines = PENDING.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.startswith("#") or line in dirty]
    PENDING.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
