"""Both contracts as one page of HTML: no script, no address but its own, and a policy that holds it to that."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from handlers.docs.channels import channel_views, message_views
from handlers.docs.operations import tag_views
from handlers.docs.schemas import schema_anchor, schema_view

_FOLDER = Path(__file__).parent
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Page:
    html: str
    policy: str
    """Its `Content-Security-Policy`."""


def render_page(documents: Mapping[str, Mapping[str, Any]]) -> Page:
    """Of the documents 'openapi' and 'asyncapi'. Takes a few hundred milliseconds."""
    openapi, asyncapi = documents["openapi"], documents["asyncapi"]
    style = (_FOLDER / "page.css").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["prose"] = _prose
    html = environment.get_template("page.html.j2").render(
        style=Markup(style),
        openapi=openapi["info"],
        asyncapi=asyncapi["info"],
        tags=tag_views(openapi),
        channels=channel_views(asyncapi),
        messages=message_views(asyncapi),
        schemes=openapi["components"]["securitySchemes"],
        schemas={
            document: [
                (name, schema_anchor(document, name), schema_view(schema, document))
                for name, schema in sorted(documents[document]["components"]["schemas"].items())
            ]
            for document in ("openapi", "asyncapi")
        },
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return Page(html, policy)


def _prose(text: str) -> Markup:
    """Paragraphs and code spans, of all that Markdown has: what the contracts' descriptions use."""
    paragraphs = (
        Markup(_CODE.sub(r"<code>\1</code>", str(escape(part)))) for part in re.split(r"\n\s*\n", text.strip())
    )
    return Markup("").join(Markup("<p>{}</p>").format(paragraph) for paragraph in paragraphs if paragraph)
