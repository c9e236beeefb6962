"""Characters that control a terminal, or that nobody sees, are printed as escapes."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminal.escape import escape_line, escape_text, json_text

TABLE = [
    ("an operating system command", "pay\x1b]0;PWNED\x1b\\load.py", r"pay\x1b]0;PWNED\x1b\load.py"),
    ("bell, delete and backspace", "a\x07\x7f\x08", r"a\x07\x7f\x08"),
    ("C1: CSI in one character", "\x9b31m", r"\x9b31m"),
    ("a carriage return", "safe\rX", r"safe\rX"),
    ("bidirectional override and isolate", "\u202eab\u2066", r"\u202eab\u2066"),
    ("marks and the Arabic letter mark", "\u200e\u200f\u061c", r"\u200e\u200f\u061c"),
    ("zero width", "a\u200bb\u200d\u2060\ufeff", r"a\u200bb\u200d\u2060\ufeff"),
    ("line and paragraph separator, next line", "\u2028\u2029\x85", r"\u2028\u2029\x85"),
    ("a lone surrogate", "\udc80", r"\udc80"),
    ("tags and supplementary variation selectors", "\U000e0041\U000e0100", r"\U000e0041\U000e0100"),
    ("Hangul filler", "\u3164", r"\u3164"),
    ("ordinary text of any language", "Grüße 日本語 ❤️ 👍 C:\\new", "Grüße 日本語 ❤️ 👍 C:\\new"),
]


@pytest.mark.parametrize(("_name", "given", "want"), TABLE, ids=[row[0] for row in TABLE])
def test_escapes(_name: str, given: str, want: str) -> None:
    assert (escape_text(given), escape_line(given)) == (want, want)


def test_newline_and_tab_stay_in_text_only() -> None:
    assert escape_text("a\tb\nc") == "a\tb\nc"
    assert escape_line("a\tb\nc") == r"a\tb\nc"


def test_every_control_and_format_character_is_escaped() -> None:
    hostile = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    for character in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(character) in hostile and character not in "\n\t":
            assert escape_text(character) != character, hex(ord(character))


@given(st.recursive(st.none() | st.text(st.characters(codec=None)), st.lists, max_leaves=5))
def test_json_is_printable_ascii_and_the_same_value(value: object) -> None:
    text = json_text(value)
    assert text.isascii()
    assert text.isprintable()
    assert json.loads(text) == value
