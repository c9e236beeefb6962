"""Draw what commands print as an SVG for the README: tools/record.py docs/ask.svg 'leanvibe ask …'.

The commands run as they stand, in a terminal of 100 columns; nothing is edited.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS = 100


def printed(command: str) -> str:
    """All that the command wrote to its terminal, escapes for colour included."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    process = subprocess.Popen(
        ["bash", "-c", command], stdout=theirs, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment
    )
    os.close(theirs)
    pieces = []
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(ours)
    if process.wait():
        sys.exit(f"record: {command!r} ended with {process.returncode}")
    return b"".join(pieces).decode(errors="replace").replace("\r\n", "\n")


def main(file: str, *commands: str) -> None:
    console = Console(record=True, width=COLUMNS, force_terminal=True, file=open(os.devnull, "w"))  # noqa: SIM115 - until the end
    for command in commands:
        console.print(Text.from_markup(f"[bold green]$[/] [bold]{command.replace('[', chr(92) + '[')}[/]"))
        console.print(Text.from_ansi(printed(command)))
    target = Path(file)
    drawn = console.export_svg(title="LeanVibe")
    made = target.with_suffix(".new")
    # No font from elsewhere: a picture must not call home.
    made.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL), encoding="utf-8")
    made.replace(target)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
