"""Rendering: what a template may see, and how it is told that it asks for too much."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from codegen.render import Renderer, RenderError, template_folders


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    name: str
    members: tuple[Member, ...] = ()

    @property
    def count(self) -> int:
        return len(self.members)


VIEW = View("Note", (Member("id"), Member("text")))


def renderer(folder: Path, **templates: str) -> Renderer:
    for name, text in templates.items():
        (folder / f"{name}.j2").write_text(text)
    return Renderer([folder])


def test_a_view_fills_a_template_and_the_last_newline_stays(tmp_path: Path) -> None:
    text = (
        "class {{ view.name }}: # {{ view.count }}\n    {% for m in view.members %}\n  {{ m.name }}\n    {% endfor %}\n"
    )
    assert renderer(tmp_path, a=text).text("a.j2", VIEW) == "class Note: # 2\n  id\n  text\n"


def test_without_a_view_the_text_is_copied(tmp_path: Path) -> None:
    assert renderer(tmp_path, a="{{ not a hole }}\n").text("a.j2") == "{{ not a hole }}\n"


def test_source_code_is_not_escaped_for_html(tmp_path: Path) -> None:
    assert renderer(tmp_path, a="{{ view.name }}").text("a.j2", View("List<A & B>")) == "List<A & B>"


@pytest.mark.parametrize(
    ("template", "line", "says"),
    [
        ("\n{{ view.nmae }}", 2, "View has no attribute 'nmae'; it has: name, members, count"),
        (
            "{% for m in view.members %}\n\n{{ m.wire }}{% endfor %}",
            3,
            "Member has no attribute 'wire'; it has: name, note",
        ),
        ("{% if view.missing %}{% endif %}", 1, "View has no attribute 'missing'"),
        ("{{ name }}", 1, "'name' is unknown here; a template sees `view`"),
        ("{{ view.members }}", 1, "a tuple cannot be written"),
        ("\n\n{{ view.members[0].note }}", 3, "a NoneType cannot be written"),
        ("{{ view.name == 'x' }}", 1, "a bool cannot be written"),
        ("\n{% for %}", 2, "Expected"),
        ("{% include 'b.j2' %}", 0, "b.j2: there is no such template"),
    ],
)
def test_a_template_that_does_not_fit_names_its_line(tmp_path: Path, template: str, line: int, says: str) -> None:
    with pytest.raises(RenderError) as caught:
        renderer(tmp_path, a=template).text("a.j2", VIEW)
    assert says in str(caught.value)
    if line:
        assert f"a.j2:{line}: " in str(caught.value)


def test_the_innermost_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"part\.j2:2: View has no attribute"):
        renderer(tmp_path, a="{% include 'part.j2' %}", part="\n{{ view.other }}").text("a.j2", VIEW)


def test_an_override_wins_file_by_file(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    for folder, name, text in ((shipped, "a", "shipped a"), (shipped, "b", "shipped b"), (own, "a", "own a")):
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.j2").write_text(text)
    both = Renderer([own, shipped])
    assert [both.text("a.j2", VIEW), both.text("b.j2", VIEW)] == ["own a", "shipped b"]


def test_overrides_have_a_folder_a_target(tmp_path: Path) -> None:
    first, second = template_folders("swift", tmp_path)
    assert first == tmp_path / "swift"
    assert second.parts[-2:] == ("templates", "swift")
