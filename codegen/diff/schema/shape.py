"""Shapes: the constraints of one branch on values of one JSON type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from codegen.contract import JSON
from codegen.diff.schema.terms import LocatedSchema, SchemaTerms, Term, canonical
from codegen.load import At

TYPES = ("null", "boolean", "number", "string", "array", "object")
COMMON = ("not", "if", "anyOf", "oneOf", "allOf", "$ref", "$dynamicRef")
REST: Mapping[str, tuple[str, ...]] = {
    "array": ("contains", "unevaluatedItems"),
    "object": ("propertyNames", "dependentSchemas", "unevaluatedProperties"),
}
_NAMING = ("properties", "patternProperties", "additionalProperties", "if", "dependentSchemas", "anyOf", "oneOf")
_WITH = {"if": ("then", "else"), "contains": ("minContains", "maxContains")}


def type_of(value: JSON) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"


def text_of(value: JSON) -> str:
    """Equal text, equal JSON: 1 and 1.0 are one number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return canonical(value)


def allowed_types(leaves: Term) -> set[str]:
    """Of TYPES; an integer is a number here."""
    allowed = set(TYPES)
    for leaf in leaves:
        listed = leaf.keywords.get("type")
        if listed is not None:
            listed = [listed] if isinstance(listed, str) else listed
            allowed &= {"number" if name == "integer" else name for name in listed if isinstance(name, str)}
        if leaf.keywords.get("not") in ({}, True) and "not" in leaf.keywords:
            return set()
    values = values_of(leaves)
    return allowed if values is None else allowed & {type_of(value) for value in values.values()}


def values_of(leaves: Term) -> dict[str, JSON] | None:
    """The only values that `enum` and `const` leave, by text; None if neither is present."""
    values: dict[str, JSON] | None = None
    for leaf in leaves:
        lists = [leaf.keywords["enum"]] if isinstance(leaf.keywords.get("enum"), list) else []
        lists += [[leaf.keywords["const"]]] if "const" in leaf.keywords else []
        for listed in lists:
            these = {text_of(value): value for value in listed}
            values = these if values is None else {text: v for text, v in values.items() if text in these}
    return values


@dataclass(frozen=True)
class Shape:
    """The leaves of a branch as they concern values of type `kind`."""

    kind: str
    leaves: Term
    terms: SchemaTerms
    sole: bool  # no anyOf chose among branches: then unevaluatedProperties is known to see these leaves alone
    at: At

    def holding(self, keyword: str) -> Iterator[tuple[JSON, At]]:
        """The keyword wherever a leaf has it, with its place."""
        for leaf in self.leaves:
            if keyword in leaf.keywords:
                yield leaf.keywords[keyword], leaf.at / keyword

    def place(self, keyword: str) -> At:
        """Where the keyword is, or would be."""
        return next((at for _, at in self.holding(keyword)), self.at / keyword)

    @cached_property
    def integer(self) -> bool:
        """Whether only integers are admitted (and not numbers in general)."""
        listed = [value if isinstance(value, list) else [value] for value, _ in self.holding("type")]
        return any("integer" in names and "number" not in names for names in listed)

    @cached_property
    def rest(self) -> dict[str, tuple[str, At]]:
        """Keywords that are compared as a whole: text with all that it reaches -> the keyword and its place."""
        keywords = {}
        for leaf in self.leaves:
            for keyword in (*COMMON, *REST.get(self.kind, ())):
                if keyword in leaf.keywords and not (keyword == "unevaluatedProperties" and self._sees(leaf)):
                    group = {k: leaf.keywords[k] for k in (keyword, *_WITH.get(keyword, ())) if k in leaf.keywords}
                    keywords[self.terms.closure(group)] = (keyword, leaf.at / keyword)
        return keywords

    @cached_property
    def rest_schemas(self) -> list[JSON]:
        kinds = (*COMMON, *REST.get(self.kind, ()))
        return [
            {k: leaf.keywords[k] for g in kinds for k in (g, *_WITH.get(g, ())) if k in leaf.keywords}
            for leaf in self.leaves
        ]

    def _sees(self, leaf: LocatedSchema) -> bool:
        """Whether the leaf's unevaluatedProperties speaks of what nothing here names: no other leaf names any."""
        return self._naming <= {id(leaf)} and not any(key in leaf.keywords for key in _NAMING[3:])

    @cached_property
    def _naming(self) -> set[int]:
        """The leaves that name members, by identity."""
        return {id(leaf) for leaf in self.leaves if any(key in leaf.keywords for key in _NAMING)}

    # ---- objects ----------------------------------------------------------------------------------------------------

    @cached_property
    def required(self) -> dict[str, At]:
        places: dict[str, At] = {}
        for listed, at in self.holding("required"):
            for index, name in enumerate(listed if isinstance(listed, list) else ()):
                places.setdefault(name, at / index)
        return places

    @cached_property
    def properties(self) -> dict[str, list[LocatedSchema]]:
        """The `properties` entries, by name."""
        schemas: dict[str, list[LocatedSchema]] = {}
        for leaf in self.leaves:
            for name in _members(leaf, "properties"):
                schemas.setdefault(name, []).append(self.terms.child(leaf, "properties", name))
        return schemas

    @cached_property
    def patterns(self) -> dict[str, list[LocatedSchema]]:
        schemas: dict[str, list[LocatedSchema]] = {}
        for leaf in self.leaves:
            for pattern in _members(leaf, "patternProperties"):
                schemas.setdefault(pattern, []).append(self.terms.child(leaf, "patternProperties", pattern))
        return schemas

    @cached_property
    def named(self) -> dict[str, None]:
        return dict.fromkeys([*self.properties, *self.required])

    @cached_property
    def hidden(self) -> dict[str, str]:
        """Members that this view leaves out: name -> 'read-only' or 'write-only'."""
        access = {}
        for leaf in self.leaves:
            for name in leaf.keywords.get("x-contracts-absent") or ():
                access[name] = "read-only" if _members(leaf, "properties").get(name) is True else "write-only"
        return access

    @cached_property
    def additional(self) -> Term:
        """What members that nothing names must satisfy; () where anything goes."""
        return tuple(extra for leaf in self.leaves for extra in self._extra(leaf))

    def member(self, name: str) -> Term:
        """All schemas of a member: its own entries, and the `additionalProperties` of parts that don't name it."""
        declared = self.properties.get(name, [])
        extras = []
        for (keyword, _), leaves in self._extras.items():
            if keyword == "unevaluatedProperties" and (declared or self._matched(name)):
                continue
            # A repetition adds nothing. Each leaf that is passed over names the member, so that the names of all
            # leaves bound the steps, not leaves times names.
            extras += next(([extra] for leaf, extra in leaves if not self._names(leaf, name)), [])
        return (*declared, *extras)

    @cached_property
    def _extras(self) -> dict[tuple[str, str], list[tuple[LocatedSchema, LocatedSchema]]]:
        """What leaves demand of members that they don't name, by keyword and text: the leaves and these schemas."""
        groups: dict[tuple[str, str], list[tuple[LocatedSchema, LocatedSchema]]] = {}
        for leaf in self.leaves:
            keyword = "additionalProperties" if "additionalProperties" in leaf.keywords else "unevaluatedProperties"
            for extra in self._extra(leaf):
                groups.setdefault((keyword, extra.text), []).append((leaf, extra))
        return groups

    def _names(self, leaf: LocatedSchema, name: str) -> bool:
        patterns = _members(leaf, "patternProperties")
        return name in _members(leaf, "properties") or any(_matches(pattern, name) for pattern in patterns)

    def _matched(self, name: str) -> bool:
        return any(_matches(pattern, name) for pattern in self.patterns)

    def _extra(self, leaf: LocatedSchema) -> list[LocatedSchema]:
        for keyword in ("additionalProperties", "unevaluatedProperties"):
            if keyword in leaf.keywords and (keyword == "additionalProperties" or self._sees(leaf)):
                child = self.terms.child(leaf, keyword)
                return [] if child.schema is True or child.schema == {} else [child]
        return []

    @cached_property
    def dependent(self) -> dict[tuple[str, str], At]:
        """dependentRequired as pairs (if this member is there, that one must be)."""
        places: dict[tuple[str, str], At] = {}
        for listed, at in self.holding("dependentRequired"):
            for name, needed in listed.items() if isinstance(listed, dict) else ():
                for other in needed if isinstance(needed, list) else ():
                    places.setdefault((name, other), at / name)
        return places

    # ---- arrays -----------------------------------------------------------------------------------------------------

    def slots(self) -> int:
        """How many leading items have schemas of their own."""
        return max((len(v) for v, _ in self.holding("prefixItems") if isinstance(v, list)), default=0)

    def item(self, index: int | None) -> Term:
        """All schemas of the item at `index`; None: of the items after every prefix."""
        schemas = []
        for leaf in self.leaves:
            prefix = leaf.keywords.get("prefixItems")
            if index is not None and isinstance(prefix, list) and index < len(prefix):
                schemas.append(self.terms.child(leaf, "prefixItems", str(index)))
            elif isinstance(leaf.keywords.get("items"), dict | bool):
                schemas.append(self.terms.child(leaf, "items"))
        return tuple(schemas)


def disjoint(left: Shape, right: Shape) -> bool:
    """Whether no value satisfies both (where this can be seen; False means that it cannot)."""
    ones, others = values_of(left.leaves), values_of(right.leaves)
    if ones is not None and others is not None:
        return not ones.keys() & others.keys()
    if left.kind != "object":
        return False
    for first, second in ((left, right), (right, left)):
        for name in first.required:
            if any(placed.schema is False or placed.schema == {"not": {}} for placed in second.member(name)):
                return True
    return any(_apart(left, right, name) for name in left.required.keys() & right.required.keys())


def _apart(left: Shape, right: Shape, name: str) -> bool:
    """Whether the member cannot satisfy both sides: other constants, or other types."""
    theirs = [_branches(shape, name) for shape in (left, right)]
    for first in theirs[0]:
        for second in theirs[1]:
            listed, others = values_of(first), values_of(second)
            if listed is not None and others is not None:
                if listed.keys() & others.keys():
                    return False
            elif allowed_types(first) & allowed_types(second):
                return False
    return True


def _branches(shape: Shape, name: str) -> list[Term]:
    term = shape.member(name)
    return [branch.leaves for branch in shape.terms.branches(term)] if term else [()]


def tags(shape: Shape) -> dict[str, frozenset[str]]:
    """Required members with few possible values, which distinguish a case of a union from its siblings."""
    constants = {}
    for name in shape.required:
        branches = _branches(shape, name) if name in shape.properties else []
        listed = values_of(branches[0]) if len(branches) == 1 else None
        if listed is not None:
            constants[name] = frozenset(listed)
    return constants


def _members(leaf: LocatedSchema, keyword: str) -> Mapping[str, Any]:
    members = leaf.keywords.get(keyword)
    return members if isinstance(members, dict) else {}


def _matches(pattern: str, name: str) -> bool:
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return True


def numbers(shape: Shape, keywords: Sequence[str]) -> list[tuple[float, str, At]]:
    """The numeric values of these keywords in all leaves."""
    return [
        (value, keyword, at)
        for keyword in keywords
        for value, at in shape.holding(keyword)
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]
