"""What reading a document tells, before any rule speaks; the stage that finds it says it, here is what it is for."""

from __future__ import annotations

from collections.abc import Mapping

READING: Mapping[str, str] = {
    "asyncapi/action": "an operation sends or receives",
    "asyncapi/schema-format": "a payload has a schema that can be read",
    "asyncapi/types-only": "nobody is surprised that a broker's operation has types and no code that calls it",
    "load/duplicate-key": "a key stands once, so that nothing is overwritten unseen",
    "load/empty": "there is a document",
    "load/key": "keys are texts",
    "load/syntax": "the text is YAML or JSON",
    "load/too-deep": "a document can be read without end of memory",
    "load/too-large": "a document can be read without end of memory",
    "load/unreadable": "the file is there, and is UTF-8 text",
    "openapi/body": "a request body has content",
    "openapi/dialect": "keywords of schemas mean what the document says",
    "openapi/operation-id": "an operation's id is its own",
    "openapi/parameter": "a parameter has a name and a place",
    "openapi/path": "a path begins with a slash",
    "openapi/path-parameter": "the parameters of a path are those in its braces",
    "openapi/status": "an answer has a status, 4XX, or default",
    "openapi/style": "a parameter's style goes with its place",
    "openapi/types-only": "nobody is surprised that a webhook or a callback has types and no code that sends it",
    "ref/circle": "references end somewhere",
    "ref/dangling": "references lead somewhere",
    "ref/refused": "references stay within the contract's files",
    "schema/invalid": "a schema is a JSON Schema",
    "spec/type": "a field holds what the specification says",
    "spec/version": "the specification's version is one that is known",
}
