"""The rules that keep one Cypher text for both engines, checked on every text of the package."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from handlers.graph import queries, schema, writes


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def of(*modules: object) -> list[str]:
    """Every Cypher text among the public constants of the modules."""
    every = [t for module in modules for name, value in vars(module).items() if name.isupper() for t in texts(value)]
    return [
        text for text in every if re.search(r"\b(MATCH|MERGE|CREATE|UNWIND)\b", text) and not text.startswith("RETURN")
    ]


READS = of(queries)
WRITES = of(writes)


def test_there_are_texts_to_check() -> None:
    assert len(READS) > 20
    assert len(WRITES) > 30


@pytest.mark.parametrize("text", READS)
def test_reads_read(text: str) -> None:
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|CALL|LOAD)\b", text)


@pytest.mark.parametrize("text", [*READS, *WRITES])
def test_values_travel_as_parameters(text: str) -> None:
    """The only literal strings are those of the schema itself."""
    assert set(re.findall(r"'([^']*)'", text)) <= {"exact"}
    assert '"' not in text


@pytest.mark.parametrize("text", [*READS, *WRITES])
def test_nodes_are_labelled_and_walks_take_one_hop(text: str) -> None:
    first = re.search(r"(?:MATCH|MERGE) \((\w+)([^)]*)\)", text)
    assert first is not None and first[2].startswith(":"), "the bound node stands first and has a label"
    assert not re.search(r"-\[[^\]]*\*", text), "no variable-length pattern"
    assert "shortestPath" not in text and "elementId" not in text and not re.search(r"\bid\(", text)


@pytest.mark.parametrize("text", READS)
def test_rows_are_scalars_and_maps(text: str) -> None:
    """A whole node or relationship comes back differently from each engine."""
    returned = text.rsplit("RETURN ", 1)[1].partition(" ORDER BY ")[0]
    for column in re.split(r", (?![^{]*\})", returned):
        assert column == "origin" or re.fullmatch(
            r"\w+ \{[.\w, ]+\} AS \w+|[\w.()]+ AS \w+|dependents|callers", column.strip()
        ), column
        assert not re.fullmatch(r"[nmr]", column.strip())


def test_every_index_is_asked_for_politely() -> None:
    assert all("IF NOT EXISTS" in statement for statement in schema.SCHEMA)
