"""Reading an untrusted node tree: what has the wrong type or leads nowhere is told once, and read as absent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from codegen.contract import Doc
from codegen.diagnostics import Diagnostics, Position
from codegen.load import At, Library
from codegen.parse.scopes import Scopes

T = TypeVar("T")
_NAMES: dict[type, str] = {dict: "a mapping", list: "a list", str: "text", bool: "true or false"}


class Reader:
    """Typed access to places in the library's documents."""

    def __init__(self, library: Library, diagnostics: Diagnostics) -> None:
        self.library, self.diagnostics = library, diagnostics
        self.scopes = Scopes(library)
        self._told: set[tuple[str, At]] = set()

    def position(self, at: At) -> Position:
        return self.library.position(at)

    def flaw(self, rule: str, message: str, at: At) -> None:
        """The document is at fault here; the smallest part is degraded or left out and the rest goes on."""
        if self._tell(rule, at):
            self.diagnostics.warning(rule, message, self.position(at))

    def _tell(self, rule: str, at: At) -> bool:
        new = (rule, at) not in self._told
        self._told.add((rule, at))
        return new

    def value(self, at: At) -> Any:
        """What stands at a place; None where nothing does."""
        try:
            return self.library.find(at)
        except KeyError:
            return None

    def follow(self, at: At) -> At | None:
        """The place that a Reference Object at `at` finally leads to (`at` itself where there is none)."""
        seen = set()
        while True:
            value = self.value(at)
            if not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
                return at
            if at in seen:
                self.flaw("ref/circle", "this reference leads back to itself", at)
                return None
            seen.add(at)
            target = self.reference(at)
            if target is None:
                return None
            at = target

    def reference(self, at: At, key: str = "$ref") -> At | None:
        """Where the `$ref` that stands in the mapping at `at` leads; told and None where it leads nowhere."""
        text = self.library.find(at)[key]
        target = self._recursive(at) if key == "$recursiveRef" else None
        target = target or self.library.target(text, at)
        if target is not None:
            target = self.scopes.entered(at, target, text.rpartition("#")[2] if key == "$dynamicRef" else "")
        if target is None:
            self.flaw("ref/refused", f"{key} {text!r}: only files below the documents' folders can be named", at / key)
            return None
        try:
            self.library.find(target)
        except KeyError:
            why = "leads nowhere" if self.library.open(target.file) else "names a file that cannot be read"
            self.flaw("ref/dangling", f"{key} {text!r} {why}", at / key)
            return None
        return target

    def _recursive(self, at: At) -> At | None:
        """2019-09's `$recursiveRef: "#"`: the nearest schema around it that is marked as `$recursiveAnchor`."""
        pointer = at.pointer
        while pointer:
            pointer = pointer.rpartition("/")[0]
            around = replace(at, pointer=pointer)
            value = self.value(around)
            if isinstance(value, dict) and value.get("$recursiveAnchor") is True:
                return around
        return None

    def get(self, at: At, key: str, kind: type[T]) -> T | None:
        """The member `key` of the mapping at `at`, if it is there and a `kind`."""
        value = self.value(at)
        if not isinstance(value, dict) or key not in value:
            return None
        found = value[key]
        if isinstance(found, kind):
            return found
        if kind is str and isinstance(found, int | float) and not isinstance(found, bool):
            return str(found)  # type: ignore[return-value]  # kind is str: `version: 1.0` unquoted is a common slip
        self.flaw("spec/type", f"{key} must be {_NAMES.get(kind, kind.__name__)}", at / key)
        return None

    def is_mapping(self, at: At) -> bool:
        """Whether a mapping stands there; told where it is anything else."""
        if isinstance(self.value(at), dict):
            return True
        self.flaw("spec/type", f"{at.pointer.rsplit('/', 1)[-1] or 'the document'} must be a mapping", at)
        return False

    def text(self, at: At, key: str) -> str:
        return self.get(at, key, str) or ""

    def flag(self, at: At, key: str, default: bool = False) -> bool:
        found = self.get(at, key, bool)
        return default if found is None else found

    def members(self, at: At, key: str) -> Iterator[tuple[str, At]]:
        """The members of the mapping under `key`, in order; extensions (`x-`) left out."""
        for name in self.get(at, key, dict) or {}:
            if not name.startswith("x-"):
                yield name, at / key / name

    def items(self, at: At, key: str) -> Iterator[At]:
        for index in range(len(self.get(at, key, list) or [])):
            yield at / key / index

    def doc(self, at: At) -> Doc:
        value = self.value(at)
        if not isinstance(value, dict):
            return Doc()
        examples = [value["example"]] if "example" in value else []
        listed = value.get("examples")
        if isinstance(listed, list):
            examples += listed
        elif isinstance(listed, dict):
            places = (self.follow(at / "examples" / name) for name in listed)
            found = (self.value(place) for place in places if place)
            examples += [example["value"] for example in found if isinstance(example, dict) and "value" in example]
        return Doc(
            summary=self.text(at, "summary"),
            description=self.text(at, "description"),
            deprecated=self.flag(at, "deprecated"),
            examples=tuple(examples),
        )

    def extensions(self, at: At) -> dict[str, Any]:
        value = self.value(at)
        return {k: v for k, v in value.items() if k.startswith("x-")} if isinstance(value, dict) else {}
