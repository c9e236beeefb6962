"""Sphinx configuration of `make docs`: the Markdown pages of this folder as a searchable site that needs no network."""

from __future__ import annotations

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
