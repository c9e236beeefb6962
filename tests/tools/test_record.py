"""Recorded pictures: they show commands with their output, and load nothing from other hosts."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tools.record import main, picture

ROOT = Path(__file__).parents[2]


def text_of(svg: str) -> str:
    return html.unescape("".join(re.findall(r"<text[^>]*>(.*?)</text>", svg))).replace("\xa0", " ")


def test_commands_and_their_output_are_drawn() -> None:
    svg = picture(["echo 'a [b] <c>'", "printf '\\033[31mred\\033[0m'; echo hidden >&2"])
    assert "$ echo 'a [b] <c>'" in text_of(svg)
    assert "a [b] <c>" in text_of(svg).replace("echo 'a [b] <c>'", "")
    assert text_of(svg).count("red") == 2
    assert text_of(svg).count("hidden") == 1  # in the command


def test_standard_error_is_drawn_on_request() -> None:
    assert text_of(picture(["echo warning >&2"], stderr=True)).count("warning") == 2


def test_erased_lines_of_a_spinner_are_not_drawn() -> None:
    spinner = r"printf 'first\n|\r\033[2K/ working\r\033[2K- working\r\n\033[?25h\r\033[1A\033[2Klast\n'"
    text = text_of(picture([spinner]))
    output = text.rpartition("last\\n'")[2]
    assert "first" in output
    assert "last" in output
    assert "working" not in output


def test_the_file_is_replaced_only_if_the_commands_ran(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text("old")
    with pytest.raises(SystemExit, match="exited with 3"):
        main([str(file), "exit 3"])
    assert file.read_text() == "old"
    main([str(file), "echo new"])
    assert "new" in text_of(file.read_text())


@pytest.mark.parametrize("name", ["ask.svg", "contracts.svg"])
def test_pictures_load_nothing_from_other_hosts(name: str) -> None:
    svg = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\s\"')]+", svg)) <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
    assert re.findall(r"url\((?!#)", svg) == []
