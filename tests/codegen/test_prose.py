"""Prose of a contract in lines: what textwrap says, sooner."""

from __future__ import annotations

import re
import textwrap

from hypothesis import example, given
from hypothesis import strategies as st

from codegen.prose import is_visible, json_text, one_line, printable, wrapped

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
def test_nothing_is_lost_and_everything_can_be_seen(text: str) -> None:
    clean = printable(text)
    assert all(is_visible(line) for line in clean.split("\n"))
    blanks = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
    escapes = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")
    if not escapes.search(text):
        assert escapes.sub(lambda found: chr(int(found[1] or found[2], 16)), clean) == blanks.sub(
            " ", text.replace("\r\n", "\n")
        )


def test_what_cannot_be_seen_is_shown_as_escapes() -> None:
    cases = [
        # given, shown
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("a\u3164b\u115f", "a\\u3164b\\u115f"),
        ("\U000e0041\U000e0100", "\\U000e0041\\U000e0100"),
        ("a\tb\u00a0c\u3000d", "a b c d"),
        ("a\r\nb\nc", "a\nb\nc"),
        ("\x00\x1b[31m\x7f\x9b", "\\u0000\\u001b[31m\\u007f\\u009b"),
        ("\u2764\ufe0f na\u00efve \u65e5\u672c", "\u2764\ufe0f na\u00efve \u65e5\u672c"),
    ]
    for given_text, shown in cases:
        assert printable(given_text) == shown
    assert json_text({"\u202e": ["\u3164"]}, indent=1) == '{\n "\\u202e": [\n  "\\u3164"\n ]\n}'
    assert one_line("a\nb\u2028c\r\n d") == "a b\\u2028c d"
