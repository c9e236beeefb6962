"""Random damage to generated folders, manifests and locks (T20): `check` finds each, nothing outside is touched."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from codegen import build, config
from codegen.cli import main
from codegen.extras import IGNORED
from codegen.manifest import NAME, digest
from tests.attack.cases import Attack
from tests.support.commands import invoke
from tests.support.hostile import TEXTS
from tests.support.tools import ROOT

pytestmark = [pytest.mark.nightly, pytest.mark.timeout(900)]

CASES = 60
CONFIG = """\
documents = ["api.yaml"]
[targets.python]
out = "gen/python"
[targets.fastapi]
out = "gen/server"
models = "gen.python"
[targets.typescript]
out = "gen/typescript"
"""
NAMES = [
    "evil.py", "__init__.pyi", ".env", "a b", "note.so", "-rf", "sitecustomize.py", "index.js", "node_modules.js",
    "deep/er/x.py", "NOTE.PY", "__pycache__.py", ".contracts-0123456789abcdef.tmp", "é.py", "con", "\u202egnp.py",
]  # fmt: skip


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drift") / "repo"
    folder.mkdir()
    shutil.copy(ROOT / "tests/fixtures/contracts/notes/contract/openapi.yaml", folder / "api.yaml")
    (folder / "contracts.toml").write_text(CONFIG)
    build.generate(config.read(folder / "contracts.toml"))
    return folder


def state(folder: Path) -> dict[str, object]:
    """What is in a folder, links not followed: content, target or kind, and the time of the last change."""
    result: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        content = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else status.st_mode
        result[str(path.relative_to(folder))] = (content, 0 if path.is_dir() else status.st_mtime_ns)
    return result


def content(folder: Path) -> dict[str, object]:
    """The same without times, and without what tools leave there."""
    return {
        path: value[0]  # type: ignore[index]
        for path, value in state(folder).items()
        if not IGNORED.intersection(Path(path).parts)
    }


def changed(before: dict[str, object], after: dict[str, object]) -> list[str]:
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def files(clone: Path) -> list[Path]:
    generated = [path for path in (clone / "gen").rglob("*") if path.is_file() and not path.is_symlink()]
    return sorted([*generated, clone / "names.lock"])


def flip(clone: Path, chance: random.Random) -> None:
    file = chance.choice(files(clone))
    data = bytearray(file.read_bytes() or b"x")
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(bytes(data))


def append(clone: Path, chance: random.Random) -> None:
    file = chance.choice(files(clone))
    file.write_bytes(file.read_bytes() + chance.choice([b"\n", b"import os\n", b"\x00", b" ", b"// x", b"\xff"]))


def truncate(clone: Path, chance: random.Random) -> None:
    file = chance.choice(files(clone))
    file.write_bytes(file.read_bytes()[: chance.randrange(file.stat().st_size or 1)])


def delete(clone: Path, chance: random.Random) -> None:
    chance.choice(files(clone)).unlink()


def rename(clone: Path, chance: random.Random) -> None:
    first, second = chance.sample(files(clone), 2)
    first.rename(second)


def add(clone: Path, chance: random.Random) -> None:
    folder = chance.choice([path for path in (clone / "gen").glob("*") if path.is_dir()])
    file = folder / chance.choice(NAMES)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(chance.choice(TEXTS))


def link_file(clone: Path, chance: random.Random) -> None:
    """A generated file becomes a link to a file outside with the same content."""
    file = chance.choice(files(clone))
    target = clone.parent / "victim" / f"{chance.randrange(10**6)}"
    target.write_bytes(file.read_bytes())
    file.unlink()
    (file.symlink_to if chance.random() < 0.7 else file.hardlink_to)(target)


def link_folder(clone: Path, chance: random.Random) -> None:
    folder = chance.choice([path for path in (clone / "gen").rglob("*") if path.is_dir()])
    target = clone.parent / "victim" / f"folder{chance.randrange(10**6)}"
    if not folder.is_symlink():
        folder.rename(target)
        folder.symlink_to(target)


def special(clone: Path, chance: random.Random) -> None:
    file = chance.choice(files(clone))
    file.unlink()
    os.mkfifo(file) if chance.random() < 0.5 else file.mkdir()


def manifest(clone: Path, chance: random.Random) -> None:
    """The manifest names other files, or has other hashes."""
    manifests = sorted((clone / "gen").glob(f"*/{NAME}"))
    file = chance.choice(manifests)
    data = json.loads(file.read_text())
    path = chance.choice(
        ["../../victim/mine", str(clone.parent / "victim/mine"), "a/../../../../victim/mine", "x", *TEXTS]
    )
    match chance.randrange(4):
        case 0:
            data["files"][path] = digest(b"mine")
        case 1:
            del data["files"][chance.choice(sorted(data["files"]))]
        case 2:
            data["files"][chance.choice(sorted(data["files"]))] = chance.choice(["", "0" * 64, 1, None, [], "x"])
        case _:
            data[chance.choice([*data, "pending"])] = chance.choice([None, [], {}, {path: "0" * 64}, 1, "x", [path]])
    file.write_text(json.dumps(data))


DAMAGES: Sequence[Callable[[Path, random.Random], None]] = (
    flip, append, truncate, delete, rename, add, add, link_file, link_folder, special, manifest, manifest,
)  # fmt: skip


def test_check_finds_all_damage_and_nothing_outside_is_touched(
    generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attack, original = Attack("drift"), content(generated)
    for number, chance in attack.cases(CASES):
        damages = chance.sample(DAMAGES, chance.choice([1, 1, 2, 3]))
        place = tmp_path / str(number)
        with attack.case(number, [damage.__name__ for damage in damages]):
            clone = shutil.copytree(generated, place / "repo", symlinks=True)
            (place / "victim").mkdir()
            (place / "victim/mine").write_text("mine")
            monkeypatch.chdir(clone)
            for damage in damages:
                try:
                    damage(clone, chance)
                except (OSError, ValueError, IndexError, KeyError, AttributeError):  # nothing is left to damage so
                    continue
            attacked(clone, place / "victim", original)
        shutil.rmtree(place, ignore_errors=True)
    attack.finish()


def attacked(clone: Path, victim: Path, original: dict[str, object]) -> None:
    outside, before, damaged = state(victim), state(clone), content(clone)
    checked = invoke(main, ["check"])
    assert changed(before, state(clone)) == [], "check wrote"
    if different := changed(original, damaged):
        assert checked.exit_code != 0, f"check does not find {different[:5]}"
    assert checked.exit_code in (0, 1, 2) and "Traceback" not in checked.output, checked.output
    assert "a bug in contracts" not in checked.output, checked.output
    for words in (["check", "--quick"], ["generate"], ["generate", "--force"]):
        done = invoke(main, words)
        assert done.exit_code in (0, 1, 2) and "a bug in contracts" not in done.output, (words, done.output)
        assert changed(outside, state(victim)) == [], (words, "something outside was changed")
    if done.exit_code == 0:  # everything is as it was, but for what is not generated
        again = invoke(main, ["check", "--json"])
        assert "edited" not in again.output and "stale" not in again.output, again.output
