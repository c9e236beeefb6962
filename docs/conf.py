"""Sphinx configuration of `make docs`: the Markdown pages of this folder as a searchable site that needs no network."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

DOCS = Path(__file__).resolve().parent

project = "LeanVibe"
html_title = "LeanVibe"
extensions = ["myst_parser"]
html_theme = "furo"  # system fonts; everything that it loads is in the output
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
pygments_style = "default"
myst_heading_anchors = 3
"""Links to headings use the anchors of GitHub, so that the same links work in the repository."""
suppress_warnings = ["misc.highlighting_failure"]  # excerpts of files, with `…`


def setup(app: Sphinx) -> None:
    app.connect("source-read", link_outer_pages)


def link_outer_pages(app: Sphinx, docname: str, source: list[str]) -> None:
    """Link Markdown files outside of this folder like other files of the repository; they are not pages."""
    folder = (Path(app.srcdir) / docname).parent

    def replace(match: re.Match[str]) -> str:
        file = (folder / match[1]).resolve()
        return f"](path:{match[1]})" if file.is_file() and not file.is_relative_to(DOCS) else match[0]

    source[0] = re.sub(r"\]\((\.\./[^)#\s]+\.md)(?:#[^)\s]*)?\)", replace, source[0])
