"""The document that a server serves: as its author wrote it, with what stood in other files brought inside."""

from __future__ import annotations

from typing import Any

from codegen.contract import JSON
from codegen.load import At, escape
from codegen.parse.model import ParsedDocument
from codegen.parse.reader import Reader
from codegen.resolve.bundle import Bundle


def served(document: ParsedDocument, bundle: Bundle, read: Reader) -> dict[str, JSON]:
    """Schemas of other files become `components.schemas.<Name>`, everything else is put in place of its reference."""
    return _Inliner(document, bundle, read).document()


class _Inliner:
    def __init__(self, document: ParsedDocument, bundle: Bundle, read: Reader) -> None:
        self._root, self._read, self._bundle = document.at, read, bundle
        self._places = {
            definition.at: key for key, definition in bundle.definitions.items() if definition.view == "read"
        }
        self._brought: dict[str, JSON] = {}
        self._open: set[At] = set()

    def document(self) -> dict[str, JSON]:
        result = self._copy(self._read.value(self._root), self._root)
        if not isinstance(result, dict):
            return {}
        components = _mapping(result.get("components"))
        schemas = {**_mapping(components.get("schemas")), **self._brought}
        if schemas:
            result["components"] = {**components, "schemas": dict(sorted(schemas.items()))}
        return result

    def _copy(self, value: Any, at: At) -> Any:
        if isinstance(value, list):
            return [self._copy(item, at / index) for index, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if isinstance(value.get("$ref"), str):
            return self._reference(value, at)
        copied = {key: self._copy(item, at / key) for key, item in value.items()}
        if isinstance(value.get("propertyName"), str) and isinstance(value.get("mapping"), dict):  # a discriminator
            copied["mapping"] = {tag: self._mapped(text, at) for tag, text in value["mapping"].items()}
        return copied

    def _mapped(self, text: Any, at: At) -> Any:
        """A mapping's value is a reference that is not called one, or the name of a component."""
        if not isinstance(text, str) or not ("/" in text or "#" in text):
            return text
        reference = self._reference({"$ref": text}, at)
        return reference.get("$ref", text) if isinstance(reference, dict) else text

    def _reference(self, value: dict[str, Any], at: At) -> Any:
        target = self._read.library.target(value["$ref"], at)
        if target is None or self._read.value(target) is None:
            return value
        if target.file == self._root.file and at.file == self._root.file:
            return value
        place = self._bundle.canonical(target)
        key = self._places.get(place)
        if key is not None:
            siblings = {k: self._copy(v, at / k) for k, v in value.items() if k != "$ref"}
            if self._component(at) == key:  # the component is nothing but this reference: it becomes the schema
                return self._bring(key, place)
            self._bring(key, place)
            return {"$ref": f"#/components/schemas/{escape(key)}", **siblings}
        if target in self._open:
            return value
        self._open.add(target)
        copied = self._copy(self._read.value(target), target)
        self._open.discard(target)
        return copied

    def _component(self, at: At) -> str | None:
        """The key, where `at` is itself a component schema of the root document."""
        parent, _, name = at.pointer.rpartition("/")
        return name if at.file == self._root.file and parent == "/components/schemas" else None

    def _bring(self, key: str, place: At) -> JSON:
        if key not in self._brought:
            self._brought[key] = {}  # circles end here
            self._brought[key] = self._copy(self._read.value(place), place)
        return self._brought[key]


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
