"""Names: words out of any spelling, identifiers that never meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.naming import camel, constant, identifiers, kebab, pascal, snake, words

WORDS = [
    ("createNote", ("create", "note")),
    ("HTTPErrorDetail", ("http", "error", "detail")),
    ("sha256_sum", ("sha256", "sum")),
    ("foo-bar.baz qux", ("foo", "bar", "baz", "qux")),
    ("ASC", ("asc",)),
    ("+1", ("plus", "1")),
    ("-1", ("minus", "1")),
    ("<=", ("less", "equal")),
    ("", ("empty",)),
    ("größe", ("größe",)),
    ("日本", ("日本",)),
    ("ai.message.delta", ("ai", "message", "delta")),
    ("🦆", ("u1f986",)),
]


@pytest.mark.parametrize(("text", "want"), WORDS)
def test_words(text: str, want: tuple[str, ...]) -> None:
    assert words(text) == want


def test_cases() -> None:
    name = ("http", "error", "2", "3d")
    assert (pascal(name), camel(name), snake(name)) == ("HttpError2_3d", "httpError2_3d", "http_error_2_3d")
    assert (constant(name), kebab(name)) == ("HTTP_ERROR_2_3D", "http-error-2-3d")
    assert (pascal(("2", "fast")), snake(("2", "fast"))) == ("V2Fast", "v_2_fast")


@given(st.text())
def test_every_text_gives_an_identifier(text: str) -> None:
    for case in (pascal, camel, snake):
        assert case(words(text)).isidentifier()


@given(st.lists(st.text(max_size=4)))
def test_identifiers_never_meet(texts: list[str]) -> None:
    found = identifiers((words(text) for text in texts), camel, reserved={"if", "class"})
    assert len(set(found)) == len(texts)
    assert not {"if", "class"} & set(found)
