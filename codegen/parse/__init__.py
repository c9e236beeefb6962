"""Stage 2, parse: a loaded document -> a ParsedDocument, by the specification that it names."""

from __future__ import annotations

import re

from codegen.load import At
from codegen.parse.asyncapi import asyncapi_object
from codegen.parse.model import ParsedDocument
from codegen.parse.openapi import openapi_object
from codegen.parse.reader import Reader


def parse(read: Reader, root: At) -> ParsedDocument | None:
    """None, and an error, where the file names no specification version that is known."""
    data = read.value(root)
    openapi, asyncapi = (read.text(root, key) if isinstance(data, dict) else "" for key in ("openapi", "asyncapi"))
    if re.match(r"3\.[012](\.|$)", openapi):
        return openapi_object(read, root)
    if re.match(r"3\.[01](\.|$)", asyncapi):
        return asyncapi_object(read, root)
    said = f"openapi: {openapi}" if openapi else f"asyncapi: {asyncapi}" if asyncapi else "no specification version"
    if isinstance(data, dict) and "swagger" in data:
        said = f"swagger: {data['swagger']}"
    key = next((k for k in ("openapi", "asyncapi", "swagger") if isinstance(data, dict) and k in data), None)
    at = root / key if key else root
    read.diagnostics.error(
        "spec/version",
        f"this document says {said}; OpenAPI 3.0 to 3.2 and AsyncAPI 3.0 and 3.1 are read",
        read.position(at),
    )
    return None
