"""Secrets in a source are masked before anything is made of it."""

from __future__ import annotations

import random
import string
from dataclasses import asdict

from handlers.index.languages.python import Python

TOKEN = "glpat-" + "".join(random.Random(1).choices(string.ascii_letters + string.digits, k=20))
SOURCE = f'''"""Uploads with {TOKEN}."""

TOKEN = "{TOKEN}"
HOOKS = {{"a": "https://me:{TOKEN}@example.com"}}


def upload(name: str, token: str = "{TOKEN}") -> str:
    """Uploads with {TOKEN}."""
    return name + "{TOKEN}"  # {TOKEN}


class Upload(base("{TOKEN}")):
    """Uploads with {TOKEN}."""
    token = "{TOKEN}"
'''


def test_facts_hold_no_secret_and_the_same_places() -> None:
    facts, plain = (
        Python().parse("up.py", SOURCE.encode()),
        Python().parse("up.py", SOURCE.replace(TOKEN, "x").encode()),
    )
    assert TOKEN not in str(asdict(facts))
    assert "*" * len(TOKEN) in str(asdict(facts))
    assert not facts.incomplete
    assert [(s.qname, s.start_line, s.end_line) for s in facts.symbols] == [
        (s.qname, s.start_line, s.end_line) for s in plain.symbols
    ]
    assert [(r.chain, r.line) for r in facts.references] == [(r.chain, r.line) for r in plain.references]
