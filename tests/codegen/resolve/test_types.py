"""What each schema becomes: tables of given and want."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.contracts import contract_of, schemas, show, shown

NULLABLE = [  # the spellings in which people say "or null"
    ("3.1.0", "type: [string, 'null']"),
    ("3.1.0", "anyOf: [{type: string}, {type: 'null'}]"),
    ("3.1.0", "oneOf: [{type: string}, {type: 'null'}]"),
    ("3.1.0", "oneOf: [{type: 'null'}, {type: string}]"),
    ("3.1.0", "anyOf: [{type: string}, {const: null}]"),
    ("3.1.0", "anyOf: [{type: string}, {enum: [null]}]"),
    ("3.1.0", "anyOf: [{$ref: '#/components/schemas/N'}]\nx-n: 1"),
    ("3.1.0", "allOf: [{type: [string, 'null']}]"),
    ("3.1.0", "allOf: [{type: [string, 'null']}, {type: [string, 'null'], maxLength: 3}]"),
    ("3.0.3", "type: string\nnullable: true"),
    ("3.0.3", "nullable: true\nallOf: [{type: string}]"),
    ("3.0.3", "nullable: true\noneOf: [{type: string}]"),
]


@pytest.mark.parametrize(("version", "schema"), NULLABLE)
def test_every_spelling_of_nullable_is_the_same(tmp_path: Path, version: str, schema: str) -> None:
    body = "\n".join(f"      {line}" for line in schema.splitlines())
    text = f"N: {{type: [string, 'null']}}\nO:\n  type: object\n  required: [x]\n  properties:\n    x:\n{body}\n"
    if version == "3.0.3":
        text = text.replace("N: {type: [string, 'null']}\n", "")
    assert shown(schemas(tmp_path, text, version))["O"] in ("{x: string?}", "{x: N?}")


TABLE: list[tuple[str, str, dict[str, str]]] = [
    ("formats with teeth", "A: {type: object, properties: {a: {type: integer, format: int64}, b: {type: string, format: date-time}, "
     "c: {type: string, format: uri}, d: {type: string, format: byte}, e: {type: string, format: uuid}}}",
     {"A": "{a~: int64, b~: date-time, c~: string, d~: byte, e~: uuid}"}),
    ("booleans and emptiness", "A: true\nB: false\nC: {}\nD: {not: {}}\nE: {type: object}\nF: {type: array}",
     {"A": "= any", "B": "= never", "C": "= any", "D": "= never", "E": "= {*: any}", "F": "= [any]"}),
    ("inline names are paths of words", "A: {type: object, properties: {list: {type: array, items: {type: object, properties: {b: {enum: [x, y]}}}}}}",
     {"A": "{list~: [AListItem]}", "AListItem": "{b~: AListItemB}", "AListItemB": "enum 'x' 'y'"}),
    ("a title names nothing", "A: {type: object, properties: {b: {title: Zed, type: object, properties: {c: {type: string}}}}}",
     {"A": "{b~: AB}", "AB": "{c~: string}"}),
    ("maps", "A: {type: object, additionalProperties: {type: integer}}\nB: {type: object, properties: {a: {type: string}}, additionalProperties: {type: integer}}\n"
     "C: {type: object, additionalProperties: false}\nD: {type: object, patternProperties: {'^x': {type: string}}}",
     {"A": "= {*: integer}", "B": "{a~: string, *: integer}", "C": "{closed}", "D": "= {*: any}"}),
    ("alternatives beside constraints", "A: {format: int-or-string, oneOf: [{type: integer}, {type: string}]}\n"
     "B: {type: string, maxLength: 9, anyOf: [{format: uuid}, {format: date}]}\nC: {anyOf: [{type: string}, {type: object, properties: {c: {}}}], not: {const: x}}",
     {"A": "union integer: integer | string: string", "B": "union uuid: uuid | date: date", "C": "union string: string | 2: COption2", "COption2": "{c~: any}"}),
    ("members under a condition", "A: {type: object, properties: {a: {type: string}}, if: {properties: {a: {const: x}}}, then: {properties: {b: {type: integer}}}, dependentSchemas: {a: {properties: {c: {type: string}}}}}",
     {"A": "{a~: string, b~: any, c~: any}"}),
    ("members that a condition requires", "A: {type: object, properties: {a: {type: string}}, if: {required: [a]}, then: {required: [b]}, else: {required: [c]}}\n"
     "B: {type: object, properties: {a: {type: string}}, anyOf: [{required: [a]}, {required: [b]}], dependentRequired: {a: [d]}}\n"
     "C: {type: object, properties: {a: {type: string}}, dependentRequired: {a: [d]}, additionalProperties: false}\n"
     "D: {allOf: [{$ref: '#/components/schemas/B'}, {if: {required: [a]}, then: {required: [b, z]}}]}",
     {"A": "{a~: string, b~: any, c~: any}", "B": "{a~: string, b~: any, d~: any}", "C": "{a~: string, closed}", "D": "{a~: string, b~: any, d~: any, z~: any}"}),
    ("patterns beside anything", "A: {type: object, properties: {a: {type: string}}, patternProperties: {'^x': {type: integer}}}", {"A": "{a~: string, *: any}"}),
    ("patterns alone", "A: {type: object, patternProperties: {'^x': {type: string}}, additionalProperties: false}\n"
     "B: {type: object, properties: {a: {type: boolean}}, patternProperties: {'^s': {type: string}, '^i': {type: integer}}, additionalProperties: false}",
     {"A": "= {*: string}", "B": "{a~: boolean, *: BValue}", "BValue": "union integer: integer | string: string"}),
    ("bounds beyond a double's integers", "A: {type: integer, minimum: 9007199254740993}\nB: {type: integer, maximum: 18446744073709551615}",
     {"A": "= int64", "B": "= integer"}),
    ("true is not 1", "A: {enum: [1, true, x]}", {"A": "union 1: 1 | true: True | x: 'x'"}),
    ("tuples need their length", "A: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2}\n"
     "B: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, items: false}\nC: {type: array, prefixItems: [{type: string}], items: false}",
     {"A": "(string, integer, *any)", "B": "(string, integer)", "C": "= [string]"}),
    ("const, and an enum of one", "A: {type: object, required: [k], properties: {k: {const: 1}, l: {enum: [x]}}}\nB: {enum: [x]}",
     {"A": "{k: 1, l~: 'x'}", "B": "enum 'x'"}),
    ("enum with null", "A: {enum: [a, b, null]}\nB: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}",
     {"A": "enum 'a' 'b'", "B": "{a~: A?}"}),
    ("oneOf of constants is an enum", "A: {oneOf: [{const: a}, {const: b}]}", {"A": "enum 'a' 'b'"}),
    ("explicit discriminator", "C: {type: object, required: [t], properties: {t: {type: string}}}\nS: {type: object, required: [t], properties: {t: {type: string}}}\n"
     "U: {oneOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/S'}], discriminator: {propertyName: t, mapping: {round: '#/components/schemas/C', s: S}}}",
     {"C": "{t: string}", "S": "{t: string}", "U": "union by t round['round']: C | s['s']: S"}),
    ("implicit discriminator", "C: {type: object, required: [t], properties: {t: {type: string}}}\nS: {type: object, required: [t], properties: {t: {type: string}}}\n"
     "U: {oneOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/S'}], discriminator: {propertyName: t}}",
     {"C": "{t: string}", "S": "{t: string}", "U": "union by t c['C']: C | s['S']: S"}),
    ("a discriminator that nobody declared", "U: {oneOf: [{type: object, required: [v], properties: {v: {const: 1}}}, {type: object, required: [v], properties: {v: {const: 2}}}]}",
     {"U": "union by v 1[1]: U1 | 2[2]: U2", "U1": "{v: 1}", "U2": "{v: 2}"}),
    ("cases that say more come first", "A: {type: object, properties: {a: {type: string}}}\nB: {type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}}}\n"
     "U: {anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}",
     {"A": "{a~: string}", "B": "{a: string, b: string}", "U": "union b: B | a: A"}),
    ("scalars of several types", "A: {type: [string, integer]}\nB: {oneOf: [{type: number}, {type: integer}]}",
     {"A": "union string: string | integer: integer", "B": "union integer: integer | number: number"}),
    ("allOf is one object", "A: {type: object, required: [a], properties: {a: {type: string}}}\n"
     "B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, required: [b], properties: {b: {type: integer}}}]}",
     {"A": "{a: string}", "B": "{a: string, b: integer}"}),
    ("allOf around one reference is the reference", "A: {type: object, properties: {a: {type: string}}}\nB: {type: object, properties: {a: {allOf: [{$ref: '#/components/schemas/A'}], description: x}}}",
     {"A": "{a~: string}", "B": "{a~: A}"}),
    ("a base with alternatives", "A: {type: object, required: [a], properties: {a: {type: string}}, oneOf: [{type: object, required: [b], properties: {b: {type: string}}}, {type: object, required: [c], properties: {c: {type: string}}}]}",
     {"A": "union b: AB | c: AC", "AB": "{a: string, b: string}", "AC": "{a: string, c: string}"}),
    ("alternatives that only constrain", "A: {type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}",
     {"A": "{a~: string, b~: string}"}),
    ("required but not described", "A: {type: object, required: [z], properties: {a: {type: string}}}", {"A": "{a~: string, z: any}"}),
    ("circles are boxed once, unions marked", "A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}\nB: {type: object, properties: {a: {$ref: '#/components/schemas/A'}, l: {type: array, items: {$ref: '#/components/schemas/B'}}}}",
     {"A": "{b~: B}", "B": "{a~: A^, l~: [B]}"}),
    ("what it folds in holds it again", "A: {type: object, properties: {l: {type: array, items: {allOf: [{properties: {i: {type: string}}}, {$ref: '#/components/schemas/A'}]}}}}",
     {"A": "{l~: [ALItem]}", "ALItem": "{i~: string, l~: [ALItem]}"}),
    ("and may be null", "A: {type: object, properties: {n: {type: [object, 'null'], allOf: [{properties: {i: {type: string}}}, {$ref: '#/components/schemas/A'}]}}}",
     {"A": "{n~: AN?}", "AN": "{i~: string, n~: AN?^}"}),
    ("or is no object", "A: {type: object, additionalProperties: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}}\nB: {type: object}",
     {"A": "= {*: AValue}", "AValue": "= {*: AValue}", "B": "= {*: any}"}),
    ("2019-09's recursion", "A: {$recursiveAnchor: true, type: object, properties: {l: {type: array, items: {anyOf: [{type: string}, {$recursiveRef: '#'}]}}}}",
     {"A": "{l~: [ALItem]}", "ALItem": "union string: string | a: A"}),
    ("a base that lists its heirs", "X: {type: object, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}\n"
     "A: {allOf: [{$ref: '#/components/schemas/X'}, {required: [k], properties: {k: {const: a}}}]}\nB: {allOf: [{$ref: '#/components/schemas/X'}, {required: [k], properties: {k: {const: b}}}]}",
     {"A": "{k: 'a'}", "B": "{k: 'b'}", "X": "union by k a['a']: A | b['b']: B"}),
    ("null without quotes", "A: {type: object, properties: {a: {type: [string, null]}, b: {anyOf: [{type: string}, {type: null}]}}}", {"A": "{a~: string?, b~: string?}"}),
    ("twins in spelling", "foo-bar: {type: string}\nFooBar: {type: integer}\nfoo_bar: {type: boolean}",
     {"FooBar": "= integer", "FooBar2": "= string", "FooBar3": "= boolean"}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "want"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_schema(tmp_path: Path, given: str, want: dict[str, str]) -> None:
    assert shown(schemas(tmp_path, given)) == want


def test_order_of_the_document_decides_nothing(tmp_path: Path) -> None:
    _, text, want = next(row for row in TABLE if row[0] == "twins in spelling")
    shuffled = "\n".join(reversed(text.splitlines()))
    assert shown(schemas(tmp_path, shuffled)) == want


VIEWS = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /users:
    post:
      operationId: createUser
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
      responses: {'201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}
components:
  schemas:
    Plain: {type: object, properties: {a: {type: string}}}
    Group: {type: object, properties: {owner: {$ref: '#/components/schemas/User'}}}
    User:
      type: object
      required: [id, password]
      properties:
        id: {type: string, readOnly: true}
        password: {type: string, writeOnly: true}
        plain: {$ref: '#/components/schemas/Plain'}
"""


def test_views_exist_only_where_they_differ(tmp_path: Path) -> None:
    contract, _ = contract_of(tmp_path, VIEWS)
    assert shown(contract) == {
        "Group": "{owner~: User}",
        "Plain": "{a~: string}",
        "User": "{id: string, plain~: Plain}",
        "UserWrite": "{password: string, plain~: Plain}",
    }
    post = contract.operations[0]
    assert post.body is not None
    assert show(post.body.content[0].payload.type) == "UserWrite"
    assert show(post.responses[0].content[0].payload.type) == "User"
    assert contract.definitions["User"]["properties"]["password"] is False, "a server must not leak it"


def test_a_case_that_only_a_mapping_knows_has_no_view_for_requests(tmp_path: Path) -> None:
    contract, _ = contract_of(
        tmp_path,
        """
openapi: 3.1.0
info: {title: T, version: '1'}
paths: {/x: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}
components:
  schemas:
    A:
      type: object
      required: [t]
      properties: {t: {type: string}, s: {type: string, writeOnly: true}}
      discriminator: {propertyName: t, mapping: {b: B}}
    B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {b: {type: string}}}]}
""",
    )
    assert shown(contract) == {"A": "{t: string}", "AWrite": "{t: string, s~: string}", "B": "{t: string, b~: string}"}
