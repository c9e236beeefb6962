"""Where two JSON values differ: numbers as numbers, objects without order, true is not 1."""

from __future__ import annotations

from codegen.contract import JSON, MISSING, Missing


def difference(given: JSON, got: JSON) -> tuple[str, str] | None:
    """The JSON pointer of the first difference, and what it is; None where the values are equal."""
    if isinstance(given, dict) and isinstance(got, dict):
        for name, value in given.items():
            place = "/" + name.replace("~", "~0").replace("/", "~1")
            if name not in got:
                return place, "lost"
            found = difference(value, got[name])
            if found:
                return place + found[0], found[1]
        added = next((name for name in got if name not in given), None)
        return None if added is None else ("/" + added.replace("~", "~0").replace("/", "~1"), "added")
    if isinstance(given, list) and isinstance(got, list):
        for index, (one, other) in enumerate(zip(given, got, strict=False)):
            found = difference(one, other)
            if found:
                return f"/{index}{found[0]}", found[1]
        return None if len(given) == len(got) else (f"/{min(len(given), len(got))}", "another length")
    return None if _same(given, got) else ("", "changed")


def at(value: JSON, pointer: str) -> JSON | Missing:
    """What stands at a pointer."""
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and name in value:
            value = value[name]
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return MISSING
    return value


def _same(given: JSON, got: JSON) -> bool:
    """Whether two values that are no containers are one. An integer is exact; a float may be written as an integer."""
    if isinstance(given, float) and isinstance(got, int) and not isinstance(got, bool):
        return given == float(got)
    if isinstance(given, int) and isinstance(got, float) and not isinstance(given, bool):
        return given == got
    return type(given) is type(got) and bool(given == got)
