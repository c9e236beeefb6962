"""Command lines that a person can copy into another terminal, where no variable of this one is set."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

from clients.cli.api import default_data_dir

_DEFAULT_URL = "http://127.0.0.1:8765"


def command(*words: str, url: str, data_dir: Path) -> str:
    """`leanvibe` with these words, and with the variables that lead to this server where the defaults do not."""
    variables = [] if url == _DEFAULT_URL else [f"LEANVIBE_URL={shlex.quote(url)}"]
    if data_dir != default_data_dir():
        variables.append(f"LEANVIBE_DATA_DIR={shlex.quote(str(data_dir))}")
    return " ".join([*variables, shlex.quote(_program()), *map(shlex.quote, words)])


def _program() -> str:
    """How `leanvibe` of this environment is started: by its name where the shell finds it so."""
    script = Path(sys.executable).with_name("leanvibe")
    on_path = shutil.which("leanvibe")
    if not script.exists() or (on_path is not None and Path(on_path).resolve() == script.resolve()):
        return "leanvibe"
    here = Path.cwd()
    return str(script.relative_to(here) if script.is_relative_to(here) else script)
