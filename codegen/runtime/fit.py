"""Whether a handler object fits its tag's protocol: asked at start-up, so that no request finds out."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from codegen.runtime.model import MISSING


class HandlerError(TypeError):
    """A handler object that does not fit its protocol; the text says where, a line a fault."""


def check(protocols: Mapping[str, type], handlers: Mapping[str, object]) -> None:
    """Every method that a handler has must take what the runtime passes. One that it lacks answers 501."""
    wrong = []
    for tag, handler in handlers.items():
        if tag not in protocols:
            wrong.append(f"the contract has no tag {tag!r}; it has {', '.join(protocols)}")
            continue
        for name, wanted in vars(protocols[tag]).items():
            given = getattr(handler, name, None)
            if inspect.isfunction(wanted) and not name.startswith("_") and given is not None:
                where = f"{type(handler).__module__}.{type(handler).__qualname__}.{name} (tag {tag!r})"
                wrong += [f"{where} {fault}" for fault in _faults(wanted, given)]
    if wrong:
        raise HandlerError("\n".join(wrong))


def _faults(wanted: Any, given: Any) -> Iterator[str]:
    if not callable(given):
        yield "is no method"
        return
    if inspect.iscoroutinefunction(wanted) and not inspect.iscoroutinefunction(given):
        yield "must be an async def that returns its answer"
    if not inspect.iscoroutinefunction(wanted) and inspect.iscoroutinefunction(given):
        yield "must give an async iterator: an async def with yield, or a def that returns one"
    _, _, *expected = inspect.signature(wanted).parameters.values()  # besides self and call
    taken = inspect.signature(given).parameters
    others = [p for p in taken.values() if p.kind not in (p.KEYWORD_ONLY, p.VAR_KEYWORD)]
    if not others:
        yield "must take `call` first"
        return
    anything = any(p.kind is p.VAR_KEYWORD for p in taken.values())
    known = {p.name for p in expected}
    for parameter in expected:
        own = taken.get(parameter.name)
        if own is None:
            if not anything:
                yield f"must take the parameter {parameter.name!r}"
        elif parameter.default is not parameter.empty and own.default is own.empty:
            yield f"must give {parameter.name!r} a default, as requests may lack it"
        elif parameter.default not in (parameter.empty, MISSING) and own.default != parameter.default:
            yield f"must default {parameter.name!r} to {parameter.default!r}, as the contract does"
    for own in list(taken.values())[1:]:
        if own.name not in known and own.default is own.empty and own.kind not in (own.VAR_KEYWORD, own.VAR_POSITIONAL):
            yield f"needs {own.name!r}, which the contract has not"
