"""A hostile clone (T20): `check` and `generate` in it write, delete, read and execute nothing outside of the output
folders, and what is wrong with an output folder is found, whatever its manifest says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from codegen import build, config
from codegen.cli import main
from codegen.config import ConfigError
from codegen.drift import Drift
from codegen.manifest import NAME, digest
from tests.support.commands import invoke

DOCUMENT = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /cats:
    get:
      operationId: listCats
      tags: [cats]
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Cat'}}}}
components:
  schemas:
    Cat: {type: object, properties: {name: {type: string}}}
"""
CONFIG = """\
documents = ["api.yaml"]

[targets.python]
out = "gen/python"

[targets.typescript]
out = "gen/typescript"
"""
PROGRAM = str(Path(sys.executable).with_name("contracts"))


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clone") / "repo"
    folder.mkdir()
    (folder / "api.yaml").write_text(DOCUMENT)
    (folder / "contracts.toml").write_text(CONFIG)
    build.generate(config.read(folder / "contracts.toml"))
    return folder


@pytest.fixture
def clone(generated: Path, tmp_path: Path) -> Path:
    return shutil.copytree(generated, tmp_path / "work/repo", symlinks=True)


def check(clone: Path, *, quick: bool = False) -> dict[str, Drift]:
    findings = build.check(config.read(clone / "contracts.toml"), quick=quick)
    return {finding.path.relative_to(clone).as_posix(): finding.drift for finding in findings}


def contracts(clone: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments],
        cwd=clone,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def edit_manifest(clone: Path, edit: Callable[[dict[str, dict[str, str]]], object], target: str = "python") -> None:
    file = clone / "gen" / target / NAME
    data = json.loads(file.read_text())
    edit(data)
    file.write_text(json.dumps(data))


def everything(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "--force"])
@pytest.mark.parametrize("how", ["../../../victim/home/notes", "absolute"])
@pytest.mark.parametrize("right", [True, False], ids=["right hash", "zeros"])
def test_a_manifest_deletes_nothing_elsewhere(
    clone: Path, monkeypatch: pytest.MonkeyPatch, how: str, right: bool, force: list[str]
) -> None:
    """The manifest names a file outside of its folder, and the contract changes, so that everything is written."""
    victim = clone.parent / "victim"
    (victim / "home").mkdir(parents=True)
    (victim / "home/notes").write_text("mine")
    path = str(victim / "home/notes") if how == "absolute" else how
    edit_manifest(clone, lambda data: data["files"].update({path: digest(b"mine") if right else "0" * 64}))
    (clone / "api.yaml").write_text(DOCUMENT + "# a comment\n")
    monkeypatch.chdir(clone)
    for command in (["generate", *force], ["check"], ["check", "--quick"]):
        done = invoke(main, command)
        assert done.exit_code == 2, done
        assert NAME in done.output and "version control" in done.output
        assert len(done.output.splitlines()) == 1
    assert everything(victim) == {"home/notes": "mine"}


def fix_hash(clone: Path) -> None:
    file = clone / "gen/python/cat.py"
    file.write_text(file.read_text() + "import os\n")
    edit_manifest(clone, lambda data: data["files"].update({"cat.py": digest(file.read_bytes())}))


def drop_line(clone: Path) -> None:
    (clone / "gen/python/cat.py").unlink()
    edit_manifest(clone, lambda data: data["files"].pop("cat.py"))


def add_line(clone: Path) -> None:
    put("gen/python/evil.py", "import os\n")(clone)
    edit_manifest(clone, lambda data: data["files"].update({"evil.py": digest(b"import os\n")}))


def put(path: str, text: str = "") -> Callable[[Path], None]:
    def write(clone: Path) -> None:
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_text(text)

    return write


def link(path: str, target: str) -> Callable[[Path], None]:
    return lambda clone: (clone / path).symlink_to(target)


def unchecked_bytecode(clone: Path) -> None:
    import importlib.util
    import py_compile

    put("evil.py", "print('evil')\n")(clone)
    cache = importlib.util.cache_from_source(str(clone / "gen/python/cat.py"))
    py_compile.compile(
        str(clone / "evil.py"), cfile=cache, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )


LEFT = "gen/python/.contracts-0123456789abcdef.tmp"
BYTECODE = f"gen/python/__pycache__/cat.{sys.implementation.cache_tag}.pyc"
ATTACKS: list[tuple[str, Callable[[Path], object], dict[str, Drift]]] = [
    ("an edit whose hash is in the manifest", fix_hash, {"gen/python/cat.py": Drift.STALE}),
    ("a deleted file without its line", drop_line, {"gen/python/cat.py": Drift.MISSING}),
    ("a new file with its line", add_line, {"gen/python/evil.py": Drift.ORPHANED}),
    ("a package before a module", put("gen/python/cat/__init__.py"), {"gen/python/cat": Drift.EXTRA}),
    ("an empty folder", lambda c: (c / "gen/python/cat").mkdir(), {"gen/python/cat": Drift.EXTRA}),
    ("a stub", put("gen/python/cat.pyi"), {"gen/python/cat.pyi": Drift.EXTRA}),
    ("an extension module", put("gen/python/cat.so"), {"gen/python/cat.so": Drift.EXTRA}),
    ("one for a version", put("gen/python/cat.cpython-311.so"), {"gen/python/cat.cpython-311.so": Drift.EXTRA}),
    ("a script before TypeScript", put("gen/typescript/src/index.js"), {"gen/typescript/src/index.js": Drift.EXTRA}),
    ("a new folder", put("gen/typescript/src/more/a.ts"), {"gen/typescript/src/more": Drift.EXTRA}),
    ("a deep folder", put("gen/typescript/" + "a/" * 500 + "b"), {"gen/typescript/a": Drift.EXTRA}),
    ("a link", link("gen/python/etc", "/etc"), {"gen/python/etc": Drift.EXTRA}),
    ("a hidden file", put("gen/python/.pth"), {"gen/python/.pth": Drift.EXTRA}),
    ("npm's settings", put("gen/typescript/.npmrc"), {"gen/typescript/.npmrc": Drift.EXTRA}),
    ("a file of a killed run", put(LEFT), {LEFT: Drift.EXTRA}),
    ("bytecode without a look at the source", unchecked_bytecode, {BYTECODE: Drift.EXTRA}),
    ("bytecode", put(BYTECODE, "0123456789"), {}),
    ("packages", put("gen/typescript/node_modules/a/index.js"), {}),
    ("a compiler's folder", put("gen/typescript/dist/index.js"), {}),
    ("Swift's folder", put("gen/python/.build/a"), {}),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "attack", "want"), ATTACKS, ids=[name for name, _, _ in ATTACKS])
def test_check_finds_what_is_not_generated(
    clone: Path, _name: str, attack: Callable[[Path], object], want: dict[str, Drift]
) -> None:
    attack(clone)
    assert check(clone) == want


def test_generate_mends_what_check_finds(clone: Path) -> None:
    for attack in (fix_hash, add_line, put(LEFT)):
        attack(clone)
    assert len(check(clone)) == 3
    build.generate(config.read(clone / "contracts.toml"))
    assert check(clone) == {}


def test_a_folder_that_is_ignored_by_name_is_reported_where_it_shadows(clone: Path) -> None:
    (clone / "api.yaml").write_text(DOCUMENT.replace("Cat", "Dist"))
    build.generate(config.read(clone / "contracts.toml"), force=True, forget_names=True)
    put("gen/python/dist/__init__.py")(clone)
    assert check(clone) == {"gen/python/dist": Drift.EXTRA}


def test_what_is_kept_is_not_reported(clone: Path) -> None:
    (clone / "contracts.toml").write_text(
        CONFIG.replace('out = "gen/python"', 'out = "gen/python"\nkeep = ["README.md", "notes", "deep/a.txt", "cat"]')
    )
    for path in ("README.md", "notes/a.md", "deep/a.txt", "deep/b.txt", "cat/__init__.py"):
        put(f"gen/python/{path}")(clone)
    assert check(clone) == {"gen/python/deep/b.txt": Drift.EXTRA, "gen/python/cat": Drift.EXTRA}


def test_the_configuration_may_be_in_the_output_folder(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text(DOCUMENT)
    (tmp_path / "contracts.toml").write_text(
        'documents = ["api.yaml"]\n[targets.python]\nout = "."\n[targets.swift]\nout = "swift"\n'
    )
    build.generate(config.read(tmp_path / "contracts.toml"))
    assert build.check(config.read(tmp_path / "contracts.toml")) == []


@pytest.mark.parametrize("models", ["os import path; import evil; from x", "a b", "", ".", "a..b", "import", "a\nb", 1])
def test_the_option_models_is_an_import_path_and_no_code(clone: Path, models: object) -> None:
    text = CONFIG + f'[targets.fastapi]\nout = "gen/server"\nmodels = {json.dumps(models)}\n'
    (clone / "contracts.toml").write_text(text)
    with pytest.raises(ConfigError, match="models must be an import path"):
        build.generate(config.read(clone / "contracts.toml"))


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, f"a = {'1' * 5000}", f"a = [0x{'f' * 5000}]", "[a", "a = 1"])
def test_a_names_lock_that_is_none_is_one_clear_line(clone: Path, text: str) -> None:
    (clone / "names.lock").write_text(text)
    for command in ("check", "generate"):
        done = contracts(clone, command)
        assert done.returncode == 2 and len(done.stderr.splitlines()) == 1, done
        assert "names.lock:1: names.lock cannot be read" in done.stderr


OUTSIDE = ["../victim", "../../victim", "/victim", "gen/../../victim", "link", "link/deep", ".git/hooks", "gen/.git"]


@pytest.mark.parametrize("out", OUTSIDE)
def test_an_output_folder_is_in_the_project(clone: Path, out: str) -> None:
    (clone.parent / "victim").mkdir()
    (clone / ".git").mkdir()
    (clone / "link").symlink_to(clone.parent / "victim")
    (clone / "contracts.toml").write_text(CONFIG.replace("gen/python", out))
    with pytest.raises(ConfigError, match=r"contracts\.toml:4: .*leads out of the project"):
        config.read(clone / "contracts.toml")
    if ".git" not in out and out != "/victim":
        config.read(clone / "contracts.toml", outside=True)


@pytest.mark.parametrize("where", ["../victim", "../repo/api"])
@pytest.mark.parametrize("link", ["gen/python", "gen"])
def test_an_output_folder_that_became_a_link_is_refused(clone: Path, link: str, where: str) -> None:
    """Without version control the project is the folder above, which has neighbours."""
    target = clone / where
    target.parent.mkdir(exist_ok=True)
    (clone / link).rename(target)
    (clone / link).symlink_to(target)
    before = everything(target)
    (clone / "api.yaml").write_text(DOCUMENT + "# a comment\n")
    for command in (["check"], ["generate"], ["generate", "--force"]):
        done = contracts(clone, *command)
        assert done.returncode == 2 and "links are not followed" in done.stderr, done
    assert everything(target) == before


def test_a_link_in_the_folder_of_out_is_refused(clone: Path) -> None:
    (clone.parent / "victim").mkdir()
    (clone / "sdk").mkdir()
    (clone / "sdk/python").symlink_to(clone.parent / "victim")
    done = contracts(clone, "generate", "api.yaml", "--out", "sdk", "--target", "python")
    assert done.returncode == 2 and "is a link" in done.stderr
    assert everything(clone.parent / "victim") == {}


def canary(clone: Path) -> str:
    return f"import pathlib; pathlib.Path({str(clone.parent / 'executed')!r}).touch()"


PLANTED = ["ruff.py", "ruff/__init__.py", "ruff/__main__.py", "jinja2.py", "yaml.py", "codegen/__init__.py", "json.py",
           "sitecustomize.py", "usercustomize.py", "typing.py", "gen/python/__init__.py"]  # fmt: skip


def test_nothing_of_a_clone_is_executed(clone: Path) -> None:
    """Modules with the names of what is imported, a plugin's metadata, settings of ruff and git, templates."""
    for name in PLANTED[:-1]:
        put(name, canary(clone))(clone)
    put("evil-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")(clone)
    put("evil-1.0.dist-info/entry_points.txt", "[contracts.targets]\nevil = evil\n")(clone)
    put("evil.py", canary(clone))(clone)
    put("ruff.toml", "line-length = 20\n")(clone)
    put("pyproject.toml", "[tool.ruff]\nline-length = 20\n")(clone)
    (clone / "contracts.toml").write_text(f'templates = "mine"\n{CONFIG}')
    put("mine/python/module.py.j2", "{{ ''.__class__.__mro__[1].__subclasses__() }}")(clone)
    done = contracts(clone, "check")
    assert done.returncode == 1 and "module.py.j2:1" in done.stderr, done
    (clone / "contracts.toml").write_text(CONFIG)
    done = contracts(clone, "check")
    assert done.returncode == 0, done.stdout
    put("new.yaml", DOCUMENT + "    Dog: {type: string, minLength: 1}\n")(clone)
    (clone / "new.yaml").write_text(
        (clone / "new.yaml").read_text().replace("type: string}", "type: string, title: t}")
    )
    for command in (["lint"], ["diff", "api.yaml", "new.yaml"], ["conform", "-t", "python"], ["generate", "--force"]):
        assert contracts(clone, *command).returncode == 0, command
    assert not (clone.parent / "executed").exists()
    assert not (clone / ".hypothesis").exists() and not (clone / ".ruff_cache").exists()


def test_a_target_in_the_clone_is_imported_only_when_allowed(clone: Path) -> None:
    put("evil-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")(clone)
    put("evil-1.0.dist-info/entry_points.txt", "[contracts.targets]\nevil = evil\n")(clone)
    put("evil.py", canary(clone) + "\ndef plan(contract, options): return []\ndef tidy(files): return files\n")(clone)
    (clone / "contracts.toml").write_text(CONFIG.replace("targets.python", "targets.evil"))
    for command in ("check", "generate"):
        done = contracts(clone, command, PYTHONPATH=str(clone))
        assert done.returncode == 2 and "--allow-plugins" in done.stderr, done
        assert len(done.stderr.splitlines()) == 1
    assert not (clone.parent / "executed").exists()
    assert contracts(clone, "generate", "--allow-plugins", PYTHONPATH=str(clone)).returncode == 0
    assert (clone.parent / "executed").exists()


def git(clone: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example"]
    subprocess.run(["git", *identity, *arguments], cwd=clone, check=True, capture_output=True)


def test_git_runs_nothing_that_the_clone_configures(clone: Path) -> None:
    """Filters, hooks, a file system monitor and an archiver, as a copied .git can bring them."""
    git(clone, "init", "-q", "-b", "main")
    put(".gitattributes", "*.yaml filter=evil\n")(clone)
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "x")
    touch = f"touch {clone.parent / 'executed'}; cat"
    for key in (
        "filter.evil.smudge",
        "filter.evil.clean",
        "core.fsmonitor",
        "tar.tar.command",
        "core.sshCommand",
        "core.pager",
        "diff.external",
        "core.gitProxy",
    ):
        git(clone, "config", key, touch)
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        put(f".git/hooks/{hook}", f"#!/bin/sh\n{touch}\n")(clone)
        (clone / ".git/hooks" / hook).chmod(0o755)
    done = contracts(clone, "diff", "git:main", ".")
    assert done.returncode == 0, done
    assert not (clone.parent / "executed").exists()


REVISIONS = ["-h", "-h:api.yaml", "--help:api.yaml", "--output=x:api.yaml", "", ":api.yaml", "nowhere:api.yaml",
             "main:/etc/passwd", "main:../api.yaml", "main:nowhere.yaml", "main:-h",
             "HEAD^{tree}:api.yaml"]  # fmt: skip


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_bad_revision_is_one_clear_line(clone: Path, monkeypatch: pytest.MonkeyPatch, revision: str) -> None:
    git(clone, "init", "-q", "-b", "main")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "x")
    monkeypatch.chdir(clone)
    done = invoke(main, ["diff", f"git:{revision}", "api.yaml"])
    assert done.exit_code == 2, done
    assert len(done.output.splitlines()) == 1 and "usage" not in done.output and "bug" not in done.output


def test_a_clone_with_other_line_endings_is_up_to_date(clone: Path) -> None:
    """git with core.autocrlf=true writes CRLF into every text: documents, names.lock, manifests, generated files."""
    git(clone, "init", "-q", "-b", "main")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "x")
    other = clone.parent / "windows"
    git(clone.parent, "-c", "core.autocrlf=true", "clone", "-q", str(clone), str(other))
    for name in ("api.yaml", "names.lock", "contracts.toml", "gen/python/cat.py", f"gen/python/{NAME}"):
        assert b"\r\n" in (other / name).read_bytes(), name
    assert check(other) == {} and check(other, quick=True) == {}
    before = {file: file.stat().st_mtime_ns for file in (other / "gen").rglob("*")}
    assert build.generate(config.read(other / "contracts.toml")).changes == {}
    assert {file: file.stat().st_mtime_ns for file in (other / "gen").rglob("*")} == before
