"""The file in the data folder that holds the secret of this machine's own key; only its owner can read it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from handlers.environment import describe
from handlers.errors import Unavailable


@dataclass(frozen=True, slots=True)
class KeyFile:
    """All methods block on the disk. They raise `Unavailable`."""

    path: Path

    def read(self) -> str:
        """The secret; empty where there is no file."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
            self.path.chmod(0o600)
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise Unavailable(f"cannot read the key file {describe(error, self.path)}") from error
        return text.strip()

    def write(self, secret: str) -> None:
        """Replaces the file as a whole. It is readable by its owner alone from its first byte on."""
        new = self.path.with_name(self.path.name + ".new")
        try:
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(secret + "\n")
                file.flush()
                os.fsync(file.fileno())
            new.replace(self.path)
        except OSError as error:
            raise Unavailable(f"cannot write the key file {describe(error, self.path)}") from error

    def remove(self) -> None:
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise Unavailable(f"cannot remove the key file {describe(error, self.path)}") from error
