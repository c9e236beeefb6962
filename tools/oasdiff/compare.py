"""Compare contracts diff with oasdiff on the fixtures of every rule and on edits of documents of other projects.

    go install github.com/oasdiff/oasdiff@latest
    .venv/bin/python -m tools.oasdiff.compare [--oasdiff PATH] [--corpus ../shared/corpus/openapi] [--edits 6]

Writes docs/diff-vs-oasdiff.md. `reasons.toml` has the reason of each disagreement; one without a reason fails.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from codegen.diff import compare
from codegen.diff.model import Level
from codegen.diff.pair import VersionPair
from codegen.diff.rules import RULES
from codegen.diff.trial import trial
from codegen.diff.version import ContractVersion, read_version
from tools.oasdiff.edits import EDITS, edited

ROOT = Path(__file__).resolve().parents[2]
NAMES = {0: "–", 1: "INFO", 2: "WARN", 3: "ERR"}
TODAY = date(2026, 11, 1)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Theirs:
    level: int
    ids: tuple[str, ...]

    @property
    def breaking(self) -> bool:
        return self.level == 3


@dataclass(frozen=True)
class Edit:
    document: str
    kind: str
    ours: tuple[str, ...]  # rules of level WIRE
    theirs: Theirs
    counterexample: bool  # an instance was found that the other side refuses


def main() -> None:
    options = arguments()
    reasons = tomllib.loads((Path(__file__).parent / "reasons.toml").read_text())
    fixtures = list(from_fixtures(options.oasdiff))
    edits = list(from_corpus(options.oasdiff, options.corpus, options.edits)) if options.corpus.is_dir() else []
    for edit in edits:
        if bool(edit.ours) != edit.theirs.breaking:
            print(edit)
    unexplained = [rule for rule, ours, theirs in fixtures if ours != theirs.breaking and rule not in reasons["rules"]]
    unexplained += [e.kind for e in edits if bool(e.ours) != e.theirs.breaking and not reason(reasons, e)]
    version = said(
        subprocess.run(["go", "version", "-m", options.oasdiff], capture_output=True, text=True, check=False).stdout
    )
    (ROOT / "docs/diff-vs-oasdiff.md").write_text("\n".join(page(version, fixtures, edits, reasons)) + "\n")
    hidden = [e for e in edits if e.counterexample and not e.ours]
    for missed in hidden:
        print("HIDDEN", missed)
    if unexplained or hidden:
        sys.exit(f"no reason is given for: {', '.join(sorted(set(unexplained)))}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--oasdiff", default="oasdiff")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared/corpus/openapi")
    parser.add_argument("--edits", type=int, default=6, help="of each document")
    return parser.parse_args()


def said(text: str) -> str:
    """The version of the module that the program was built from."""
    return next((line.split()[2] for line in text.splitlines() if line.strip().startswith("mod")), "unknown")


def theirs(program: str, old: Path, new: Path) -> Theirs | None:
    command = [program, "changelog", str(old), str(new), "-f", "json"]
    done = subprocess.run([*command, "--flatten-allof"], capture_output=True, text=True, check=False)
    if done.returncode:  # it cannot flatten everything
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return None  # a document that it cannot load
    changes = json.loads(done.stdout or "[]")
    return Theirs(max((c["level"] for c in changes), default=0), tuple(dict.fromkeys(c["id"] for c in changes)))


def from_fixtures(program: str) -> Iterator[tuple[str, bool, Theirs]]:
    """(rule, whether any of our findings is on the wire, theirs)."""
    for folder in sorted((ROOT / "tests/fixtures/diff").iterdir()):
        old, new = folder / "old.yaml", folder / "new.yaml"
        of_oasdiff = theirs(program, old, new) if old.read_text().startswith("openapi") else None
        if of_oasdiff is not None:
            comparison = compare(read_version([old]), read_version([new]), instances=0, today=TODAY)
            yield folder.name, comparison.counts()[Level.WIRE] > 0, of_oasdiff


def from_corpus(program: str, corpus: Path, edits: int) -> Iterator[Edit]:
    with tempfile.TemporaryDirectory() as folder:
        for turn, file in enumerate(sorted(corpus.iterdir())):
            old, new = Path(folder) / "old.json", Path(folder) / "new.json"
            document = json.loads(json.dumps(yaml.load(file.read_text(), LOADER), default=str))
            if "paths" not in document:
                continue
            old.write_text(json.dumps(document, indent=1))
            print(file.name, flush=True)
            for index in range(turn * edits, (turn + 1) * edits):  # so that few edits a document are all kinds in all
                edit = list(EDITS)[index % len(EDITS)]
                changed = edited(document, edit, random.Random(f"{file.name} {index}"))
                if changed is None:
                    continue
                new.write_text(json.dumps(changed, indent=1))
                yield from judged(program, file.name, edit, old, new)


def judged(program: str, name: str, edit: str, old: Path, new: Path) -> Iterator[Edit]:
    of_oasdiff = theirs(program, old, new)
    if of_oasdiff is None:
        return
    try:
        sides = read_version([old]), read_version([new])
    except Exception as error:  # noqa: BLE001  # a tool that goes on with the next document
        print(name, error)
        return
    comparison = compare(*sides, instances=0, today=TODAY)
    ours = tuple(dict.fromkeys(f.rule.id for f in comparison.findings if f.rule.level is Level.WIRE))
    refuted = bool(ours) != of_oasdiff.breaking and any_refused(*sides)
    yield Edit(name, edit, ours, of_oasdiff, refuted)


def any_refused(old: ContractVersion, new: ContractVersion) -> bool:
    """Whether the other contract refuses an instance that its sender may send, whatever the rules report."""
    pair = VersionPair(old, new, TODAY, 0)
    comparison, roots = pair.compared
    changed = [
        payload
        for payload, _ in roots
        if comparison.old.closure(payload.old.schema) != comparison.new.closure(payload.new.schema)
    ]
    return any(trial(payload, comparison, 60).refused for payload in changed[:6])


def reason(reasons: dict[str, Any], edit: Edit) -> str:
    """By the rules that fired here, or by theirs."""
    for rule in edit.ours:
        if rule in reasons["rules"]:
            return str(reasons["rules"][rule])
    return next((str(reasons["oasdiff"][i]) for i in edit.theirs.ids if i in reasons["oasdiff"]), "")


def page(version: str, fixtures: list[tuple[str, bool, Theirs]], edits: list[Edit], reasons: Any) -> Iterator[str]:
    same = sum(ours == of_oasdiff.breaking for _, ours, of_oasdiff in fixtures)
    levels = {rule.id: rule.level for rule in RULES}
    yield "# contracts diff compared with oasdiff"
    yield ""
    yield f"Written by `tools/oasdiff/compare.py` with oasdiff {version} (`--flatten-allof` where possible). *Breaking*"
    yield "is a wire finding of contracts, or level ERR of oasdiff. AsyncAPI is not compared: oasdiff does not read it."
    yield ""
    yield "## Fixtures of the rules"
    yield ""
    yield f"{len(fixtures)} pairs of OpenAPI documents, one per rule: both agree on {same} and disagree on these:"
    yield ""
    yield "| pair | contracts | oasdiff | reason |"
    yield "| --- | --- | --- | --- |"
    for rule, ours, of_oasdiff in fixtures:
        if ours != of_oasdiff.breaking:
            ids = ", ".join(f"`{identifier}`" for identifier in of_oasdiff.ids) or "nothing"
            why = reasons["rules"].get(rule, "")
            yield f"| `{rule}` | {levels[rule]} | {NAMES[of_oasdiff.level]}: {ids} | {why} |"
    if not edits:
        return
    yield ""
    yield "## Edits of documents of other projects"
    yield ""
    documents = len({edit.document for edit in edits})
    yield f"{len(edits)} edits of {documents} documents (seeded, see `tools/oasdiff/edits.py`). Where the two disagree,"
    yield "instances decide: 60 for each of the first six changed payloads, valid for its sender, validated with the"
    yield "other contract."
    yield ""
    yield "| edit | pairs | agree | only contracts: breaking (proved by instance) | only oasdiff: breaking (proved) |"
    yield "| --- | --- | --- | --- | --- |"
    for title in EDITS:
        these = [edit for edit in edits if edit.kind == title]
        here = [edit for edit in these if edit.ours and not edit.theirs.breaking]
        there = [edit for edit in these if edit.theirs.breaking and not edit.ours]
        proved = [sum(edit.counterexample for edit in some) for some in (here, there)]
        agree = len(these) - len(here) - len(there)
        yield f"| {title} | {len(these)} | {agree} | {len(here)} ({proved[0]}) | {len(there)} ({proved[1]}) |"
    yield ""
    yield "Reasons, by the findings of both:"
    yield ""
    yield "| contracts | oasdiff | pairs | reason |"
    yield "| --- | --- | --- | --- |"
    groups = Counter(
        (", ".join(f"`{r}`" for r in e.ours) or "–", NAMES[e.theirs.level], reason(reasons, e))
        for e in edits
        if bool(e.ours) != e.theirs.breaking
    )
    for (ours_said, level, why), count in groups.most_common():
        yield f"| {ours_said} | {level} | {count} | {why} |"


if __name__ == "__main__":
    main()
