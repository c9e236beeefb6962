"""Cursors: each leads on in its own list, and in no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.errors import NotFound
from handlers.storage.pages import decode, encode, page


@given(key=st.integers(1, 2**53), of=st.text(max_size=60))
def test_a_cursor_leads_back_to_its_row(key: int, of: str) -> None:
    try:
        of.encode()
    except UnicodeEncodeError:
        return
    cursor = encode(of, key)
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert decode(cursor, of=of) == key
    with pytest.raises(NotFound) as caught:
        decode(cursor, of=of + "x")
    assert caught.value.code == "cursor_unknown"


@given(st.text(max_size=40))
def test_any_other_text_is_an_unknown_cursor(text: str) -> None:
    if text == encode("projects", 7):
        return
    with pytest.raises(NotFound):
        decode(text, of="projects")


def test_one_item_too_many_makes_a_next_page() -> None:
    items = [(3, "c"), (5, "e"), (9, "i")]
    assert page(items, 3, of="x").next_cursor is None
    first = page(items, 2, of="x")
    assert first.items == ("c", "e")
    assert decode(first.next_cursor, of="x") == 5
    assert page([], 2, of="x").items == ()
