"""Prose of a contract in lines: what textwrap says, sooner."""

from __future__ import annotations

import re
import textwrap

from hypothesis import example, given
from hypothesis import strategies as st

from codegen.prose import printable, wrapped

TEXTS = st.text(st.sampled_from("aé0 .,(-_/\n") | st.characters(exclude_categories=["Cs"]), max_size=300)
WORDS = st.lists(st.text(st.sampled_from("ab-"), min_size=1, max_size=25), max_size=40).map(" ".join)


@given(TEXTS | WORDS, st.integers(2, 40))
@example("a" * 19 + " b--c", 21)
def test_lines_are_those_of_textwrap(text: str, width: int) -> None:
    clean = re.sub(" {2,}", "  ", printable(text))  # textwrap breaks blanks that are wider than the line
    assert wrapped(clean, width) == [
        line for part in clean.split("\n") for line in textwrap.wrap(part.rstrip(), width) or [""]
    ]


@given(TEXTS)
def test_nothing_is_lost_but_what_nobody_sees(text: str) -> None:
    clean = printable(text)
    assert all(line.isprintable() for line in clean.split("\n"))
    assert len(clean) == len(text.replace("\r\n", "\n"))
