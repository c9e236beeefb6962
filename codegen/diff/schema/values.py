"""Lists of values (`enum`, `const`) and null, and the validator that decides about them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from jsonschema_rs import Draft202012Validator

from codegen.contract import JSON
from codegen.diff.schema.shape import text_of, type_of, values_of
from codegen.diff.schema.terms import SchemaTerms, Term, reachable
from codegen.diff.schema.unions import Case
from codegen.load import At
from codegen.runtime.validation import bounded
from codegen.schema import ANNOTATIONS

_PLAIN = ANNOTATIONS | {"enum", "const", "type"}


def admits_null(cases: Sequence[Case], term: Term, terms: SchemaTerms) -> bool:
    """Whether null is admitted; of several cases that would, a oneOf takes none."""
    count = sum("null" in case.kinds for case in cases)
    return count == 1 or (
        count > 1 and bool(validator([placed.schema for placed in term], terms.definitions).is_valid(None))
    )


def listed_values(cases: Sequence[Case], term: Term, terms: SchemaTerms) -> dict[str, At] | None:
    """The values of a union of lists, with their places; None where a case is no list."""
    by_text: dict[str, JSON] = {}
    places: dict[str, At] = {}
    plain = len(cases) == 1
    for case in cases:
        values = values_of(case.branch.leaves)
        if values is None:
            return None
        plain = plain and all(not (leaf.keywords.keys() - _PLAIN) for leaf in case.branch.leaves)
        written = _value_places(case)
        for text, value in values.items():
            if type_of(value) in case.kinds:
                by_text.setdefault(text, value)
                places.setdefault(text, written.get(text, case.branch.at))
    if not plain:  # something else may refuse a value that is listed
        judge = validator([placed.schema for placed in term], terms.definitions)
        return {text: places[text] for text, value in by_text.items() if judge.is_valid(value)}
    return places


def _value_places(case: Case) -> dict[str, At]:
    """The first place of each value that the case lists."""
    places: dict[str, At] = {}
    for leaf in case.branch.leaves:
        listed = leaf.keywords.get("enum")
        for index, value in enumerate(listed if isinstance(listed, list) else ()):
            places.setdefault(text_of(value), leaf.at / "enum" / index)
        if "const" in leaf.keywords:
            places.setdefault(text_of(leaf.keywords["const"]), leaf.at / "const")
    return places


def keyword_place(cases: Sequence[Case], default: At) -> At:
    for case in cases:
        for keyword in ("enum", "const"):
            for _, at in case.shape("null").holding(keyword):
                return at if len(cases) == 1 else default
    return default


def refused_values(values: dict[str, At], term: Term, terms: SchemaTerms) -> list[str]:
    judge = validator([placed.schema for placed in term], terms.definitions)
    return [text for text in values if not judge.is_valid(json.loads(text))]


def validator(schemas: Sequence[JSON], definitions: Mapping[str, JSON]) -> Any:
    """Of values that satisfy all of these schemas; formats are asserted."""
    whole: dict[str, JSON] = {"allOf": [bounded(schema) for schema in schemas]}
    reached = reachable(whole, definitions)
    whole["$defs"] = {name: bounded(definitions.get(name, True)) for name in reached}
    return Draft202012Validator(whole, validate_formats=True)
