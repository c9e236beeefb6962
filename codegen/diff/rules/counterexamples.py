"""Rules that check the others: changes that they call compatible are tested with instances, per direction."""

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
    message = (
        f"{payload.label}: {text} is valid for the {who[0]} contract; the {who[1]} one rejects it: {trial.refused}"
    )
    at, to = pair.old.shown(payload.old.position), pair.new.shown(payload.new.position)
    return Change(message, at, to, (payload.use,), trial.instance)


def _untried(pair: VersionPair) -> Iterator[Change]:
    for trial in pair.trials:
        if not trial.tried:
            at, to = pair.old.shown(trial.payload.old.position), pair.new.shown(trial.payload.new.position)
            words = f"{trial.payload.label}: no instance could be generated, so nothing was tested"
            yield Change(words, at, to, (trial.payload.use,))


RULES = (
    DiffRule(
        "wire-counterexample",
        Level.WIRE,
        "an instance contradicts the other rules",
        "one contract rejects what the other allows, although no rule reports it",
        _refused,
    ),
    DiffRule(
        "wire-untried",
        Level.DOCS,
        "no instance could be generated for a change",
        "the verdict is based on the rules alone",
        _untried,
    ),
)
