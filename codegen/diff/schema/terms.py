"""SchemaTerms: schemas with their places, taken apart into branches and leaves that can be compared one by one.

A term is a conjunction of placed schemas. `branches` follows references, flattens allOf and multiplies anyOf and oneOf
out, so that every branch is a plain list of leaves: dictionaries of keywords that all have to hold.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from codegen.contract import JSON
from codegen.diff.version import ContractVersion
from codegen.load import At
from codegen.schema import ANNOTATIONS, children

REF = "#/$defs/"
MAX_BRANCHES = 48  # more are kept together and compared as text


@dataclass(frozen=True)
class LocatedSchema:
    """A schema of the Contract (2020-12, references into its definitions) and where its author wrote it."""

    schema: JSON
    at: At

    @cached_property
    def text(self) -> str:
        return canonical(self.schema)

    @property
    def keywords(self) -> Mapping[str, JSON]:
        if isinstance(self.schema, dict):
            return self.schema
        return {"not": {}} if self.schema is False else {}

    @property
    def ref(self) -> str | None:
        """The definition, where the schema is nothing but a reference (annotations aside)."""
        target = self.keywords.get("$ref")
        if isinstance(target, str) and target.startswith(REF) and not (set(self.keywords) - {"$ref"} - ANNOTATIONS):
            return target[len(REF) :]
        return None


Term = tuple[LocatedSchema, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One way to satisfy a term. `key` identifies it among its siblings: the references and texts of the chosen
    cases. `path` has the choices: (keyword, index of the case).
    """

    key: tuple[str, ...]
    path: tuple[tuple[str, int], ...]
    leaves: Term  # neither $ref nor allOf, anyOf, oneOf in them (unless there were too many)
    at: At

    def excludes(self, other: Branch) -> bool:
        """Whether it was a oneOf that chose between the two: then no value may satisfy both."""
        for first, second in zip(self.path, other.path, strict=False):
            if first != second:
                return first[0] == "oneOf"
        return False

    @property
    def sole(self) -> bool:
        """Whether no anyOf chose it: then no sibling is valid at the same time."""
        return all(keyword == "oneOf" for keyword, _ in self.path)


class SchemaTerms:
    """One side's terms."""

    def __init__(self, side: ContractVersion) -> None:
        self.side = side
        self.definitions = side.contract.definitions

    def root(self, schema: JSON, at: At) -> Term:
        return (LocatedSchema(schema, at),)

    def child(self, parent: LocatedSchema, *tokens: str) -> LocatedSchema:
        """A subschema, with the place where it was written (lifting from 3.0 and draft 7 moves some)."""
        schema: JSON = parent.schema
        for token in tokens:
            schema = schema[int(token)] if isinstance(schema, list) else schema[token]
        return LocatedSchema(schema, self._step(parent.at, tokens))

    def target(self, placed: LocatedSchema, reference: str) -> LocatedSchema:
        """What a reference leads to."""
        schema = self.definitions.get(reference.removeprefix(REF), True)
        at = placed.at
        value = self.side.find(at)
        if isinstance(value, dict) and isinstance(value.get("$ref"), str):
            target = self.side.library.target(value["$ref"], at)
            at = target if target is not None else at
        if not (isinstance(schema, dict) and "$ref" in schema):  # a component that only names its namesake
            at = self.side.follow(at)
        return LocatedSchema(schema, at)

    def home(self, term: Term) -> At:
        """Where the schema of a term is written: the end of its references."""
        placed, seen = term[0], set[str]()
        while placed.ref and placed.ref not in seen:
            seen.add(placed.ref)
            placed = self.target(placed, REF + placed.ref)
        return placed.at

    def branches(self, term: Term) -> tuple[Branch, ...]:
        return tuple(self._spread(term, frozenset()))

    def _spread(self, term: Term, open_: frozenset[str]) -> Iterator[Branch]:
        """`open_` are the cases that hold already: those on the way here, which a circle would choose for ever."""
        leaves, choices = self._leaves(term)
        options = 1
        for _, cases in choices:
            options *= max(1, len(cases))
        if not choices or options > MAX_BRANCHES:
            yield Branch((), (), (*leaves, *(holder for (holder, _), _ in choices)), term[0].at)
            return
        (_, keyword), cases = choices[0]
        others = tuple(_only(h, k) for (h, k), _ in choices[1:])
        for index, case in enumerate(cases):
            name = case.ref or case.text
            further = others if name in open_ else (case, *others)  # what is valid already adds nothing
            below = self._spread(further, open_ | {name}) if further else [Branch((), (), (), term[0].at)]
            for branch in below:
                yield Branch(
                    (name, *branch.key), ((keyword, index), *branch.path), (*leaves, *branch.leaves), branch.at
                )

    def _leaves(
        self, term: Term
    ) -> tuple[list[LocatedSchema], list[tuple[tuple[LocatedSchema, str], list[LocatedSchema]]]]:
        """References followed and allOf flattened; what is left are leaves, and the choices that they hold."""
        leaves: list[LocatedSchema] = []
        choices: list[tuple[tuple[LocatedSchema, str], list[LocatedSchema]]] = []
        seen: set[str] = set()
        queue = deque(term)
        while queue:
            placed = queue.popleft()
            if placed.text in seen:  # a repetition adds nothing; cycles of allOf end here
                continue
            seen.add(placed.text)
            keywords = placed.keywords
            inner: list[LocatedSchema] = []
            if isinstance(keywords.get("$ref"), str) and keywords["$ref"].startswith(REF):
                inner.append(self.target(placed, keywords["$ref"]))
            if isinstance(keywords.get("allOf"), list):
                inner += [self.child(placed, "allOf", str(i)) for i in range(len(keywords["allOf"]))]
            remaining = {k: v for k, v in keywords.items() if k not in ("allOf", "anyOf", "oneOf")}
            if isinstance(remaining.get("$ref"), str) and remaining["$ref"].startswith(REF):
                del remaining["$ref"]
            if remaining.keys() - ANNOTATIONS or not inner:
                leaves.append(LocatedSchema(remaining, placed.at))
            for keyword in ("anyOf", "oneOf"):
                if isinstance(keywords.get(keyword), list):
                    cases = [self.child(placed, keyword, str(i)) for i in range(len(keywords[keyword]))]
                    choices.append(((placed, keyword), cases))
            queue.extendleft(reversed(inner))
        return leaves, choices

    def _step(self, at: At, tokens: tuple[str, ...]) -> At:
        for candidate in _written(tokens):
            place = at
            for token in candidate:
                place = place / token
            if self._exists(place):
                return place
        return at

    def _exists(self, at: At) -> bool:
        try:
            self.side.library.find(at)
        except KeyError:
            return False
        return True

    # ---- equality, references followed ------------------------------------------------------------------------------

    def closure(self, schema: JSON) -> str:
        """The schema and everything that it reaches as text, annotations left out: equal text is equal meaning."""
        reached = reachable(schema, self.definitions)
        return canonical([bare(schema), {name: bare(self.definitions.get(name, True)) for name in sorted(reached)}])


def _only(holder: LocatedSchema, keyword: str) -> LocatedSchema:
    return LocatedSchema({keyword: holder.keywords[keyword]}, holder.at)


def _written(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Where a subschema of a lifted schema may have been in the document."""
    yield tokens
    match tokens:
        case ("prefixItems", index):
            yield ("items", index)
        case ("items",):
            yield ("additionalItems",)
        case ("dependentSchemas", name):
            yield ("dependencies", name)


def canonical(value: JSON) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def bare(schema: JSON) -> JSON:
    """The schema without annotations and extensions, at every depth."""
    if not isinstance(schema, dict):
        return schema
    kept = {k: v for k, v in schema.items() if k not in ANNOTATIONS and not k.startswith("x-")}
    for tokens, child in children(kept):
        if len(tokens) == 1:
            kept[tokens[0]] = bare(child)
        elif isinstance(kept[tokens[0]], list):
            index = int(tokens[1])
            kept[tokens[0]] = [*kept[tokens[0]][:index], bare(child), *kept[tokens[0]][index + 1 :]]
        else:
            kept[tokens[0]] = {**kept[tokens[0]], tokens[1]: bare(child)}
    return kept


def references(schema: JSON) -> Iterator[str]:
    if isinstance(schema, dict):
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith(REF):
            yield reference[len(REF) :]
        for _, child in children(schema):
            yield from references(child)


def reachable(schema: JSON, definitions: Mapping[str, JSON]) -> set[str]:
    reached: set[str] = set()
    queue: list[str] = list(references(schema))
    while queue:
        name = queue.pop()
        if name not in reached:
            reached.add(name)
            queue += references(definitions.get(name, True))
    return reached


def names(schemas: Iterable[JSON], definitions: Mapping[str, JSON]) -> set[str]:
    """Every member that a schema names at its own level or below."""
    names: set[str] = set()
    for schema in schemas:
        for part in (schema, *(definitions.get(name, True) for name in reachable(schema, definitions))):
            names |= _named(part)
    return names


def _named(schema: JSON) -> set[str]:
    if not isinstance(schema, dict):
        return set()
    names = set(schema.get("properties") or ()) | set(schema.get("required") or ())
    for _, child in children(schema):
        names |= _named(child)
    return names
