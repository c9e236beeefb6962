"""What Markdown pages and messages cite exists: files, links, extras, make targets, commands and their options."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from clients.cli.main import PROGRAM as LEANVIBE
from codegen.cli import PROGRAM as CONTRACTS
from terminal import program as statuses
from terminal.program import Program
from terminal.tree import Node, nodes
from tests.support.commands import invoke
from tests.support.tools import ROOT

MADE = ("generated/", ".venv/", "node_modules/", "dist/")
"""Folders of which parts are created by a command, and are cited as what the command creates."""


@cache
def tracked(suffix: str) -> tuple[str, ...]:
    listed = subprocess.run(["git", "ls-files", f"*{suffix}"], cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(name for name in listed.stdout.splitlines() if not name.startswith("tests/fixtures/"))


PAGES = tracked(".md")


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def code(text: str) -> Iterator[str]:
    """Code spans, and the lines of fenced and of indented blocks."""
    for block in re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from block.replace("\\\n", " ").splitlines()
    rest = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"^(?: {4}|\t)(.+)$", rest, re.MULTILINE)
    yield from re.findall(r"`([^`\n]+)`", rest)


def paths(text: str) -> Iterator[str]:
    """Code spans that name a file or folder of this repository: the first part is one of its folders."""
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}
    for span in re.findall(r"`([^`\s]+)`", text):
        path = span.partition(":")[0]
        first, slash, _ = path.partition("/")
        if slash and first in folders and re.fullmatch(r"[\w./<>{},*-]+", path) and not path.startswith(MADE):
            yield path


def exists(path: str) -> bool:
    """`<name>`, `*` and `{a,b}` stand for any name."""
    pattern = re.sub(r"<[^>]*>|\{[^}]*\}", "*", path.rstrip("/"))
    return any(ROOT.glob(pattern))


@pytest.mark.parametrize("page", PAGES)
def test_files_and_links(page: str) -> None:
    text = read(page)
    assert [path for path in paths(text) if not exists(path) and not (ROOT / page).parent.joinpath(path).exists()] == []
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", re.sub(r"`[^`\n]*`", "", text))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def missing_tests(text: str) -> list[str]:
    """Cited tests, `file::name`, that the file does not have."""
    cited = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)
    return [f"{file}::{name}" for file, name in cited if not exists(file) or f"def {name}(" not in read(file)]


@pytest.mark.parametrize("page", PAGES)
def test_tests(page: str) -> None:
    assert missing_tests(read(page)) == []


def test_pages_that_code_cites() -> None:
    cited = {
        (name, page)
        for suffix in (".py", ".toml", ".yml", ".yaml", ".sh")
        for name in tracked(suffix)
        if name not in ("tests/test_documents.py", "tests/handlers/index/test_unused.py")  # names of invented projects
        for page in re.findall(r"(?<![\w/])docs/[\w./-]+\.md", read(name))
    }
    assert [(name, page) for name, page in sorted(cited) if not (ROOT / page).exists()] == []


def test_extras() -> None:
    extras = set(tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"])
    cited = {
        (name, extra.strip())
        for suffix in (".md", ".py", ".yml")
        for name in tracked(suffix)
        if name != "tests/test_documents.py"
        for names in re.findall(r"(?:leanvibe|\.)\[([a-z, ]+)\]'|\bextra `?(\w+)`", read(name))
        for extra in "".join(names).split(",")
    }
    assert {extra for _, extra in cited} >= {"server", "fuzz"}
    assert [(name, extra) for name, extra in sorted(cited) if extra not in extras] == []


@pytest.mark.parametrize("page", PAGES)
def test_make_targets(page: str) -> None:
    targets = set(re.findall(r"^([a-z][\w-]*)(?:-%)?:", read("Makefile"), re.MULTILINE))
    benches = {f"bench-{path.stem}" for path in (ROOT / "tools/bench").glob("*.py")}
    cited = {target for line in code(read(page)) for target in re.findall(r"(?:^|[\s;&])make ([a-z][\w-]*)", line)}
    assert cited - targets - benches == set()


@cache
def commands() -> dict[str, dict[str, Node]]:
    return {program.name: {node.path: node for node in nodes(program)} for program in (LEANVIBE, CONTRACTS)}


def cited_commands(text: str) -> Iterator[list[str]]:
    """The words of each command line that begins with one of our programs, without what a shell adds."""
    for line in code(text):
        for part in re.split(r"[|;&>#()…·]|\$ ", line):
            words = re.sub(r"^\s*(\w+=\S+\s+)*(\.venv/bin/)?", "", part)
            if re.match(r"(leanvibe|contracts) [\w-]", words):
                try:
                    yield shlex.split(words)
                except ValueError:  # a quotation that the split has cut
                    yield words.split()


def wrong_commands(text: str) -> list[str]:
    """Commands and options in `text` that no program has."""
    wrong = []
    for program, *words in cited_commands(text):
        tree, path = commands()[program], ""
        while words and f"{path} {words[0]}".strip() in tree:
            path = f"{path} {words.pop(0)}".strip()
        if not path and words[0] not in ("--version", "--help"):
            wrong.append(f"{program} {words[0]}")
            continue
        options = {name for option in tree[path].options for name in option.names}
        cited = [word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)]
        wrong += [f"{program} {path} {option}" for option in cited if option not in options]
    return wrong


@pytest.mark.parametrize("page", PAGES)
def test_commands_and_options(page: str) -> None:
    assert wrong_commands(read(page)) == []


@pytest.mark.parametrize("program", [LEANVIBE, CONTRACTS], ids=["leanvibe", "contracts"])
def test_commands_and_options_of_help(program: Program) -> None:
    for path in commands()[program.name]:
        text = invoke(program.main, [*path.split(), "--help"]).output.replace("\n  ", "\n    ")
        assert wrong_commands(text) == []
        assert [cited for cited in re.findall(r"\b(?:docs|tools)/[\w./-]+", text) if not exists(cited)] == []


WRONG = [
    ("a test", missing_tests, "see `tests/test_documents.py::test_none`", "tests/test_documents.py::test_none"),
    (
        "a file",
        lambda text: [path for path in paths(text) if not exists(path)],
        "see `docs/nothing.md`",
        "docs/nothing.md",
    ),
    ("a command", wrong_commands, "run `contracts lnt x.yaml`", "contracts lnt"),
    ("an option", wrong_commands, "\n    .venv/bin/leanvibe search x --limits 3  # hits", "leanvibe search --limits"),
    ("an option behind a pipe", wrong_commands, "```sh\nls | contracts lint --jsn\n```", "contracts lint --jsn"),
]


@pytest.mark.parametrize(("_name", "check", "text", "want"), WRONG, ids=[row[0] for row in WRONG])
def test_these_checks_see_what_does_not_exist(
    _name: str, check: Callable[[str], list[str]], text: str, want: str
) -> None:
    assert check(text) == [want]


def test_every_command_and_exit_status_is_documented() -> None:
    text = read("docs/cli.md")
    for program, tree in commands().items():
        for path in filter(None, tree):
            assert f"`{program} {path}`" in text
    for status in (statuses.OK, statuses.FAILED, statuses.USAGE, statuses.INTERRUPTED, statuses.CLOSED):
        assert re.search(rf"^\| {status} \|", text, re.MULTILINE)
