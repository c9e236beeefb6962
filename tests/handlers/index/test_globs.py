"""Patterns of ignored files: what they match, and that matching takes steps that grow with pattern and path."""

from __future__ import annotations

import random
import time

import pytest
from pathspec import GitIgnoreSpec

from handlers.index.globs import ignore_spec


@pytest.mark.parametrize(
    ("pattern", "path", "want"),
    [
        ("*.min.*", "web/a.min.b.min.js", True),
        ("*a*b*c", "xaxbxb/c", False),
        ("**/a/**/b/**/c", "x/a/a/b/x/b/c", True),
        ("**/a/**/b/**/c", "x/b/a/c/b", False),
        ("web/**", "web/a/b.css", True),
        ("[", "[", False),  # broken: ignored, and the next patterns count
        ("*[!b]*", "abc/b", True),
    ],
)
def test_a_pattern_matches_as_in_git(pattern: str, path: str, want: bool) -> None:
    assert ignore_spec([pattern]).match_file(path) is want


def test_the_verdicts_are_those_of_the_plain_expressions() -> None:
    draw = random.Random(5)
    parts = ["a", "b", "a", "*", "*", "**", "/", "/", "?", "[ab]", "\\*", "!", "/**/", "**/"]
    for _ in range(4000):
        pattern = "".join(draw.choices(parts, k=draw.randint(1, 9)))
        try:
            plain = GitIgnoreSpec.from_lines([pattern], backend="simple")
        except ValueError:
            continue
        spec = ignore_spec([pattern])
        for _ in range(10):
            names = ["".join(draw.choices("aab*", k=draw.randint(1, 4))) for _ in range(draw.randint(1, 6))]
            path = "/".join(names)
            assert (pattern, path, spec.check_file(path).include) == (pattern, path, plain.check_file(path).include)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 140 + "b", "a" * 800),
        ("**/a/" * 60 + "b", "a/" * 400 + "c"),
        ("**/*/" * 60 + "b", "a/" * 400 + "c"),
        ("*/" * 149 + "b", "a/" * 400 + "c"),
        ("**/" + "*a" * 100 + "b", "/".join(["a" * 40] * 20)),
        ("**/*a*a/" * 30 + "b", "aaaa/" * 160),
        ("?*" * 140 + "b", "a" * 800),
        ("[a]*" * 70 + "b", "a" * 800),
    ],
    ids=lambda text: text[:8],
)
def test_hostile_patterns_are_decided_at_once(pattern: str, path: str) -> None:
    """The work is inside `re`, where no steps can be counted; trying all places would take years."""
    begun = time.process_time()
    assert not ignore_spec([pattern]).match_file(path)
    assert time.process_time() - begun < 2
