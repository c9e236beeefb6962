"""Run commands and write their output as an SVG picture for the documentation.

    python tools/record.py docs/ask.svg 'leanvibe search …' 'leanvibe ask …'
    python tools/record.py --stderr docs/contracts.svg 'contracts generate …'

The commands run unchanged in the current folder, in a terminal of 100 columns. The output is not edited. The picture
uses no font or other resource of another host.
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS = 100


def terminal_output(command: str, *, stderr: bool) -> str:
    """Output of the command in a terminal, with escape sequences for colours."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    process = subprocess.Popen(
        ["bash", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs if stderr else subprocess.DEVNULL,
        env=environment,
    )
    os.close(theirs)
    pieces = []
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux raises it when the other end is closed
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(ours)
    if process.wait() > 1:  # 1 means findings
        sys.exit(f"record: {command!r} exited with {process.returncode}")
    return without_erased_lines(b"".join(pieces).decode(errors="replace").replace("\r\n", "\n"))


def without_erased_lines(output: str) -> str:
    """Without the lines that spinners and progress bars write and erase (ECMA-48: CUU 1 and EL 2)."""
    output = re.sub(r"\x1b\[\?25[lh]", "", output)  # hide and show the cursor
    output = re.sub(r"\n\r?\x1b\[1A", "", output)  # a new line and back again
    return re.sub(r"[^\n]*\x1b\[2K", "", output)


def picture(commands: Sequence[str], *, stderr: bool = False) -> str:
    """The commands and their output as SVG."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, force_terminal=True, file=nowhere)
        for command in commands:
            console.print(Text.assemble(("$ ", "bold green"), (command, "bold")))
            console.print(Text.from_ansi(terminal_output(command, stderr=stderr)))
        svg = console.export_svg(title="LeanVibe", unique_id="recording")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # the fonts would be loaded from a CDN


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stderr", action="store_true", help="include standard error")
    parser.add_argument("file", type=Path)
    parser.add_argument("commands", nargs="+", metavar="command")
    options = parser.parse_args(arguments)
    svg = picture(options.commands, stderr=options.stderr)
    temporary = options.file.with_suffix(".new")
    temporary.write_text(svg, encoding="utf-8")
    temporary.replace(options.file)


if __name__ == "__main__":
    main()
