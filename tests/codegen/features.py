"""Supported features, one row per feature: the specification object, a document with it, and the resulting Contract.

tests/codegen/test_features.py tests every row, and docs/features.md is generated from them, so every documented feature
has a passing test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["schema", "schema 3.0", "path", "openapi", "asyncapi"]


@dataclass(frozen=True, slots=True)
class Feature:
    """`text` is YAML: component schemas, a path item, or a document without its head. `want` is the result in the
    Contract or, for an unsupported feature, 'reported: ' and the rule of the diagnostic."""

    object: str
    name: str
    kind: Kind
    text: str
    want: str


def _schemas(kind: Kind, rows: list[tuple[str, str, str, str]]) -> list[Feature]:
    return [Feature(object_, name, kind, text, want) for object_, name, text, want in rows]


CAT_DOG = """\
Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
"""
OLD_PETS = """\
Cat: {type: object, required: [kind], properties: {kind: {type: string}, a: {type: string}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string}, b: {type: string}}}
"""
REF = "{$ref: '#/components/schemas/%s'}"
CAT, DOG, TREE = REF % "Cat", REF % "Dog", REF % "T"

SCHEMAS = _schemas("schema", [
    ("Schema Object", "boolean schemas", "T: true", "= any"),
    ("Schema Object", "the schema that accepts nothing", "T: false", "= never"),
    ("Schema Object", "string, boolean, number", "T: {type: object, properties: {s: {type: string}, b: {type: boolean}, n: {type: number}}}", "{b~: boolean, n~: number, s~: string}"),
    ("Schema Object", "required and optional", "T: {type: object, required: [a], properties: {a: {type: string}, b: {type: string}}}", "{a: string, b~: string}"),
    ("Schema Object", "int32 and int64", "T: {type: object, properties: {a: {type: integer, format: int32}, b: {type: integer, format: int64}}}", "{a~: int32, b~: int64}"),
    ("Schema Object", "date-time, date, time, duration, uuid", "T: {type: object, properties: {a: {type: string, format: date-time}, b: {type: string, format: date}, c: {type: string, format: time}, d: {type: string, format: duration}, e: {type: string, format: uuid}}}", "{a~: date-time, b~: date, c~: time, d~: duration, e~: uuid}"),
    ("Schema Object", "base64 and decimal text", "T: {type: object, properties: {a: {type: string, format: byte}, b: {type: string, contentEncoding: base64}, c: {type: string, format: decimal}}}", "{a~: byte, b~: byte, c~: decimal}"),
    ("Schema Object", "null by a list of types", "T: {type: object, properties: {a: {type: [string, 'null']}}}", "{a~: string?}"),
    ("Schema Object", "null by anyOf", "T: {type: object, properties: {a: {anyOf: [{type: string}, {type: 'null'}]}}}", "{a~: string?}"),
    ("Schema Object", "null by oneOf", "T: {type: object, properties: {a: {oneOf: [{type: 'null'}, {type: string}]}}}", "{a~: string?}"),
    ("Schema Object", "null by enum", "T: {type: object, properties: {a: {enum: [x, y, null]}}}", "{a~: TA?}"),
    ("Schema Object", "null by const in oneOf", "T: {type: object, properties: {a: {oneOf: [{type: integer}, {const: null}]}}}", "{a~: integer?}"),
    ("Schema Object", "null of a reference", "T: {type: object, properties: {a: {anyOf: [" + CAT + ", {type: 'null'}]}}}\n" + CAT_DOG, "{a~: Cat?}"),
    ("Schema Object", "null in a referenced schema", "T: {type: object, properties: {a: " + REF % "N" + "}}\nN: {type: [object, 'null'], properties: {x: {}}}", "{a~: N?}"),
    ("Schema Object", "only null", "T: {type: object, properties: {a: {type: 'null'}}}", "{a~: null}"),
    ("Schema Object", "enum of strings", "T: {type: string, enum: [a, b]}", "enum 'a' 'b'"),
    ("Schema Object", "enum of integers", "T: {type: integer, enum: [1, 2]}", "enum 1 2"),
    ("Schema Object", "enum of several types", "T: {enum: [a, 1, true]}", "union a: 'a' | 1: 1 | true: True"),
    ("Schema Object", "names of enum values (x-enum-varnames)", "T: {type: integer, enum: [1, 2], x-enum-varnames: [One, Two]}", "enum 1 2"),
    ("Schema Object", "enum by oneOf of const", "T: {oneOf: [{const: low, description: Not much.}, {const: high}]}", "enum 'low' 'high'"),
    ("Schema Object", "const: text, integer, boolean", "T: {type: object, required: [a, b, c], properties: {a: {const: x}, b: {const: 1}, c: {const: true}}}", "{a: 'x', b: 1, c: True}"),
    ("Schema Object", "arrays", "T: {type: array, items: {type: array, items: {type: integer}}}", "= [[integer]]"),
    ("Schema Object", "tuples (prefixItems)", "T: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, items: false}", "(string, integer)"),
    ("Schema Object", "tuples with a rest", "T: {type: array, prefixItems: [{type: string}], minItems: 1, items: {type: integer}}", "(string, *integer)"),
    ("Schema Object", "tuples of draft 7 (a list of items)", "T: {type: array, items: [{type: string}, {type: integer}], minItems: 2, additionalItems: false}", "(string, integer)"),
    ("Schema Object", "maps", "T: {type: object, additionalProperties: {type: integer}}", "= {*: integer}"),
    ("Schema Object", "maps by pattern", "T: {type: object, patternProperties: {'^x-': {type: integer}}, additionalProperties: false}", "= {*: integer}"),
    ("Schema Object", "members and additional properties", "T: {type: object, properties: {a: {type: string}}, additionalProperties: {type: integer}}", "{a~: string, *: integer}"),
    ("Schema Object", "closed objects", "T: {type: object, properties: {a: {type: string}}, additionalProperties: false}", "{a~: string, closed}"),
    ("Schema Object", "properties without type", "T: {properties: {a: {type: string}}}", "{a~: string}"),
    ("Schema Object", "allOf", "T: {allOf: [" + CAT + ", {type: object, required: [x], properties: {x: {type: string}}}]}\n" + CAT_DOG, "{kind: 'cat', x: string}"),
    ("Schema Object", "allOf that narrows", "T: {allOf: [{properties: {a: {type: string}}}, {properties: {a: {enum: [x, y]}}}]}", "{a~: TA}"),
    ("Schema Object", "oneOf with cases identified by constants", "T: {oneOf: [" + CAT + ", " + DOG + "]}\n" + CAT_DOG, "union by kind cat['cat']: Cat | dog['dog']: Dog"),
    ("Schema Object", "anyOf with cases identified by shape", "T: {anyOf: [{type: integer}, {type: string}, {type: array, items: {type: string}}]}", "union integer: integer | string: string | string-list: [string]"),
    ("Schema Object", "oneOf next to properties", "T: {type: object, properties: {a: {type: string}}, oneOf: [{required: [b], properties: {b: {type: string}}}, {required: [c], properties: {c: {type: string}}}]}", "union b: TB | c: TC"),
    ("Schema Object", "oneOf that only requires members", "T: {type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}", "{a~: string, b~: string}"),
    ("Schema Object", "recursion through a member", "T: {type: object, properties: {next: " + TREE + "}}", "{next~: T^}"),
    ("Schema Object", "recursion through a list", "T: {type: object, properties: {children: {type: array, items: " + TREE + "}}}", "{children~: [T]}"),
    ("Schema Object", "recursion through a union", "T: {oneOf: [{type: string}, {type: object, required: [t], properties: {t: " + TREE + "}}]}", "union t: TT | string: string"),
    ("Schema Object", "recursion of an alias", "T: {type: array, items: " + TREE + "}", "= [T]"),
    ("Schema Object", "$defs and references with siblings", "T: {type: object, properties: {a: {$ref: '#/components/schemas/T/$defs/In', description: Said here.}}, $defs: {In: {type: string, enum: [a, b]}}}", "{a~: In}"),
    ("Schema Object", "$anchor", "T: {type: object, properties: {a: {$ref: '#here'}}}\nU: {$anchor: here, type: string, enum: [a, b]}", "{a~: U}"),
    ("Schema Object", "a dangling reference", "T: {$ref: '#/components/schemas/Nowhere'}", "reported: ref/dangling"),
    ("Schema Object", "an invalid pattern", "T: {type: string, pattern: '('}", "reported: schema/invalid"),
    ("Discriminator Object", "explicit mapping", "T: {oneOf: [" + CAT + ", " + DOG + "], discriminator: {propertyName: kind, mapping: {miau: '#/components/schemas/Cat', wuff: Dog}}}\n" + OLD_PETS, "union by kind miau['miau']: Cat | wuff['wuff']: Dog"),
    ("Discriminator Object", "implicit mapping", "T: {oneOf: [" + CAT + ", " + DOG + "], discriminator: {propertyName: kind}}\n" + OLD_PETS, "union by kind cat['Cat']: Cat | dog['Dog']: Dog"),
    ("Discriminator Object", "integers as tags", "T: {oneOf: [{type: object, required: [v], properties: {v: {const: 1}}}, {type: object, required: [v], properties: {v: {const: 2}}}]}", "union by v 1[1]: T1 | 2[2]: T2"),
])  # fmt: skip

OLD = _schemas("schema 3.0", [
    ("Schema Object (3.0)", "nullable", "T: {type: object, properties: {a: {type: string, nullable: true}}}", "{a~: string?}"),
    ("Schema Object (3.0)", "nullable next to a reference in allOf", "T: {type: object, properties: {a: {nullable: true, allOf: [" + CAT + "]}}}\n" + OLD_PETS, "{a~: Cat?}"),
    ("Schema Object (3.0)", "nullable enum", "T: {type: object, properties: {a: {type: string, nullable: true, enum: [x, y, null]}}}", "{a~: TA?}"),
    ("Schema Object (3.0)", "exclusiveMinimum as a flag", "T: {type: integer, minimum: 0, exclusiveMinimum: true}", "= integer"),
])  # fmt: skip

NOTE = "{type: object, required: [id], properties: {id: {type: string, readOnly: true}, pin: {type: string, writeOnly: true}}}"

PATHS = _schemas("path", [
    ("Parameter Object", "path: simple, label, matrix", "parameters: [{in: path, name: p, required: true, style: label, schema: {type: array, items: {type: string}}}, {in: path, name: q, required: true, style: matrix, explode: true, schema: {type: string}}]\nget: {}", "GET /x/{p}/{q} (path p: [string] label, path q: string matrix*)"),
    ("Parameter Object", "query: form, exploded or not", "get: {parameters: [{in: query, name: a, schema: {type: array, items: {type: string}}}, {in: query, name: b, explode: false, schema: {type: array, items: {type: string}}}]}", "GET /x (query a~: [string] form*, query b~: [string] form)"),
    ("Parameter Object", "query: spaceDelimited, pipeDelimited, deepObject", "get: {parameters: [{in: query, name: a, style: spaceDelimited, explode: false, schema: {type: array, items: {type: string}}}, {in: query, name: b, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string}}}, {in: query, name: c, style: deepObject, explode: true, schema: {type: object, additionalProperties: {type: string}}}]}", "GET /x (query a~: [string] spaceDelimited, query b~: [string] pipeDelimited, query c~: {*: string} deepObject*)"),
    ("Parameter Object", "header and cookie", "get: {parameters: [{in: header, name: X-A, schema: {type: integer}}, {in: cookie, name: c, schema: {type: string}}]}", "GET /x (header X-A~: integer simple, cookie c~: string form*)"),
    ("Parameter Object", "content: JSON in a query", "get: {parameters: [{in: query, name: a, content: {application/json: {schema: {type: object, additionalProperties: true}}}}]}", "GET /x (query a~: {*: any} form* as application/json)"),
    ("Parameter Object", "a style that its location does not allow", "get: {parameters: [{in: header, name: a, style: deepObject, schema: {type: string}}]}", "reported: openapi/style"),
    ("Parameter Object", "in: querystring (3.2)", "get: {parameters: [{in: querystring, name: a, content: {application/json: {}}}]}", "reported: openapi/parameter"),
    ("Request Body Object", "JSON, optional or required", "post: {requestBody: {required: true, content: {application/json: {schema: {type: integer}}}}}", "POST /x <- json: integer"),
    ("Request Body Object", "read and write views", "post: {requestBody: {content: {application/json: {schema: " + NOTE + "}}}}", "POST /x <-~ json: PostXRequest"),
    ("Request Body Object", "several content types", "post: {requestBody: {content: {text/plain: {schema: {type: string}}, application/json: {schema: {type: integer}}}}}", "POST /x <-~ json: integer | text: string"),
    ("Request Body Object", "raw bytes", "post: {requestBody: {content: {image/png: {}}}}", "POST /x <-~ binary: binary"),
    ("Media Type Object", "form", "post: {requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}}}}", "POST /x <-~ form: PostXRequest{a text/plain}"),
    ("Encoding Object", "multipart with files and JSON parts", "post: {requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {file: {type: string, format: binary}, about: {type: object, properties: {a: {type: string}}}}}}}}}", "POST /x <-~ multipart: PostXRequest{about application/json, file application/octet-stream}"),
    ("Encoding Object", "a custom content type", "post: {requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {file: {type: string, format: binary}}}, encoding: {file: {contentType: image/png}}}}}}", "POST /x <-~ multipart: PostXRequest{file image/png}"),
    ("Responses Object", "statuses, ranges and default", "get: {responses: {'200': {description: x, content: {application/json: {schema: {type: integer}}}}, 4XX: {description: x}, default: {description: x}}}", "GET /x -> 200 json: integer, 4XX, default"),
    ("Responses Object", "an invalid status", "get: {responses: {'2000': {description: x}}}", "reported: openapi/status"),
    ("Response Object", "several content types", "get: {responses: {'200': {description: x, content: {application/json: {schema: {type: integer}}, text/csv: {schema: {type: string}}}}}}", "GET /x -> 200 json: integer | text: string"),
    ("Response Object", "server-sent events", "get: {responses: {'200': {description: x, content: {text/event-stream: {schema: {type: integer}}}}}}", "GET /x -> 200 events: integer"),
    ("Response Object", "JSON lines", "get: {responses: {'200': {description: x, content: {application/jsonl: {schema: {type: integer}}}}}}", "GET /x -> 200 lines: integer"),
    ("Response Object", "itemSchema of a stream (3.2)", "get: {responses: {'200': {description: x, content: {text/event-stream: {itemSchema: {type: integer}}}}}}", "GET /x -> 200 events: integer"),
    ("Header Object", "typed headers of a response", "get: {responses: {'200': {description: x, headers: {X-Rate: {required: true, schema: {type: integer}}}}}}", "GET /x -> 200 (X-Rate: integer)"),
    ("Callback Object", "callbacks", "post: {callbacks: {done: {'{$request.body#/url}': {post: {responses: {'204': {description: x}}}}}}}", "POST /x calls back POST (types alone)"),
    ("Operation Object", "no operationId", "get: {}", "GET /x"),
    ("Path Item Object", "additionalOperations (3.2)", "additionalOperations: {QUERY: {responses: {'204': {description: x}}}}", "QUERY /x -> 204"),
])  # fmt: skip

SECURITY = (
    "paths: {/x: {get: {security: [%s]}}}\ncomponents: {securitySchemes: {s: %s, t: {type: http, scheme: basic}}}"
)
DOCUMENTS = _schemas("openapi", [
    ("OpenAPI Object", "webhooks without paths", "webhooks: {made: {post: {responses: {'204': {description: x}}}}}", "webhook made POST -> 204 (types alone)"),
    ("OpenAPI Object", "only components", "components: {schemas: {A: {type: string}}}", ""),
    ("Tag Object", "tags that only operations use", "paths: {/x: {get: {tags: [b]}}}\ntags: [{name: a}]", "GET /x tags a, b"),
    ("Reference Object", "parameters, responses and path items", "paths: {/x: {$ref: '#/components/pathItems/X'}}\ncomponents: {pathItems: {X: {get: {parameters: [{$ref: '#/components/parameters/P'}], responses: {'204': {$ref: '#/components/responses/R'}}}}}, parameters: {P: {in: query, name: p, schema: {type: string}}}, responses: {R: {description: x}}}", "GET /x (query p~: string form*) -> 204"),
    ("Reference Object", "a URL", "paths: {/x: {$ref: 'https://example.com/x.yaml'}}", "reported: ref/refused"),
    ("Security Scheme Object", "apiKey in header, query, cookie", SECURITY % ("{s: []}", "{type: apiKey, in: cookie, name: k}"), "GET /x by s(apiKey cookie k)"),
    ("Security Scheme Object", "http bearer, and combined with another", SECURITY % ("{s: [], t: []}", "{type: http, scheme: bearer}"), "GET /x by s(http bearer) and t(http basic)"),
    ("Security Scheme Object", "oauth2 with scopes", SECURITY % ("{s: [read]}", "{type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {read: x}}}}"), "GET /x by s(oauth2)[read]"),
    ("Security Requirement Object", "alternatives, and optional security", SECURITY % ("{s: []}, {}", "{type: openIdConnect, openIdConnectUrl: /o}"), "GET /x by s(openIdConnect) or nothing"),
])  # fmt: skip

CHANNEL = "channels: {c: {address: '/c/{id}', parameters: {id: {}}, bindings: {ws: {}}, messages: {a: {payload: {type: object, required: [type], properties: {type: {const: a}}}}, b: {payload: {type: object, required: [type], properties: {type: {const: b}}}}}}}\n"
ASYNC = _schemas("asyncapi", [
    ("Channel Object", "address, parameters, WebSocket binding", CHANNEL, "c /c/{id} (path id) receives CReceives by type sends CSends by type"),
    ("Operation Object (AsyncAPI)", "receive and send", CHANNEL + "operations: {in: {action: receive, channel: {$ref: '#/channels/c'}, messages: [{$ref: '#/channels/c/messages/a'}]}, out: {action: send, channel: {$ref: '#/channels/c'}, messages: [{$ref: '#/channels/c/messages/b'}]}}", "c /c/{id} (path id) receives APayload by type sends BPayload by type"),
    ("Operation Reply Object", "a reply on the same channel", CHANNEL + "operations: {ask: {action: receive, channel: {$ref: '#/channels/c'}, messages: [{$ref: '#/channels/c/messages/a'}], reply: {messages: [{$ref: '#/channels/c/messages/b'}]}}}", "c /c/{id} (path id) receives APayload by type sends BPayload by type"),
    ("Message Object", "several schema formats", "channels: {c: {address: /c, messages: {a: {payload: {schemaFormat: application/schema+json;version=draft-07, schema: {type: integer}}}}}}", "c /c receives integer sends integer"),
    ("Message Object", "Avro payloads", "channels: {c: {address: /c, messages: {a: {payload: {schemaFormat: application/vnd.apache.avro;version=1.9.0, schema: {}}}}}}", "reported: asyncapi/schema-format"),
    ("Message Trait Object", "traits with headers", "channels: {c: {address: /c, messages: {a: {payload: {type: integer}, traits: [{headers: {type: object, properties: {h: {type: string}}}}]}}}}", "c /c receives integer sends integer"),
    ("AsyncAPI Object", "version 2", "asyncapi: 2.6.0", "reported: spec/version"),
])  # fmt: skip

FEATURES = [*SCHEMAS, *OLD, *PATHS, *DOCUMENTS, *ASYNC]
