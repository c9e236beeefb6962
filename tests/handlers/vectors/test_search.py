"""Ranking by meaning and by words: what must hold for any scores, and how identifiers become words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.vectors.search import fuse
from handlers.vectors.words import words

WORDS = {
    "": [],
    "parseBody": ["parse", "body", "parsebody"],
    "parse_body": ["parse", "body", "parsebody"],
    "HTTPServer": ["http", "server", "httpserver"],
    "x": ["x"],
    "utf8": ["utf", "8", "utf8"],
    "a.b(c)": ["a", "b", "c"],
    "grüße": ["gr", "e"],
    '"; DROP': ["drop"],
}


@pytest.mark.parametrize("text", WORDS)
def test_identifiers_become_words(text: str) -> None:
    assert words(text) == WORDS[text]


scores = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-1, 1), max_size=8)
bm25 = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 30), max_size=8)


@given(scores, bm25)
def test_all_are_ranked_once_best_first(by_meaning: dict[str, float], by_words: dict[str, float]) -> None:
    ranked = fuse(by_meaning, by_words, 8)
    assert sorted(name for name, _ in ranked) == sorted(by_meaning)
    assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)


@given(scores)
def test_without_a_shared_word_meaning_decides(by_meaning: dict[str, float]) -> None:
    assert dict(fuse(by_meaning, {}, 8)) == by_meaning


def test_among_equals_the_one_with_the_words_wins() -> None:
    assert [name for name, _ in fuse({"a": 0.5, "b": 0.5}, {"b": 3.0}, 10)] == ["b", "a"]
    assert [name for name, _ in fuse({"a": 0.9, "b": 0.1}, {"b": 3.0}, 10)] == ["a", "b"]


def test_an_empty_project_has_no_ranking() -> None:
    assert fuse({}, {}, 0) == []
