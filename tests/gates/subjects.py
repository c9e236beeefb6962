"""The contracts that the gates are tried on: four fixtures, generated, imported, served by the handlers beside this."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from codegen import build, config
from tests.gates import auth_handlers, events_handlers, notes_handlers, torture_handlers

FIXTURES = Path(__file__).parents[1] / "fixtures" / "contracts"
_HANDLERS = {"notes": notes_handlers, "torture": torture_handlers, "events": events_handlers, "auth": auth_handlers}
_KEY = {"api_key": "key-of-anna"}
_CREDENTIALS = {
    "bearer": {"bearer": "writer"},
    "oauth": {"bearer": "writer"},
    "basic": {"username": "anna", "password": "sesame"},
    "headerKey": _KEY,
    "queryKey": _KEY,
    "cookieKey": _KEY,
}
_SETTINGS: Mapping[str, Mapping[str, Any]] = {"auth": {"auth": {"openapi": _CREDENTIALS}}}
NAMES = tuple(_HANDLERS)


@dataclass(frozen=True, slots=True)
class Subject:
    """One contract, with what was generated from it. `settings` are schemathesis' for it."""

    name: str
    contract: Path
    server: Any
    models: Any
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def document(self) -> Mapping[str, Any]:
        """The contract as one document, as it is served."""
        found: Mapping[str, Any] = self.server.plan().documents["openapi"]
        return found

    def app(self, **options: Any) -> Any:
        """A fresh application over fresh handlers; `options` are those of `create_app`."""
        return self.server.create_app(**{**_HANDLERS[self.name].handlers(self.models), **options})


def subject(name: str, folder: Path) -> Subject:
    contract = FIXTURES / name / "contract" / "openapi.yaml"
    server, models = generated(folder, contract, name)
    return Subject(name, contract, server, models, _SETTINGS.get(name, {}))


def generated(folder: Path, contract: Path, name: str) -> tuple[Any, Any]:
    """The server and the models of a contract, imported."""
    (folder / "contracts.toml").write_text(
        f'documents = ["{contract}"]\n[targets.python]\nout = "{name}_models"\n'
        f'[targets.fastapi]\nout = "{name}_server"\nmodels = "{name}_models"\n'
    )
    build.generate(config.read(folder / "contracts.toml"))
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(f"{name}_server"), importlib.import_module(f"{name}_models")
    finally:
        sys.path.remove(str(folder))
