"""Every operation of a contract with a request that reaches its handler: for tests that walk all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

METHODS = ("get", "put", "post", "delete", "patch", "trace")
_PATH = {  # values as they stand in the path, by the parameter's name
    "noteId": "1",
    "simple": "1",
    "simpleList": "a",
    "label": ".a",
    "matrix": ";matrix=1",
    "class": "a%2Fb",
    "p": "a",
    "id": "1",
    "keyId": "0c5e2b7a91f4",
}
_UUID = "3f2b8c52-6f0e-4a53-9d43-0f1c6f2f8a11"


@dataclass(frozen=True, slots=True)
class Walked:
    """One operation. `target` and `headers` hold all that it requires besides a body and a credential."""

    id: str
    method: str  # upper case
    path: str  # as the contract writes it
    target: str
    declared: Mapping[str, Any]  # the operation as it stands in the document
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def takes(self) -> Mapping[str, Any]:
        """The media types of its body."""
        found: Mapping[str, Any] = self.declared.get("requestBody", {}).get("content", {})
        return found

    @property
    def mutates(self) -> bool:
        return self.method != "GET"

    @property
    def needs_body(self) -> bool:
        return bool(self.declared.get("requestBody", {}).get("required"))

    def at(self, target: str) -> Walked:
        return replace(self, target=target)


def walk(document: Mapping[str, Any]) -> Iterator[Walked]:
    """Of one document, what stood in other files brought inside."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method not in item:
                continue
            declared = item[method]
            parameters = [resolved(document, p) for p in [*item.get("parameters", ()), *declared.get("parameters", ())]]
            required = [p for p in parameters if p.get("required")]
            query = "&".join(f"{quote(p['name'])}=a" for p in required if p["in"] == "query")
            headers = {p["name"]: "*" for p in required if p["in"] == "header"}
            plain = re.sub(r"\{([^{}]+)\}", lambda found: _PATH.get(found[1], _UUID), path)
            target = f"{plain}?{query}" if query else plain
            name = declared.get("operationId") or f"{method} {path}"
            yield Walked(name, method.upper(), path, target, declared, headers)


def methods_of(document: Mapping[str, Any], path: str) -> set[str]:
    """What `Allow` names: HEAD goes with GET, and OPTIONS with all."""
    own = {method.upper() for method in METHODS if method in document["paths"][path]}
    return own | ({"HEAD"} if "GET" in own else set()) | {"OPTIONS"}


def response_of(document: Mapping[str, Any], declared: Mapping[str, Any], status: int) -> Mapping[str, Any] | None:
    """What the operation declares for a status."""
    known = declared["responses"]
    for key in (str(status), f"{status // 100}XX", "default"):
        if key in known:
            return resolved(document, known[key])
    return None


def resolved(document: Mapping[str, Any], value: Mapping[str, Any]) -> Mapping[str, Any]:
    """The value, or what its `$ref` leads to."""
    while "$ref" in value:
        value = at(document, value["$ref"])
    return value


def at(document: Mapping[str, Any], reference: str) -> Any:
    """What `#/a/b` names."""
    found: Any = document
    for token in reference.removeprefix("#/").split("/"):
        found = found[token.replace("~1", "/").replace("~0", "~")]
    return found


BROKEN_JSON = (b"{", b'{"a": 1,}', b"nul", b'"\\ud800', b"\xff", b"[1] 2", json.dumps("x").encode("utf-16"))
