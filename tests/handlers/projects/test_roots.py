"""T8: nothing but a real folder below an allowed root becomes a project, whatever its path."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.errors import Conflict, Forbidden
from handlers.projects.roots import Roots


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """allowed/{app/src, file}, a sibling allowed-old/app, outside/secret, and links in and out."""
    for folder in ("allowed/app/src", "allowed-old/app", "outside/secret", "allowed/ünïcode. "):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "allowed/file").write_text("")
    (tmp_path / "allowed/out").symlink_to(tmp_path / "outside")
    (tmp_path / "allowed/in").symlink_to(tmp_path / "allowed/app")
    (tmp_path / "allowed/circle").symlink_to(tmp_path / "allowed/circle")
    (tmp_path / "outside/back").symlink_to(tmp_path / "allowed/app")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "real"),
    [
        ("allowed", "allowed"),
        ("allowed/app", "allowed/app"),
        ("allowed/app/", "allowed/app"),
        ("allowed//app/./src/..", "allowed/app"),
        ("allowed/in", "allowed/app"),
        ("outside/back", "allowed/app"),
        ("allowed/ünïcode. ", "allowed/ünïcode. "),
    ],
)
def test_folders_within_are_taken_by_their_own_path(tree: Path, path: str, real: str) -> None:
    assert Roots([tree / "allowed"]).confine(f"{tree}/{path}") == tree / real


@pytest.mark.parametrize(
    "path",
    [
        "outside",
        "outside/absent",
        "allowed-old",
        "allowed-old/app",
        "allowed/../outside",
        "allowed/app/../../outside/secret",
        "allowed/out",
        "allowed/out/secret",
        "allowed/out/absent",
        "ALLOWED/../outside",
        "allowed\0/app",
        "allowed/\ud800",
        "",
        "..",
    ],
)
def test_everything_else_is_forbidden_whether_it_is_there_or_not(tree: Path, path: str) -> None:
    with pytest.raises(Forbidden) as caught:
        Roots([tree / "allowed"]).confine(f"{tree}/{path}")
    asked, code = f"{tree}/{path}", caught.value.code
    shown = asked if asked.isprintable() else repr(asked)
    assert (code, caught.value.detail) == (
        "root_forbidden",
        f"{shown} is outside of the allowed roots ({tree}/allowed): "
        "set LEANVIBE_ALLOWED_ROOTS to the folders that projects may be in, and restart the server",
    )


@pytest.mark.parametrize("path", ["allowed/app", "~/x", "C:\\code", "\\\\host\\share", "file:///etc", "", "."])
def test_a_path_that_is_not_absolute_is_forbidden(tree: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    with pytest.raises(Forbidden, match="is not an absolute path"):
        Roots([tree]).confine(path)


def test_a_refusal_stays_short_and_printable(tree: Path) -> None:
    """The contract allows 4,000 characters, and control characters would reach a terminal."""
    for name in ("x" * 4096, "\x1b[2J" * 600, "\ud800" * 2000):
        with pytest.raises(Forbidden) as caught:
            Roots([tree / f"root-{number}" for number in range(100)]).confine(f"/elsewhere/{name}")
        assert len(caught.value.detail) < 4000
        assert caught.value.detail.isprintable()
        assert "95 more" in caught.value.detail


@pytest.mark.parametrize(
    "path",
    [
        "allowed/absent",
        "allowed/file",
        "allowed/%2e%2e/outside",
        "allowed/..%2foutside",
        "allowed/circle",
        "allowed/" + "x" * 300,
    ],
)
def test_what_is_no_folder_within_is_missing(tree: Path, path: str) -> None:
    with pytest.raises(Conflict) as caught:
        Roots([tree / "allowed"]).confine(f"{tree}/{path}")
    assert caught.value.code == "root_missing"


def test_a_root_that_is_a_link_allows_what_it_leads_to(tree: Path) -> None:
    (tree / "link").symlink_to(tree / "allowed")
    roots = Roots([tree / "link"])
    assert roots.confine(f"{tree}/link/app") == tree / "allowed/app"
    assert roots.confine(f"{tree}/allowed/app") == tree / "allowed/app"


def test_a_link_that_is_swapped_later_is_caught_by_the_next_look(tree: Path) -> None:
    roots = Roots([tree / "allowed"])
    real = roots.confine(f"{tree}/allowed/app")
    (tree / "allowed/app/src").rmdir()
    real.rmdir()
    real.symlink_to(tree / "outside")
    with pytest.raises(Forbidden):
        roots.confine(str(real))


_PARTS = st.lists(
    st.sampled_from(
        ["allowed", "allowed-old", "app", "src", "outside", "secret", "out", "in", "back", "circle", "file"]
    )
    | st.sampled_from(["..", ".", "", "...", "%2e%2e", "..%2f", "\0", "..\\", "ａllowed", "al\u200blowed"])
    | st.text(max_size=3),
    max_size=8,
)


@given(parts=_PARTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_accepted_paths_are_within_a_root(tree: Path, parts: list[str]) -> None:
    path = "/".join([str(tree), *parts])
    try:
        real = Roots([tree / "allowed"]).confine(path)
    except (Forbidden, Conflict):
        return
    if os.path.exists(path):  # `absent/../allowed` is resolved by its text alone
        assert os.path.samefile(path, real)
    assert not any(ancestor.is_symlink() for ancestor in (real, *real.parents))
    assert os.path.commonpath([real, tree / "allowed"]) == str(tree / "allowed")
    assert real.is_dir()
