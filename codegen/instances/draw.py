"""Values of a schema, drawn member by member: what could still offend its schema is confirmed before it is kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import partial
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

from codegen.instances.judge import HUGE, NEVER, Judge
from codegen.instances.shape import Shape, conjoined
from codegen.instances.texts import TELLING, texts
from codegen.schema import JSON

SAFE = 2**53 - 1  # what every language's plain number holds
NODES = 60  # once a value has so many, it is finished as quickly as its schema allows
DEPTH = 5
_TELLING = (0, 1, -1, 7, 2**31 - 1, 2**53 + 1, -(2**53) - 1, 2**63 - 1)
TRIES = 5
MOST = 2_000  # parts drawn for one value, those included that were not kept
_DISCRIMINATED = "#/$defs/"


class Barren(Exception):
    """No value was found here; perhaps there is none."""


def values(judge: Judge, schema: JSON, *, wide: bool = True, avoid: Collection[str] = ()) -> st.SearchStrategy[JSON]:
    """Valid values. `wide`: now and then with members that the schema does not name, where it allows them; `avoid` has
    names that such members must not have.
    """

    @st.composite
    def whole(draw: st.DrawFn) -> JSON:
        try:
            return _Draw(draw, judge, wide, avoid).value(schema, 0, last=True)
        except Barren:
            assume(False)

    return whole()


def examples(strategy: st.SearchStrategy[JSON], count: int, start: int) -> list[JSON]:
    """Up to `count` values, the same for the same `start`; fewer where there are no more."""
    found: list[JSON] = []

    @seed(start)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value: JSON) -> None:
        if len(found) < count:
            found.append(value)

    with suppress(HypothesisException):  # Unsatisfiable: nothing was found, or next to nothing
        collect()
    return found


class _Draw:
    def __init__(self, draw: st.DrawFn, judge: Judge, wide: bool, avoid: Collection[str]) -> None:
        self._draw, self._judge, self._wide, self._avoid = draw, judge, wide, avoid
        self._nodes = 0

    def value(self, schema: JSON, depth: int, *, last: bool = False) -> JSON:
        """A valid value of `schema`, or Barren."""
        if self._judge.cost(schema) >= HUGE or self._nodes >= MOST:
            raise Barren
        hard = last or self._judge.is_hard(schema)
        for _ in range(TRIES if hard else 1):
            try:
                value = self._once(schema, depth)
            except Barren:
                if not hard:
                    raise
                continue
            if not hard or self._judge.is_valid(schema, value):
                return value
        raise Barren

    def _once(self, schema: JSON, depth: int) -> JSON:
        self._nodes += 1
        shape = Shape()
        tags: dict[str, list[JSON]] = {}
        self._settle(schema, shape, tags, depth, set())
        if shape.listed:
            listed = [one for one in shape.listed[0] if self._judge.is_valid(schema, one)]
            return self._draw(st.sampled_from(listed)) if listed else self._barren()
        kinds = sorted(shape.types)
        if not kinds:
            raise Barren
        meant = [kind for kind in kinds if kind in shape.implied or (kind == "integer" and "number" in shape.implied)]
        kinds = meant or kinds  # keywords without `type`: what people mean by them, as `resolve` has it
        if self._is_small(depth):
            kinds = [kind for kind in kinds if kind not in ("array", "object")] or kinds
        kind = kinds[0] if len(kinds) == 1 else self._draw(st.sampled_from(kinds))
        make: dict[str, Callable[[], JSON]] = {
            "null": lambda: None,
            "boolean": lambda: self._draw(st.booleans()),
            "integer": partial(self._integer, shape),
            "number": partial(self._number, shape),
            "string": lambda: self._draw(texts(shape)),
            "array": partial(self._array, shape, depth),
            "object": partial(self._object, shape, tags, depth),
        }
        return make.get(kind, self._barren)()

    def _barren(self) -> Any:
        raise Barren

    def _is_small(self, depth: int) -> bool:
        return depth >= DEPTH or self._nodes >= NODES

    # ---- what a schema asks, one way through its alternatives -------------------------------------------------------

    def _settle(self, schema: JSON, shape: Shape, tags: dict[str, list[JSON]], depth: int, settled: set[str]) -> None:
        """`settled`: the references that were followed for this value; a second time they would ask for the same."""
        if schema is False:
            raise Barren
        if not isinstance(schema, dict):
            return
        shape.add(schema)
        further = partial(self._settle, shape=shape, tags=tags, depth=depth, settled=settled)
        if isinstance(schema.get("$ref"), str) and schema["$ref"] not in settled:
            settled.add(schema["$ref"])
            further(self._judge.definition(schema["$ref"]))
        for part in schema.get("allOf", ()):
            further(part)
        for key in ("oneOf", "anyOf"):
            if schema.get(key):
                part = self._choice(schema[key], depth)
                self._tag(schema.get("discriminator"), part, tags)
                further(part)
        for name, part in schema.get("dependentSchemas", {}).items():
            if self._draw(st.booleans()):
                shape.required[name] = None
                further(part)
        if "if" in schema:
            if self._draw(st.booleans()):
                further(schema["if"])
                further(schema.get("then", True))
            else:
                further(schema.get("else", True))

    def _choice(self, parts: Sequence[JSON], depth: int) -> JSON:
        costs = [self._judge.cost(part) for part in parts]
        if min(costs) >= NEVER:
            raise Barren
        if self._is_small(depth):
            return parts[costs.index(min(costs))]
        return self._draw(st.sampled_from([part for part, cost in zip(parts, costs, strict=True) if cost < NEVER]))

    def _tag(self, discriminator: JSON, part: JSON, tags: dict[str, list[JSON]]) -> None:
        """A discriminator says which values of its member stand for a case, which JSON Schema does not (OAS 4.8.25)."""
        if isinstance(discriminator, dict) and isinstance(part, dict) and isinstance(part.get("$ref"), str):
            mapping = discriminator.get("mapping", {})
            found = [tag for tag, reference in mapping.items() if reference == part["$ref"]]
            tags[discriminator.get("propertyName", "")] = found or [part["$ref"].removeprefix(_DISCRIMINATED)]

    # ---- scalars ----------------------------------------------------------------------------------------------------

    def _integer(self, shape: Shape) -> int:
        low, high = shape.low, shape.high
        if low > high:
            raise Barren
        if shape.multiples:
            return int(self._multiple(shape))
        wide = "int64" in shape.formats
        least, most = (-(2**63), 2**63 - 1) if wide else (-SAFE, SAFE)
        least, most = max(least, _whole(low, math.ceil, least)), min(most, _whole(high, math.floor, most))
        if least > most:  # bounds beyond what is usual
            least, most = _whole(low, math.ceil, most), _whole(high, math.floor, least + 1000)
        near = [
            n for n in (0, 1, -1, 7, 2**31 - 1, 2**53 + 1, -(2**53) - 1, 2**63 - 1, least, most) if least <= n <= most
        ]
        return self._draw(
            st.one_of(st.sampled_from(near), st.integers(least, most)) if near else st.integers(least, most)
        )

    def _number(self, shape: Shape) -> float:
        low, high = shape.low, shape.high
        if low > high:
            raise Barren
        if shape.multiples:
            return self._multiple(shape)
        near = [n for n in (0, 1, 0.5, -1.5, 0.1, 1e21, 1e-7, 12345678.9, 1e300, low, high) if low <= n <= high]
        near = [n for n in near if math.isfinite(n)]
        least, most = (None if math.isinf(bound) else float(bound) for bound in (low, high))
        free = st.floats(least, most, allow_nan=False, allow_infinity=False, allow_subnormal=False)
        return self._draw(st.one_of(st.sampled_from(near), free) if near else free)

    def _multiple(self, shape: Shape) -> float:
        step = Decimal(str(shape.multiples[0]))
        low = max(Decimal(-1000) * step, Decimal(str(shape.low)))
        high = min(low + 2000 * step, Decimal(str(shape.high)))
        first, last = math.ceil(low / step), math.floor(high / step)
        if first > last:
            raise Barren
        found = step * self._draw(st.integers(first, last))
        return int(found) if found == found.to_integral_value() else float(found)

    # ---- arrays and objects -----------------------------------------------------------------------------------------

    def _array(self, shape: Shape, depth: int) -> list[JSON]:
        least, most = shape.count
        if most < least:
            raise Barren
        usual = least if self._is_small(depth) else max(least, max((len(p) for p, _ in shape.tuples), default=0))
        wanted = self._draw(st.integers(least, int(min(most, max(usual, least + (0 if self._is_small(depth) else 3))))))
        found: list[JSON] = []
        sought = [*shape.contains] if shape.contains else []
        for index in range(max(wanted, len(sought))):
            try:
                found.append(
                    self._item(conjoined([shape.item(index), *sought[index : index + 1]]), found, shape, depth)
                )
            except Barren:
                if index < least:
                    raise
                break
        return found

    def _item(self, schema: JSON, before: list[JSON], shape: Shape, depth: int) -> JSON:
        for _ in range(TRIES):
            item = self.value(schema, depth + 1)
            if not shape.unique or item not in before:
                return item
        raise Barren

    def _object(self, shape: Shape, tags: dict[str, list[JSON]], depth: int) -> dict[str, JSON]:
        least, most = shape.size
        found: dict[str, JSON] = {}
        named = dict.fromkeys(name for one in shape.members for name in one.named)
        hidden = set() if self._wide else shape.absent
        optional = [name for name in named if name not in shape.required and name not in hidden]
        for name in shape.required:
            found[name] = self._member(name, shape, tags, depth)
        room = most - len(found)
        if optional and not self._is_small(depth):
            wanted = set(self._draw(st.lists(st.sampled_from(optional), unique=True, max_size=int(min(room, 12)))))
            wanted |= {name for name in optional if name in tags}
            optional = [name for name in optional if name in wanted]
        else:
            optional = [name for name in optional if name in tags]
        short = least - len(found) - len(optional)
        for name in [*optional, *self._others(shape, max(short, 0), depth)]:
            if len(found) < most and name not in found:
                try:
                    found[name] = self._member(name, shape, tags, depth)
                except Barren:
                    continue
        return found

    def _member(self, name: str, shape: Shape, tags: dict[str, list[JSON]], depth: int) -> JSON:
        schema = shape.member(name)
        if name in tags:
            fitting = [tag for tag in tags[name] if self._judge.is_valid(schema, tag)]
            if fitting:
                return self._draw(st.sampled_from(fitting))
        return self.value(schema, depth + 1)

    def _others(self, shape: Shape, least: int, depth: int) -> list[str]:
        """Names of members that no schema names: where maps want them, or anything goes."""
        said = [one for one in shape.members if one.patterns or one.others not in (True, False, {})]
        mapped = bool(said) or not (shape.required or any(one.named for one in shape.members))
        if any(one.others is False and not one.patterns for one in shape.members) or shape.sealed:
            return []
        if not mapped and not (self._wide and not self._draw(st.integers(0, 2))):
            return [f"later{index}" for index in range(least)]
        if self._is_small(depth):
            return self._draw(st.lists(self._names(shape), min_size=least, max_size=least, unique=True))
        return self._draw(st.lists(self._names(shape), min_size=least, max_size=max(least, 3), unique=True))

    def _names(self, shape: Shape) -> st.SearchStrategy[str]:
        if shape.names:
            whole = conjoined(shape.names)
            named = {"allOf": [whole, {"type": "string"}]} if whole is not True else {"type": "string"}
            return values(self._judge, named).filter(lambda name: name not in self._avoid)
        patterns = [pattern for one in shape.members for pattern in one.patterns]
        free = [name for name in ("x-later", "later", "Ünknown", "a.b", *TELLING[:4]) if name not in self._avoid]
        usual = st.sampled_from(free) if free else st.text()
        if not patterns:
            return usual
        found = [texts(_with_pattern(pattern)) for pattern in patterns]
        closed = any(one.others is False for one in shape.members)
        return st.one_of(*found) if closed else st.one_of(*found, usual)


def _with_pattern(pattern: str) -> Shape:
    shape = Shape()
    shape.patterns.append(pattern)
    return shape


def _whole(bound: float, rounded: Callable[[float], int], otherwise: int) -> int:
    return otherwise if math.isinf(bound) else rounded(bound)
