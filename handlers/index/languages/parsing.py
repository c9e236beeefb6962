"""Syntax trees by tree-sitter, within a time limit."""

import time

from tree_sitter import Language, Parser, Tree

from handlers.index.reading import UnreadableError

MAX_SECONDS = 10.0  # of the processor time of this thread; a megabyte of ordinary code takes one


def parse_tree(language: Language, text: bytes) -> Tree:
    """The syntax tree of `text`; raises UnreadableError where that takes longer than `MAX_SECONDS`.

    Some texts take steps that grow with the square of their length, because the scanner of a grammar looks again and
    again at the same blanks: 10,000 lines of comment indented deeper than the code around them take seconds in Python.
    """
    end = time.thread_time() + MAX_SECONDS
    parser = Parser(language)
    try:
        tree = parser.parse(
            lambda offset, _: text[offset : offset + 65536],
            progress_callback=lambda offset, has_error: time.thread_time() > end,
        )
    except ValueError:  # the callback ended it
        raise UnreadableError(f"its syntax is not read within {MAX_SECONDS:g} seconds") from None
    # Only with the bytes at hand do nodes have their text; what was parsed is taken over from `tree`.
    return parser.parse(text, tree)
