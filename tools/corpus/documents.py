"""The documents of a folder: every file that names its specification; the others are parts of these."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_VERSION = re.compile(r"""^\s*[{]?\s*["']?(openapi|asyncapi|swagger)["']?\s*:\s*["']?([\w.-]+)""", re.MULTILINE)
_READ = re.compile(r"openapi 3\.[012](\.|$)|asyncapi 3\.[01](\.|$)")


@dataclass(frozen=True, slots=True)
class Document:
    name: str  # path below the folder that was given
    file: Path
    says: str  # 'openapi 3.1.0'

    @property
    def readable(self) -> bool:
        """Whether the toolchain supports it; otherwise it must report an error with the reason."""
        return _READ.match(self.says) is not None

    def data(self) -> Any:
        """The plain value, read by a parser of its own: not by codegen."""
        text = self.file.read_text(encoding="utf-8-sig")
        try:
            return json.loads(text)
        except ValueError:
            return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def find(paths: Sequence[Path]) -> Iterator[Document]:
    for path in paths:
        files = (
            [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix in (".json", ".yaml", ".yml"))
        )
        for file in files:
            version = _says(file)
            if version:
                name = file.name if path.is_file() else f"{path.name}/{file.relative_to(path).as_posix()}"
                yield Document(name, file, version)


def _says(file: Path) -> str | None:
    """The member that names the specification, at the document's top."""
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    for match in _VERSION.finditer(text):
        start = match.start(1)
        if text.lstrip().startswith("{") or text[text.rfind("\n", 0, start) + 1 : start].strip("\"' ") == "":
            return f"{match[1]} {match[2]}"
    return None
