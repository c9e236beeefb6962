"""Templates that a repository brings: they run no code, read nothing outside of their folder, and end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from codegen import template_sandbox
from codegen.render import Renderer, RenderError


@dataclass(frozen=True, slots=True)
class Member:
    name: str


@dataclass(frozen=True, slots=True)
class View:
    name: str
    members: tuple[Member, ...] = ()


VIEW = View("Note", (Member("id"), Member("text")))


def render(folder: Path, text: str) -> str:
    (folder / "a.j2").write_text(text)
    return Renderer([folder]).text("a.j2", VIEW)


PYTHON = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ view.__class__ }}",
    "{{ view.__init__.__globals__ }}",
    "{{ view|attr('__class__') }}",
    "{{ view.members|map(attribute='__class__')|list }}",
    "{{ view['__class__'] }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ cycler.__init__.__globals__.os.popen('true').read() }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ range.__self__ }}",
    "{{ '{0.__class__}'.format(view) }}",
    "{{ '%s'|format(view) }}",
    "{% set x = view.members.append(1) %}",
    "{{ dict.__base__ }}",
    "{% import 'os' as os %}{{ os.system('true') }}",
    "{% include '/etc/passwd' %}",
    "{% include '../../../../../../etc/passwd' %}",
    "{% extends '/etc/passwd' %}",
]


@pytest.mark.parametrize("text", PYTHON)
def test_no_template_reaches_python_or_other_files(tmp_path: Path, text: str) -> None:
    with pytest.raises(RenderError):
        render(tmp_path, text)


@pytest.mark.parametrize("link", ["a link to a file", "a linked folder"])
def test_a_link_out_of_the_folder_is_no_template(tmp_path: Path, link: str) -> None:
    secret, own = tmp_path / "secret", tmp_path / "own"
    secret.mkdir()
    own.mkdir()
    (secret / "key").write_text("token")
    if link == "a link to a file":
        (own / "key").symlink_to(secret / "key")
    else:
        (own / "deep").symlink_to(secret)
    name = "key" if link == "a link to a file" else "deep/key"
    (own / "a.j2").write_text(f"{{% include '{name}' %}}")
    for template, view in (("a.j2", VIEW), (name, None)):
        with pytest.raises(RenderError, match="a link that leads out of the folder"):
            Renderer([own]).text(template, view)


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "part").write_text("shared")
    (tmp_path / "again").symlink_to("part")
    assert render(tmp_path, "{% include 'again' %}") == "shared"


ENDLESS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}" + "text" * 1000 + "{% endfor %}",
    "{% for a in range(99999) %}{% include 'part' %}{% endfor %}",
    "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}",
    "{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}",
    "{% include 'a.j2' %}",
    "{{ 'a' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'a'.center(1000000000) }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ 'a'.ljust(1000000000) }}",
    "{{ 'a'|indent(1000000000) }}",
    "{{ 'aaaa'.replace('a', 'aaaaaaaaaa') }}",
    "{{ (1).to_bytes(1000000000) }}",
    "{{ range(1000000000)|list }}",
    "{% set x = 'a' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}",
    "{% set x = 'a' %}" + "{% set x = x + x %}" * 40 + "{{ x }}",
    "{% set x = [1] %}" + "{% set x = x + x %}" * 40 + "{{ x|length }}",
    "{% set x = 'a' %}" + "{% set x = [x, x]|join(x) %}" * 40 + "{{ x }}",
    "{% set n = namespace(x=3) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "{% set x = range(90000)|list %}{% for a in range(9999) %}{{ x|sort|length }}{% endfor %}",
    "{% set x = range(90000)|list %}{% for a in range(9999) %}{% if -1 in x %}{% endif %}{% endfor %}",
    "{% set x = range(90000)|list %}{% for a in range(9999) %}{% set y = x[1:] %}{% endfor %}",
    "{% set x = range(90000)|join %}{% for a in range(9999) %}{% set y = x.count('b') %}{% endfor %}",
]


@pytest.mark.parametrize("text", ENDLESS)
def test_every_template_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Counted in steps: where one is not counted, this test does not end."""
    monkeypatch.setattr(template_sandbox, "MAX_STEPS", 100_000)
    (tmp_path / "part").write_text("text" * 1000)
    with pytest.raises(RenderError):
        render(tmp_path, text)


def test_what_templates_are_for_works(tmp_path: Path) -> None:
    text = (
        "{% for m in view.members if m.name != 'id' %}{{ loop.index }}{{ m.name|upper ~ '!' }}{% endfor %}"
        "{% macro f(x) %}<{{ x }}>{% endmacro %}{{ f('a') }}{{ view.members|map(attribute='name')|join(', ') }}"
        "{{ view.name.lower() }}{{ view.name[0:2] }}{{ 1 + 2 }}{{ 7 % 4 }}{% if 'N' in view.name %}.{% endif %}"
    )
    assert render(tmp_path, text) == "1TEXT!<a>id, textnoteNo33."


def test_the_count_begins_anew_with_each_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_sandbox, "MAX_STEPS", 1000)
    (tmp_path / "a.j2").write_text("{% for a in range(600) %}{% endfor %}")
    renderer = Renderer([tmp_path])
    assert [renderer.text("a.j2", VIEW) for _ in range(5)] == [""] * 5


@pytest.mark.parametrize("text", ["{{ 1 + 'a' }}", "{{ 1 // 0 }}", "{{ view.members[7] }}", "{{ 'a' ~ nope }}", "\n{{"])
def test_a_mistake_names_the_template(tmp_path: Path, text: str) -> None:
    with pytest.raises(RenderError, match=r"a\.j2:\d+: "):
        render(tmp_path, text)


def test_a_template_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_bytes(b"\xff\xfe")
    with pytest.raises(RenderError, match="utf-8"):
        Renderer([tmp_path]).text("a.j2", VIEW)
