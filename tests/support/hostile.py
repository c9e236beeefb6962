"""Texts that try to break out of what they are written into, and contracts full of them.

Each would leave a file `owned` in the present folder, or a global of that name, if any target ran it as code.
"""

from __future__ import annotations

import random
from typing import Any

_PYTHON = "__import__('pathlib').Path('owned').touch()"
_NODE = "(globalThis.owned = 1, process.getBuiltinModule('fs').writeFileSync('owned', ''))"

TEXTS = [
    f'"""\n{_PYTHON}\n"""',
    f"'''\n{_PYTHON}\n'''",
    f"'); {_PYTHON} #",
    f'"); {_PYTHON} #',
    f"\n{_PYTHON}\n",
    f"\r{_PYTHON}\r",
    f"\u2028{_PYTHON}\u2029{_PYTHON}\x85{_PYTHON}\x0b{_PYTHON}\x0c{_PYTHON}",
    f"*/ {_NODE}; /*",
    f"\n*/\n{_NODE};\n/*\n",
    f"`; {_NODE}; `",
    f"${{{_NODE}}}",
    f'"; {_NODE}; "',
    f"'; {_NODE}; '",
    f"</script><script>{_NODE}</script>",
    "\\(owned()) \\#(owned())",
    '"\\(fatalError())" // /* #if #error("owned")',
    "{{ 7 * 7 }}{% include '/etc/passwd' %}{# x #}{% endraw %}",
    "ends with a backslash \\",
    'ends with a quote "',
    "\x00 nul \x07 bell \x1b[31m \x7f",
    "\u202e right to left \u2066 isolate \u200b nothing \ufeff mark",
    "e\u0301 combining \U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 family",
    "../../../../tmp/owned",
    "C:\\Windows\\system32",
    "/etc/passwd",
    "CON", "nul", "aux.txt", "COM1",
    "con", ".", "..", "~", "-rf", "--help",
    "class", "def", "self", "None", "True", "import", "async", "await", "default", "in", "is", "func", "init", "Type",
    "Self", "any", "never", "typeof", "constructor", "prototype", "__proto__", "hasOwnProperty", "toString", "then",
    "__init__", "__class__", "model_config", "rawValue", "additionalProperties", "description", "hash", "unknown",
    "", " ", "\t", "\n", "_", "__", "-", "+1", "-1", "1", "1.5", "1e3", "0x10", "true", "null", "NaN", "Infinity",
    "x" * 300, "Ä" * 200, "word " * 80, "\U0001f600" * 70,
    "日本語", "Straße", "ﬁ", "İstanbul", "ǅ", "µ", "K", "²", "١٢", "ℵ", "𝒳", "ª",
    "%2e%2e%2f", "%00", "a=b&c=d#e?f", "a b", "a/b", "a~1b", "a:b", "a,b", "a;b", "#", "?", "{", "}", "[x]",
]  # fmt: skip

RECORD = {"type": "object", "required": ["x"], "properties": {"x": {"type": "string"}}}


def contract(texts: list[str], tidy: bool = True) -> dict[str, Any]:
    """An OpenAPI document with each text in every place that may hold it. `tidy`: a valid one, so that names which the
    specification limits (components, headers, paths) stay within its limits."""
    key = (lambda number, _: f"Name.{number}") if tidy else (lambda _, text: text)
    schemas: dict[str, Any] = {}
    for number, text in enumerate(texts):
        schemas[key(number, text)] = {
            "type": "object", "title": text, "description": text, "x-extension": text,
            "required": [text], "properties": {text: {"type": "string", "description": text, "default": text}},
            "examples": [{text: text}],
        }  # fmt: skip
    schemas["All"] = {
        "type": "object",
        "properties": {text: {"type": "string", "description": text, "title": text} for text in texts},
        "additionalProperties": False,
    }
    schemas["Values"] = {"type": "string", "enum": texts, "description": texts[0], "default": texts[-1]}
    schemas["Named"] = {"type": "integer", "enum": list(range(len(texts))), "x-enum-varnames": texts}
    schemas["Tagged"] = {"oneOf": [_case(text) for text in texts], "discriminator": {"propertyName": "kind"}}
    schemas["TaggedElsewhere"] = {
        "oneOf": [{"type": "object", "required": [texts[0]], "properties": {texts[0]: {"const": t}}} for t in texts[:9]]
    }
    paths: dict[str, Any] = {}
    for number in range(0, len(texts), 4):
        own = [texts[(number + step) % len(texts)] for step in range(4)]
        segment = own[0].replace("{", "(").replace("}", ")").replace("/", "|") or "empty"
        paths[f"/{number}/{segment}/{{p}}"] = {"get": _operation(own, number)}
    return {
        "openapi": "3.1.0",
        "info": {"title": texts[0], "version": texts[1], "summary": texts[2], "description": "\n".join(texts)},
        "servers": [{"url": "/" if tidy else texts[3], "description": texts[4]}],
        "tags": [{"name": text, "description": text} for text in texts],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                key(number, text): {"type": "apiKey", "in": "query", "name": text or "empty", "description": text}
                for number, text in enumerate(texts[:20])
            },
        },
    }


def _case(text: str) -> dict[str, Any]:
    return {"type": "object", "description": text, "required": ["kind"], "properties": {"kind": {"const": text}}}


def _operation(own: list[str], number: int) -> dict[str, Any]:
    text, second, third, fourth = own
    body = {
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/All"}, "example": {text: second}}}
    }
    return {
        "operationId": f"{text}{number}",
        "tags": [text],
        "summary": second,
        "description": third,
        "parameters": [
            {"in": "path", "name": "p", "required": True, "description": fourth, "schema": {"type": "string"}},
            {
                "in": "query",
                "name": text or "empty",
                "description": second,
                "schema": {"type": "string", "default": third},
            },
            {"in": "query", "name": f"{second}2", "schema": {"type": "string", "enum": [fourth, text]}},
            {"in": "cookie", "name": f"c{number}", "schema": {"type": "string"}, "example": third},
        ],
        "responses": {"200": {"description": fourth, **body}, "404": {"description": text}},
    }


def injected(document: Any, texts: list[str], chance: random.Random, share: float = 0.2) -> Any:
    """The document with hostile texts in place of some of its own: values, and names of what is named freely."""
    if isinstance(document, dict):
        names = {
            name: chance.choice(texts) if chance.random() < share / 3 and name not in _FIXED else name
            for name in document
        }
        return {names[name]: injected(child, texts, chance, share) for name, child in document.items()}
    if isinstance(document, list):
        return [injected(item, texts, chance, share) for item in document]
    return chance.choice(texts) if isinstance(document, str) and chance.random() < share else document


_FIXED = frozenset({"openapi", "asyncapi", "info", "paths", "components", "schemas", "channels", "operations"})

HOSTILE_ENV = """
CHROMA_API_IMPL=chromadb.api.fastapi.FastAPI
CHROMA_SERVER_HOST=vectors.example
CHROMA_SERVER_HTTP_PORT=80
CHROMA_OTEL_GRANULARITY=all
CHROMA_OTEL_COLLECTION_ENDPOINT=http://traces.example:4317
CHROMA_SERVER_NOFILE=unlimited
"""
"""A project's `.env`, which libraries read from the working folder of the server that indexes it."""
