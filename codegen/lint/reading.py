"""Purposes of the diagnostics that reading a document reports, before any rule runs."""

from __future__ import annotations

from collections.abc import Mapping

READING: Mapping[str, str] = {
    "asyncapi/action": "every operation has an action",
    "asyncapi/schema-format": "the schema format of a payload is supported",
    "asyncapi/types-only": "operations of brokers are reported, since only their types are generated",
    "load/duplicate-key": "no key overwrites another",
    "load/empty": "the file is not empty",
    "load/key": "keys are strings",
    "load/number": "numbers are in the range that programs can read",
    "load/syntax": "the file is valid YAML or JSON",
    "load/too-deep": "the size of a document is bounded",
    "load/too-large": "the size of a document is bounded",
    "load/unreadable": "the file exists and is UTF-8 text",
    "openapi/body": "a request body has a media type",
    "openapi/dialect": "the dialect of schemas is supported",
    "openapi/operation-id": "operation ids are unique",
    "openapi/parameter": "every parameter has a name and a location",
    "openapi/path": "a path begins with a slash",
    "openapi/path-parameter": "path parameters match the braces of the path",
    "openapi/status": "status keys are valid",
    "openapi/style": "the style of a parameter is allowed in its location",
    "openapi/types-only": "webhooks and callbacks are reported, since only their types are generated",
    "ref/circle": "references do not form a cycle",
    "ref/dangling": "references resolve",
    "ref/refused": "references stay within the allowed folders",
    "schema/invalid": "schemas are valid JSON Schemas",
    "spec/type": "fields have the type that the specification requires",
    "spec/version": "the version is supported",
}
