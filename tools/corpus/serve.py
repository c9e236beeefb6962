"""In a process of its own: imports a generated Python package and server, starts the server, asks it. One JSON object.

echo '[["GET", "/pets"]]' | python tools/corpus/serve.py FOLDER     # FOLDER/python and FOLDER/fastapi
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import types
from pathlib import Path
from typing import Any


def models() -> int:
    """Imports the package and builds every type; their number."""
    from pydantic import TypeAdapter

    package = importlib.import_module("generated_here.python")
    for name in package.__all__:
        TypeAdapter(getattr(package, name))
    return len(package.__all__)


def server(asked: list[tuple[str, str]]) -> dict[str, Any]:
    """Start the application and call every operation once; without handlers it returns 501 or an error."""
    from starlette.testclient import TestClient

    generated = importlib.import_module("generated_here.fastapi")
    app = generated.create_app(authenticate=generated.OPEN)
    statuses: dict[str, int] = {}
    unserved = []
    with TestClient(app, raise_server_exceptions=False) as client:
        for method, path in asked:
            status = client.request(method, re.sub(r"{[^}]*}", "1", path)).status_code
            statuses[str(status)] = statuses.get(str(status), 0) + 1
            if status in (404, 405) or (status >= 500 and status != 501):
                unserved.append(f"{status} {method} {path}")
        nowhere = client.get("/there-is-nothing-here-surely").status_code
    served = len((app.openapi() or {}).get("paths") or {})
    return {"statuses": statuses, "unserved": unserved, "nowhere": nowhere, "paths": served}


def main() -> None:
    package = types.ModuleType("generated_here")
    package.__path__ = [str(Path(sys.argv[1]).resolve())]
    sys.modules["generated_here"] = package
    results: dict[str, Any] = {}
    asked = [(method, path) for method, path in json.load(sys.stdin)]
    for name, measure in (("models", models), ("server", lambda: server(asked))):
        try:
            results[name] = measure()
        except Exception as error:  # noqa: BLE001  # whatever generated code does is what is measured here
            results[f"{name} failed"] = f"{type(error).__name__}: {error}".split("\n")[0][:300]
    print(json.dumps(results))


if __name__ == "__main__":
    main()
