"""The whole of it: instances are made once, and every language is asked about all of them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from codegen.config import Config
from codegen.conform import python, swift, typescript
from codegen.conform.compare import difference
from codegen.conform.newer import newer
from codegen.conform.program import Answer, BuildError, Program
from codegen.conform.report import Failure, Kind, Report, Tally, tally
from codegen.conform.subjects import Subject, subjects
from codegen.conform.tools import Tools
from codegen.contract import JSON, MISSING, Contract
from codegen.instances import Judge, examples, values
from codegen.pipeline import Tree, generate
from codegen.plan.typescript.types import Int64
from codegen.render import Renderer, template_folders

LANGUAGES = ("python", "swift", "typescript")
TYPES = "typescript types"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Instance:
    subject: Subject
    kind: Kind
    value: JSON

    @property
    def question(self) -> tuple[str, str]:
        return self.subject.name, json.dumps(self.value, ensure_ascii=False)


def run(
    config: Config,
    *,
    count: int = 20,
    seed: int = 0,
    tools: Tools | None = None,
    work: Path | None = None,
    say: Say = lambda _: None,
) -> Report:
    """`count` valid instances of every schema, and some that are wide or newer, through the targets of `config`.

    Its output folders are not touched: everything happens below `work`, which is kept, or else in a temporary folder.
    ContractError where the documents cannot be used; a language that does not build is a failure of all its instances.
    """
    if work is None:
        with tempfile.TemporaryDirectory() as folder:
            return run(config, count=count, seed=seed, tools=tools, work=Path(folder), say=say)
    tools = tools or Tools.found()
    outputs = [output for output in config.outputs if output.target in LANGUAGES]
    skipped = {o.target: why for o in outputs if (why := tools.missing(o.target))}
    outputs = [output for output in outputs if output.target not in skipped]
    say("generating")
    generated = generate(replace(config, outputs=tuple(outputs)))
    contract = generated.contract
    say("making instances")
    judge = Judge(contract.definitions)
    tried = subjects(contract, judge)
    instances, barren = _instances(contract, judge, tried, count, seed)
    templates = Renderer(template_folders("conform", config.templates))
    failures: list[Failure] = []
    tallies: list[Tally] = []
    for output in outputs:
        trying = _Trying(output.target, work / output.target, contract, tried, templates, tools, output.options)
        say(f"trying {output.target}")
        for language, own, found in trying.run(instances, generated.trees[output.target]):
            failures += found
            tallies.append(tally(language, [instance.kind for instance in own], found))
    return Report(len(tried), tuple(barren), tuple(tallies), tuple(failures), skipped)


def _instances(
    contract: Contract, judge: Judge, tried: Sequence[Subject], count: int, seed: int
) -> tuple[list[Instance], list[tuple[str, Any]]]:
    found: list[Instance] = []
    barren: list[tuple[str, Any]] = []
    for subject in tried:
        plain = examples(values(judge, subject.schema, wide=False), count, seed)
        if not plain:
            barren.append((subject.name, subject.position))
            continue
        wide = [v for v in examples(values(judge, subject.schema), -(-count // 2), seed + 1) if v not in plain]
        later = {
            json.dumps(changed, sort_keys=True): changed
            for value in plain
            for changed in newer(contract.types, subject.type, value)
        }
        chosen = list(later.values())[:: max(1, len(later) // max(1, count // 2))][:count]
        found += [Instance(subject, "valid", value) for value in plain]
        found += [Instance(subject, "wide", value) for value in wide]
        found += [Instance(subject, "newer", v) for v in chosen if not judge.is_valid(subject.schema, v)]
    return found, barren


Tried = tuple[str, Sequence[Instance], list[Failure]]


@dataclass(frozen=True, slots=True)
class _Trying:
    """One language."""

    target: str
    folder: Path
    contract: Contract
    subjects: Sequence[Subject]
    templates: Renderer
    tools: Tools
    options: Mapping[str, Any]

    def run(self, instances: Sequence[Instance], tree: Tree) -> list[Tried]:
        if self.target == "python" and not self.options.get("open"):  # a server's models know of nothing newer
            instances = [instance for instance in instances if instance.kind != "newer"]
        try:
            program = self._build(tree)
        except BuildError as error:
            return [(self.target, instances, [self._failure(one, str(error)) for one in instances])]
        answers = program.ask([instance.question for instance in instances])
        found = [f for one, answer in zip(instances, answers, strict=True) if (f := self._judged(one, answer))]
        result: list[Tried] = [(self.target, instances, found)]
        if self.target == "typescript":
            result.append(self._types(instances, answers))
        return result

    def _build(self, tree: Tree) -> Program:
        given = self.folder, tree, self.contract, self.subjects, self.templates
        match self.target:
            case "python":
                return python.build(*given)
            case "swift":
                return swift.build(*given, self.tools.swift)
            case _:
                return typescript.build(*given, self.tools, self._int64)

    @property
    def _int64(self) -> Int64:
        return cast(Int64, self.options.get("int64", "bigint"))

    def _types(self, instances: Sequence[Instance], answers: Sequence[Answer]) -> Tried:
        """Only values of declared members: TypeScript takes others in a literal for slips of the pen."""
        typed = [(i, a) for i, a in zip(instances, answers, strict=True) if i.kind == "valid" and a.expression]
        given = [(instance.subject, answer.expression) for instance, answer in typed]
        try:
            said = typescript.check_types(self.folder, self.contract, given, self.templates, self.tools, self._int64)
        except BuildError as error:
            return TYPES, [i for i, _ in typed], [self._failure(i, str(error), TYPES) for i, _ in typed]
        found = [self._failure(typed[index][0], message, TYPES) for index, message in said.items()]
        return TYPES, [instance for instance, _ in typed], found

    def _judged(self, instance: Instance, answer: Answer) -> Failure | None:
        if answer.error:
            return self._failure(instance, answer.error)
        try:
            got = json.loads(answer.text)
        except ValueError:
            return self._failure(instance, f"what came back is no JSON: {answer.text[:200]}")
        differs = difference(instance.value, got)
        if differs is None:
            return None
        failure = self._failure(instance, differs[1])
        return replace(failure, got=got, pointer=differs[0])

    def _failure(self, instance: Instance, message: str, language: str = "") -> Failure:
        one = instance.subject
        return Failure(
            language or self.target, one.name, one.position, instance.kind, instance.value, MISSING, "", message
        )
