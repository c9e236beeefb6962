"""What is no JSON Schema within a schema is left out, keyword by keyword, so that the rest still means what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import jsonschema_rs

from codegen.runtime.keywords import LIST, MAP, ONE
from codegen.schema import JSON, children

Token = str | int
Flaw = tuple[tuple[Token, ...], str]
"""Where in the schema, and what is wrong there."""

_TYPES = "string, number, integer, boolean, array, object or null"
_ROUNDS = 10  # what is left out may show what it hid
# References have been rewritten: nothing of them is left to judge. Patterns must compile: the server will compile them.
_JUDGE = jsonschema_rs.Draft202012Validator(
    {"$ref": "https://json-schema.org/draft/2020-12/schema"},
    validate_formats=True,
    formats={"uri": lambda _: True, "uri-reference": lambda _: True},
)


def sound(schema: JSON) -> tuple[JSON, list[Flaw]]:
    """The schema without what 2020-12's meta-schema refuses; a schema that is none becomes `true`."""
    flaws: list[Flaw] = []
    for _ in range(_ROUNDS):
        if _JUDGE.is_valid(schema):
            for path, said in list(_too_large(schema)):
                flaws.append((path, said))
                schema = _without(schema, path)
            return schema, flaws
        for error in _JUDGE.iter_errors(schema):
            path = tuple(error.instance_path)
            if flaws and flaws[-1][0] == path:  # several things are wrong with one value
                continue
            flaws.append((path, _said(path, error)))
            schema = _without(schema, path)
    return True, flaws


def circular(definitions: Mapping[str, JSON]) -> list[list[str]]:
    """Definitions that are nothing but references to each other: no value could ever be judged by them."""
    target = {
        key: schema["$ref"].removeprefix("#/$defs/")
        for key, schema in definitions.items()
        if isinstance(schema, dict) and set(schema) == {"$ref"}
    }
    found, seen = [], set[str]()
    for start in target:
        chain: list[str] = []
        key = start
        while key in target and key not in seen:
            seen.add(key)
            chain.append(key)
            key = target[key]
        if key in chain:
            found.append(chain[chain.index(key) :])
    return found


def _too_large(schema: JSON, path: tuple[Token, ...] = ()) -> Iterator[Flaw]:
    """Patterns that count further than the server's engine has room for: `^.{0,65535}$`."""
    if not isinstance(schema, dict):
        return
    told = "needs more memory than the server takes for one; it is not checked"
    own, named = schema.get("pattern"), schema.get("patternProperties", {})
    if isinstance(own, str) and not _compiles(own):
        yield (*path, "pattern"), f"the pattern {_short(own)} {told}"
    wide = next((name for name in named if not _compiles(name)), None)
    if wide is not None:
        yield (*path, "patternProperties"), f"the pattern {_short(wide)} {told}"
    for (keyword, *token), child in children(schema):
        if (keyword, *token) != ("patternProperties", wide):
            place = [int(one) if isinstance(schema[keyword], list) else one for one in token]
            yield from _too_large(child, (*path, keyword, *place))


@cache
def _compiles(pattern: str) -> bool:
    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern})
    except jsonschema_rs.ValidationError:
        return False
    return True


def _said(path: Sequence[Token], error: Any) -> str:
    if not path or path[-1] in ONE or _holds_schemas(path):
        return f"a schema is a mapping or a boolean, not {_short(error.instance)}"
    if path[-1] == "type" or (len(path) > 1 and path[-2] == "type"):
        return f"the type {_short(error.instance)} is none of {_TYPES}"
    if path[-1] == "required" and isinstance(error.instance, bool):
        return "required is a list of members' names, and stands in the object"
    if path[-1] == "pattern":
        return f"the pattern {_short(error.instance)} is no regular expression"
    return f"{path[-1]}: {error.message}"[:300]


def _holds_schemas(path: Sequence[Token]) -> bool:
    """Whether the last token is a name or a place that the author chose, with a schema under it."""
    return len(path) > 1 and (path[-2] in MAP or (path[-2] in LIST and isinstance(path[-1], int)))


def _without(schema: JSON, path: Sequence[Token], within: Token = "") -> JSON:
    """`within`: the keyword that holds `schema`, where `path` leads on from there."""
    if not path:
        return True
    first, *rest = path
    if rest:
        return _set(schema, first, _without(_at(schema, first), rest, first))
    if first in ONE or within in MAP:
        return _set(schema, first, True)
    if first in ("required", "enum") and isinstance(_at(schema, first), list):  # the same thing twice
        return _set(schema, first, [one for n, one in enumerate(schema[first]) if one not in schema[first][:n]])
    if isinstance(schema, dict):
        return {key: value for key, value in schema.items() if key != str(first)}
    return [one for n, one in enumerate(schema) if n != first] if isinstance(schema, list) else schema


def _set(schema: JSON, token: Token, value: JSON) -> JSON:
    if isinstance(schema, dict):
        return {**schema, str(token): value}  # a member named 200 is a number to the judge
    return [value if n == token else one for n, one in enumerate(schema)] if isinstance(schema, list) else schema


def _at(schema: JSON, token: Token) -> JSON:
    if isinstance(schema, dict):
        return schema.get(str(token))
    return schema[token] if isinstance(schema, list) and isinstance(token, int) and token < len(schema) else None


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
