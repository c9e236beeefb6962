"""Both indexes give one answer for one text: JSON read by its tokens, and the same text read as YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from codegen.positions import JsonIndex, YamlIndex

NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\x85\u2028\u2029\ufeff")
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
)


@given(st.dictionaries(NAMES, VALUES, max_size=4), st.sampled_from([None, 0, 2]))
def test_every_place_is_found_by_both(value: dict[str, Any], indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    by_tokens, by_nodes = JsonIndex(text), YamlIndex(yaml.compose(text, Loader=yaml.SafeLoader))
    for tokens in places(value, []):
        assert by_tokens.place(tokens) == by_nodes.place(tokens)


PLACES: list[tuple[str, list[str], tuple[int, int]]] = [
    ('{"a": [1,\n {"b": 2}]}', ["a", "1", "b"], (1, 2)),
    ('{"a": [1,\n {"b": 2}]}', ["a", "1", "c", "d"], (1, 1)),  # nowhere: the nearest place that there is
    ('{"\\ud83d\\ude00\\"": {"x": 1}}', ['😀"', "x"], (0, 20)),  # YAML knows no surrogates
    (' {"a": "[{,:"}', ["b"], (0, 1)),
]


@pytest.mark.parametrize(("text", "tokens", "want"), PLACES)
def test_place(text: str, tokens: list[str], want: tuple[int, int]) -> None:
    assert JsonIndex(text).place(tokens) == want


def places(value: Any, tokens: list[str]) -> Iterator[list[str]]:
    yield tokens
    for name, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, [*tokens, str(name)])
