"""Compare the prose and the variable names of the repository's files with `rules.toml`."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools.wording.prose import prose

ROOT = Path(__file__).resolve().parents[2]
RULES = Path(__file__).with_name("rules.toml")
PENDING = Path(__file__).with_name("pending.txt")
"""What is not clean yet: lines `words FOLDER` and `names FOLDER`, without folders below. The list may only shrink."""


@dataclass(frozen=True)
class WordRule:
    pattern: re.Pattern[str]
    write: str
    allow: re.Pattern[str] | None = None


@dataclass(frozen=True)
class NameRule:
    names: frozenset[str]
    write: str
    exempt: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    words: tuple[WordRule, ...]
    names: tuple[NameRule, ...]
    skip: tuple[str, ...]


@dataclass(frozen=True)
class WordingFinding:
    path: str
    line: int
    word: str
    write: str
    topic: str
    """`words` or `names`."""

    @property
    def pending_line(self) -> str:
        return f"{self.topic} {PurePosixPath(self.path).parent}"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.word} -> {self.write}"


def read_rules(path: Path = RULES) -> Rules:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    words = (
        WordRule(
            re.compile(row["pattern"], re.IGNORECASE),
            row["write"],
            re.compile(row["allow"], re.IGNORECASE) if "allow" in row else None,
        )
        for row in data["word"]
    )
    names = (NameRule(frozenset(row["names"]), row["write"], tuple(row.get("except", ()))) for row in data["name"])
    return Rules(tuple(words), tuple(names), tuple(data["skip"]))


def pending() -> frozenset[str]:
    lines = PENDING.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def tracked(rules: Rules) -> list[str]:
    """Files that git tracks or would track, without those that `rules` skips."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted(path for path in set(listed) if not path.startswith(rules.skip) and (ROOT / path).is_file())


def check_files(paths: Iterable[str], rules: Rules) -> Iterator[WordingFinding]:
    for path in paths:
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture
            continue
        yield from check_text(path, text, rules)


def check_text(path: str, text: str, rules: Rules) -> Iterator[WordingFinding]:
    """Findings of one file, by line."""
    findings = [*_words(path, text, rules.words), *_names(path, text, rules.names)]
    yield from sorted(findings, key=lambda finding: (finding.line, finding.word))


def _words(path: str, text: str, rules: tuple[WordRule, ...]) -> Iterator[WordingFinding]:
    for entry in prose(path, text):
        for rule in rules:
            line = rule.allow.sub("·", entry.text) if rule.allow else entry.text
            for match in rule.pattern.finditer(line):
                yield WordingFinding(path, entry.line, match[0].strip(" ,:;("), rule.write, "words")


def _names(path: str, text: str, rules: tuple[NameRule, ...]) -> Iterator[WordingFinding]:
    if not path.endswith(".py"):
        return
    for line, name in _variables(ast.parse(text)):
        for rule in rules:
            if name in rule.names and not path.startswith(rule.exempt):
                yield WordingFinding(path, line, f"variable {name}", rule.write, "names")


def _variables(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Names that are bound as variables or parameters; not the fields of classes, which are their public interface."""
    fields = {
        id(statement.target)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.AnnAssign)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in fields:
            yield node.lineno, node.id
