"""`make docs`: the pages build as a site without a warning, can be searched, and load nothing from other hosts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def build(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", str(out / "doctrees"), "-b", "html"]
    return subprocess.run([*command, str(source), str(out)], capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    result = build(ROOT / "docs", out)
    assert result.returncode == 0, result.stderr
    return out


def test_every_page_is_built_and_can_be_searched(site: Path) -> None:
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs").with_suffix("")
        assert (site / f"{name}.html").is_file()
        assert f'"{name}"' in index


def test_pages_load_nothing_from_other_hosts(site: Path) -> None:
    loads = re.compile(r"""(?:src|<link[^>]*href|@import|url\()\s*=?\s*["'(]?(?:https?:)?//[^"')\s]+""")
    files = [file for file in site.rglob("*") if file.suffix in (".html", ".css", ".svg")]
    assert len(files) > 20
    assert [(file.name, hit) for file in files for hit in loads.findall(file.read_text(encoding="utf-8"))] == []


def test_links_to_files_of_the_repository_are_resolved(site: Path) -> None:
    page = (site / "security.html").read_text(encoding="utf-8")
    copies = re.findall(r'href="(_downloads/[^"]+/(?:secret_formats\.py|SECURITY\.md))"', page)
    assert {Path(copy).name for copy in copies} == {"secret_formats.py", "SECURITY.md"}
    assert all((site / copy).is_file() for copy in copies)


def test_a_dangling_link_fails(tmp_path: Path) -> None:
    links = ["nothing.md", "index.md#nothing", "../nothing.py", "../nothing.md"]
    (tmp_path / "conf.py").write_text((ROOT / "docs/conf.py").read_text(encoding="utf-8"))
    (tmp_path / "index.md").write_text("\n\n".join(["# Title", *(f"[text]({link})" for link in links)]))
    result = build(tmp_path, tmp_path / "out")
    assert result.returncode == 1
    assert sorted(set(re.findall(r"index\.md:(\d+): WARNING", result.stderr))) == ["3", "5", "7", "9"]
