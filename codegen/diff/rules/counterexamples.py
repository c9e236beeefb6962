"""The rules that trust nobody: what the others call compatible is tried with instances, in the right direction."""

from __future__ import annotations

import json
from collections.abc import Iterator

from codegen.diff.model import Change, Direction, Level, merged
from codegen.diff.pair import VersionPair
from codegen.diff.rule import DiffRule
from codegen.diff.trial import Trial


def _refused(pair: VersionPair) -> Iterator[Change]:
    return merged(_found(pair, trial) for trial in pair.trials if trial.refused)


def _found(pair: VersionPair, trial: Trial) -> Change:
    payload = trial.payload
    who = ("old", "new") if payload.direction is Direction.RECEIVES else ("new", "old")
    text = json.dumps(trial.instance, ensure_ascii=False)
    text = text if len(text) <= 200 else f"{text[:200]}…"
    message = f"{payload.label}: {text} is valid for the {who[0]} contract; the {who[1]} one says: {trial.refused}"
    at, to = pair.old.shown(payload.old.position), pair.new.shown(payload.new.position)
    return Change(message, at, to, (payload.use,), trial.instance)


def _untried(pair: VersionPair) -> Iterator[Change]:
    for trial in pair.trials:
        if not trial.tried:
            at, to = pair.old.shown(trial.payload.old.position), pair.new.shown(trial.payload.new.position)
            words = f"{trial.payload.label}: no instance could be made, so that nothing was tried"
            yield Change(words, at, to, (trial.payload.use,))


RULES = (
    DiffRule(
        "wire-counterexample",
        Level.WIRE,
        "an instance refutes what other rules say",
        "the new contract refuses what the old one allowed, though no rule says so",
        _refused,
    ),
    DiffRule(
        "wire-untried",
        Level.DOCS,
        "no instance could be made to try a change",
        "the verdict rests on the rules alone",
        _untried,
    ),
)
