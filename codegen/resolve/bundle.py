"""Every schema that the documents reach, under its final name, in one dialect, with references that stay inside.

From places in files to `Contract.definitions`: each target of a `$ref` becomes `#/$defs/<Name>`; 3.0 and draft 7 are
lifted to 2020-12; a schema that means something else when written than when read (`readOnly`, `writeOnly`, anywhere
below it) gets a second definition, `<Name>Write`. A reference that leads nowhere admits anything, and is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from codegen.contract import Words
from codegen.load import At, unescape
from codegen.naming import pascal, words
from codegen.parse.model import Dialect, SchemaUse, View
from codegen.parse.reader import Reader
from codegen.resolve.names import TYPES, Names, same
from codegen.resolve.sound import circular, sound
from codegen.schema import (
    BOUNDS,
    IDENTIFIERS,
    JSON,
    METASCHEMA,
    REFERENCES,
    by_the_letter,
    children,
    dialect_of,
    is_metaschema,
    lift_30,
    lift_draft7,
    unflag,
)


@dataclass(frozen=True, slots=True)
class Definition:
    key: str
    words: Words
    at: At
    view: View
    schema: JSON
    binary: bool  # part of a multipart or binary body: `format: binary` is raw bytes here


class Bundle:
    """`definitions` after construction; `schema(use)` for a schema in a position."""

    def __init__(
        self, read: Reader, dialect: Callable[[Path], Dialect], uses: Iterable[SchemaUse], names: Names
    ) -> None:
        self._read, self._dialect_of_file = read, dialect
        self._targets: dict[At, dict[At, At | None]] = {}  # place -> {place of a $ref below it: where it leads}
        self._told = set[At]()
        self._marked: dict[At, bool] = {}  # has readOnly or writeOnly itself
        uses = list(uses)
        found = self._reach(uses)
        self._differs = self._closure(found)
        written = self._from(use.at for use in uses if use.view == "write")
        self._words = _name(found, [at for at in found if at in self._differs and at in written], names)
        self.definitions = self._define(found, uses)

    def key(self, at: At, view: View) -> str:
        """The definition that stands for the schema at `at` when seen in `view`."""
        return pascal(self._words[at, view if at in self._differs else "read"])

    def schema(self, use: SchemaUse) -> JSON:
        """The schema of a position, its references rewritten."""
        return self._sound(self._rewrite(self._read.value(use.at), use.at, use.view), use.at)

    def canonical(self, at: At) -> At:
        """Where a schema really stands: a component that is nothing but a `$ref` to its namesake is that namesake."""
        seen = set()
        while at not in seen:
            seen.add(at)
            value = self._read.value(at)
            if not (isinstance(value, dict) and set(value) == {"$ref"} and isinstance(value["$ref"], str)):
                return at
            target = None if is_metaschema(value["$ref"]) else self._read.reference(at)
            if target is None or not _named(at) or _own_words(target) != _own_words(at):
                return at
            at = target
        return at

    def _reach(self, uses: Iterable[SchemaUse]) -> list[At]:
        """Every place that a `$ref` leads to, and every component, in order of discovery."""
        found: dict[At, None] = {}
        queue = []
        for use in uses:
            if _named(use.at):
                found[self.canonical(use.at)] = None
            queue.append(self.canonical(use.at))
        while queue:
            at = queue.pop()
            if at in self._targets:
                continue
            self._targets[at] = {}
            self._marked[at] = False
            self._scan(self._read.value(at), at, at)
            for target in self._targets[at].values():
                if target is not None:
                    found[target] = None
                    queue.append(target)
        return list(found)

    def _scan(self, schema: JSON, at: At, owner: At) -> None:
        if not isinstance(schema, dict):
            return
        for key in REFERENCES:
            if isinstance(schema.get(key), str) and not is_metaschema(schema[key]):
                target = self._read.reference(at, key)
                self._targets[owner][at / key] = self.canonical(target) if target else None
        for child in (schema.get("properties") or {}).values() if isinstance(schema.get("properties"), dict) else ():
            if isinstance(child, dict) and (child.get("readOnly") is True or child.get("writeOnly") is True):
                self._marked[owner] = True
        for tokens, child in children(schema):
            place = at
            for token in tokens:
                place = place / token
            self._scan(child, place, owner)

    def _closure(self, found: Iterable[At]) -> frozenset[At]:
        """The places below which, through any reference, something is read-only or write-only."""
        users: dict[At, list[At]] = {}
        for owner, targets in self._targets.items():
            for target in targets.values():
                if target is not None:
                    users.setdefault(target, []).append(owner)
        queue = [at for at, marked in self._marked.items() if marked]
        result = set(queue)
        while queue:
            for user in users.get(queue.pop(), ()):
                if user not in result:
                    result.add(user)
                    queue.append(user)
        return frozenset(result)

    def _define(self, found: Iterable[At], uses: Iterable[SchemaUse]) -> dict[str, Definition]:
        """A definition a place, and one more for writing where a request reaches it and it differs."""
        binary = self._from(use.at for use in uses if use.binary)
        result = {}
        for at in found:
            views: tuple[View, ...] = ("read", "write")
            for view in views:
                if (at, view) in self._words:
                    schema = self._sound(self._rewrite(self._read.value(at), at, view), at)
                    key = self.key(at, view)
                    result[key] = Definition(key, self._words[at, view], at, view, schema, at in binary)
        for circle in circular({key: found.schema for key, found in result.items()}):
            self._read.flaw("ref/circle", f"only references: {' -> '.join([*circle, circle[0]])}", result[circle[0]].at)
            result |= {key: replace(result[key], schema=True) for key in circle}
        return dict(sorted(result.items()))

    def _sound(self, schema: JSON, at: At) -> JSON:
        """Without what is no JSON Schema; each such place is told once, wherever it is used."""
        kept, flaws = sound(schema)
        for path, said in flaws:
            place = at
            for token in path:
                place = place / token
            if place not in self._told:
                self._told.add(place)
                self._read.flaw("schema/invalid", said, place)
        return kept

    def _from(self, starts: Iterable[At]) -> set[At]:
        """The places reached from `starts` through references."""
        queue = [self.canonical(at) for at in starts]
        result = set(queue)
        while queue:
            for target in self._targets.get(queue.pop(), {}).values():
                if target is not None and target not in result:
                    result.add(target)
                    queue.append(target)
        return result

    def _rewrite(self, schema: JSON, at: At, view: View) -> JSON:
        """The schema in 2020-12 with `#/$defs/` references, as it holds in `view`."""
        if not isinstance(schema, dict):
            return schema
        result = dict(schema)
        for key in IDENTIFIERS:  # the bundle is one resource with one dialect
            result.pop(key, None)
        result = self._lifted(result, at)
        result = lift_draft7(self._mended(result, at))
        for key in REFERENCES:
            if isinstance(result.get(key), str) and is_metaschema(result[key]):
                result[key] = METASCHEMA if dialect_of(result[key]) else result[key]
            elif isinstance(result.get(key), str):
                target = self._read.reference(at, key)
                del result[key]
                if target is not None:
                    refers = f"#/$defs/{self.key(self.canonical(target), view)}"
                    if "$ref" in result:
                        result["allOf"] = [*result.get("allOf", []), {"$ref": refers}]
                    else:
                        result["$ref"] = refers
        if isinstance(result.get("discriminator"), dict):
            result["discriminator"] = self._mapping(result["discriminator"], at, view)
        for tokens, child in list(children(result)):
            # Lifting moves children only within their parent; a nullable wrapper's children keep their own places.
            place = at
            for token in tokens:
                place = place / token
            self._put(result, tokens, self._rewrite(child, self._origin(place, at, tokens), view))
        return _project(result, view)

    def _lifted(self, schema: dict[str, JSON], at: At) -> dict[str, JSON]:
        match self._dialect(at):
            case "3.0":
                return lift_30(schema)
            case "draft-07" if "$ref" in schema:  # siblings of $ref are ignored
                return {"$ref": schema["$ref"]}
            case "draft-07" | "2020-12":
                return by_the_letter(schema)
            case _:
                return schema

    def _mended(self, schema: dict[str, JSON], at: At) -> dict[str, JSON]:
        """Slips that can mean one thing only are read as that, and told."""
        result = dict(schema)
        for bound in BOUNDS:
            if unflag(result, bound):
                said = f"{bound} is a number since OpenAPI 3.1; it is read as the flag that it was in 3.0"
                self._read.flaw("schema/invalid", said, at / bound)
        listed = result.get("type", "")
        alone = listed is None and at.pointer.split("/")[-2:-1] in (["anyOf"], ["oneOf"])  # elsewhere it is unfinished
        if alone or (isinstance(listed, list) and None in listed):
            self._read.flaw("schema/invalid", "the type null needs quotes; it is read as 'null'", at / "type")
            result["type"] = "null" if listed is None else ["null" if one is None else one for one in listed]
        return result

    def _dialect(self, at: At) -> Dialect:
        """What the nearest `$schema` around the place names, else the file's."""
        document = self._read.library.open(at.file)
        pointer = at.pointer
        while document is not None and document.names_dialects:
            value = self._read.value(At(at.file, pointer))
            named = value.get("$schema") if isinstance(value, dict) else None
            known = dialect_of(named) if isinstance(named, str) else None
            if known is not None:
                return known
            if not pointer:
                break
            pointer = pointer.rpartition("/")[0]
        return self._dialect_of_file(at.file)

    def _origin(self, place: At, at: At, tokens: tuple[str, ...]) -> At:
        """Where a child of a lifted schema stood before: draft 7's tuples, and what `nullable` wrapped."""
        before = self._read.value(at)
        tuples = isinstance(before, dict) and isinstance(before.get("items"), list)
        if tokens[0] == "items" and tuples:
            return at / "additionalItems"
        if self._read.value(place) is not None:
            return place
        if tokens[0] == "prefixItems":
            return at / "items" / tokens[1]
        if tokens[0] == "dependentSchemas":
            return at / "dependencies" / tokens[1]
        return at  # the wrapper of _with_null: its children stand where the wrapped schema's stood

    def _put(self, schema: dict[str, JSON], tokens: tuple[str, ...], child: JSON) -> None:
        if len(tokens) == 1:
            schema[tokens[0]] = child
            return
        holder = schema[tokens[0]]
        if isinstance(holder, list):
            index = int(tokens[1])
            schema[tokens[0]] = [*holder[:index], child, *holder[index + 1 :]]
        else:
            schema[tokens[0]] = {**holder, tokens[1]: child}

    def _mapping(self, discriminator: Mapping[str, Any], at: At, view: View) -> dict[str, Any]:
        """The mapping's values, which are references or component names, as `#/$defs/` references."""
        mapping = discriminator.get("mapping")
        result = dict(discriminator)
        if isinstance(mapping, dict):
            result["mapping"] = {}
            for tag, text in mapping.items():
                for reference in (f"#/components/schemas/{text}", str(text)):
                    target = self._read.library.target(reference, at)
                    target = self.canonical(target) if target and self._read.value(target) is not None else None
                    if target and (target, "read") in self._words:
                        seen = view if (target, view) in self._words else "read"  # the mapping alone speaks of it
                        result["mapping"][tag] = f"#/$defs/{self.key(target, seen)}"
                        break
        return result


def _project(schema: dict[str, JSON], view: View) -> dict[str, JSON]:
    """OAS 4.8.24.2: what is read-only is not asked for when writing, what is write-only never stands in an answer."""
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return schema
    mark = "readOnly" if view == "write" else "writeOnly"
    gone = [name for name, child in properties.items() if isinstance(child, dict) and child.get(mark) is True]
    if not gone:
        return schema
    # A client may send back what it read: the value is ignored. A server must not leak: the member is forbidden.
    kept = {name: child for name, child in properties.items() if name not in gone}
    result = {**schema, "properties": {**kept, **dict.fromkeys(gone, view == "write")}}
    if isinstance(schema.get("required"), list):
        result["required"] = [name for name in schema["required"] if name not in gone]
    result["x-contracts-absent"] = gone
    return result


def _named(at: At) -> bool:
    """Whether the place is one where contracts keep named schemas."""
    tokens = at.pointer.split("/")[1:]
    return (len(tokens) >= 2 and tokens[-2] in ("schemas", "$defs", "definitions")) or len(tokens) <= 1


def _own_words(at: At) -> Words:
    """The words of a `$ref`'s target: its own name where it stands among named schemas, else the path to it."""
    tokens = [unescape(token) for token in at.pointer.split("/")[1:]]
    if not tokens:
        return words(_stem(at))
    if _named(at):
        return words(tokens[-1])
    skipped = {"components", "schemas", "properties", "paths", "content", "schema", "responses", "messages", "payload"}
    return tuple(word for token in tokens if token not in skipped for word in words(token)) or words(tokens[-1])


def _name(found: Iterable[At], written: Iterable[At], names: Names) -> dict[tuple[At, View], Words]:
    """Final words for each place in each of its views. Components come before what references reach elsewhere; of
    namesakes in several files the later ones take their file's name in front.
    """
    result: dict[tuple[At, View], Words] = {}
    for named in (True, False):
        group = sorted((at for at in found if _named(at) is named), key=names.place)
        owners: dict[str, At] = {}
        asked: list[tuple[str, Words]] = []
        for at in group:
            own = _own_words(at)
            first = owners.setdefault(same(own), at)
            asked.append((names.place(at), own if first.file == at.file else (*words(_stem(at)), *own)))
        result |= {(at, "read"): name for at, name in zip(group, names.settle(TYPES, asked), strict=True)}
    group = sorted(written, key=names.place)
    views = names.settle(TYPES, ((names.place(at, "write"), (*result[at, "read"], "write")) for at in group))
    return result | {(at, "write"): name for at, name in zip(group, views, strict=True)}


def _stem(at: At) -> str:
    return at.file.name.split(".")[0]
