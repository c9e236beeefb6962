"""Arguments that the commands about keys share."""

from __future__ import annotations

import argparse
import re

from terminal.arguments import Parser

CLASSES = ("ios", "web", "cli")
_ID = re.compile(r"(?:lv_)?([0-9a-f]{12})(?:_[A-Za-z0-9_-]*)?")


def key_id(text: str) -> str:
    """The type of an argument that names a key. A whole secret is cut down to its id: it must not be in an address."""
    match = _ID.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(
            "it is not the id of a key, 12 hexadecimal digits; `leanvibe keys list` shows them"
        )
    return match[1]


def add_id(parser: Parser) -> None:
    parser.add_argument("key_id", metavar="ID", type=key_id, help="the key's id, as `leanvibe keys list` shows it")


def add_yes(parser: Parser, meaning: str) -> None:
    parser.add_argument("--yes", "-y", action="store_true", help=meaning)


def add_json(parser: Parser) -> None:
    parser.add_argument("--json", dest="as_json", action="store_true", help="one JSON document on standard output")
