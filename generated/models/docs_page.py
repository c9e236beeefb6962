"""DocsPage"""

from __future__ import annotations

from typing import TypeAlias

DocsPage: TypeAlias = str
"""A page of HTML that needs no script and no address but its own."""
