"""The contracts themselves: valid documents, true examples, complete errors, an exact list of what is public.

Nothing of the toolchain is used here, so that a fault of it cannot hide a fault of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import jsonschema_rs
import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT / "contracts"
METASCHEMA = ROOT / "tests/fixtures/asyncapi/3.0.0.json"
METHODS = ("get", "put", "post", "patch", "delete")
PUBLIC = {"getHealth", "getWebsocketHealth", "getMetrics"}
BROWSER: dict[str, list[dict[str, list[str]]]] = {
    "getDocs": [{"bearerKey": []}, {"docsCookie": []}],
    "openDocs": [{"docsTicket": []}],
}
"""What a browser opens by itself: it cannot send a key, and what it sends instead opens nothing else."""
OUTSIDE = {"/metrics", "/docs", "/docs/open", "/openapi.json", "/asyncapi.json"}
JSON = Any


@cache
def load(uri: str) -> JSON:
    """A file's content by its URI, as JSON."""
    path = Path(unquote(urlsplit(uri).path))
    return yaml.load(path.read_text(), Loader=yaml.CSafeLoader)


def find(uri: str) -> JSON:
    """What a file URI with a JSON pointer leads to. Raises `KeyError` or `IndexError`."""
    base, _, pointer = uri.partition("#")
    value = load(base)
    for token in unquote(pointer).split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def follow(value: JSON, base: str) -> tuple[JSON, str]:
    """A Reference Object's target and the URI of the file that it stands in."""
    while isinstance(value, dict) and isinstance(value.get("$ref"), str):
        uri = urljoin(base, value["$ref"])
        value, base = find(uri), uri.partition("#")[0]
    return value, base


def walk(value: JSON, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], JSON]]:
    """Every value, with the keys that lead to it; examples are data and are not entered."""
    yield path, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        if str(key) not in ("example", "examples", "const", "enum", "default"):
            yield from walk(member, (*path, str(key)))


FILES = sorted(CONTRACTS.rglob("*.yaml"))
OPENAPI = (CONTRACTS / "openapi.yaml").as_uri()
ASYNCAPI = (CONTRACTS / "asyncapi.yaml").as_uri()
SCHEMAS = [(path.as_uri(), name) for path in FILES if path.parent.name == "schemas" for name in load(path.as_uri())]


def operations() -> Iterator[tuple[str, str, JSON, str]]:
    """(path, method, operation, the file it stands in), for every operation of openapi.yaml."""
    for path, place in load(OPENAPI)["paths"].items():
        item, base = follow(place, OPENAPI)
        for method in METHODS:
            if method in item:
                yield path, method, item[method], base


OPERATIONS = list(operations())


def by_operation(function: Any) -> Any:
    ids = [operation["operationId"] for _, _, operation, _ in OPERATIONS]
    return pytest.mark.parametrize(("path", "method", "operation", "base"), OPERATIONS, ids=ids)(function)


@cache
def validator(schema_uri: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator({"$ref": schema_uri}, validate_formats=True, retriever=load)


def complaints(schema: JSON, base: str, value: JSON) -> list[str]:
    """Why a schema that stands in the file `base` refuses a value."""
    if set(schema) == {"$ref"}:
        judge = validator(urljoin(base, schema["$ref"]))
    else:
        absolute = {**schema, "$id": base + "/inline"} if "$ref" not in repr(schema) else rebase(schema, base)
        judge = jsonschema_rs.Draft202012Validator(absolute, validate_formats=True, retriever=load)
    return [f"{error.instance_path}: {error.message}" for error in judge.iter_errors(value)]


def rebase(schema: JSON, base: str) -> JSON:
    if isinstance(schema, dict):
        return {k: urljoin(base, v) if k == "$ref" else rebase(v, base) for k, v in schema.items()}
    return [rebase(item, base) for item in schema] if isinstance(schema, list) else schema


def examples(holder: JSON, base: str) -> list[JSON]:
    """Of a Media Type, Parameter or Header Object."""
    named = [follow(example, base)[0]["value"] for example in holder.get("examples", {}).values()]
    return [*named, *([holder["example"]] if "example" in holder else [])]


# ------------------------------------------------------------------------------------------------------------ documents


def test_openapi_is_valid() -> None:
    errors = [
        f"{'/'.join(map(str, e.absolute_path))}: {e.message}"
        for e in OpenAPIV31SpecValidator(load(OPENAPI), base_uri=OPENAPI).iter_errors()
    ]
    assert errors == []


def test_asyncapi_is_valid() -> None:
    judge = jsonschema_rs.Draft7Validator(load(METASCHEMA.as_uri()))
    document = resolved(load(ASYNCAPI), ASYNCAPI)
    assert [f"{error.instance_path}: {error.message}" for error in judge.iter_errors(document)] == []


def resolved(value: JSON, base: str) -> JSON:
    """References to other files are beside the point of the metaschema, which knows schemas of its own file only."""
    if isinstance(value, dict):
        return {k: resolved(v, base) for k, v in value.items() if k != "payload" or "$ref" not in v}
    return [resolved(item, base) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CONTRACTS)))
def test_every_reference_leads_somewhere(path: Path) -> None:
    for place, value in walk(load(path.as_uri())):
        if isinstance(value, dict) and isinstance(value.get("$ref"), str):
            uri = urljoin(path.as_uri(), value["$ref"])
            assert Path(unquote(urlsplit(uri).path)).is_relative_to(CONTRACTS), f"{place} leaves the contract"
            try:
                find(uri)
            except (KeyError, IndexError, FileNotFoundError):
                pytest.fail(f"{path.name} {'/'.join(place)}: {value['$ref']} leads nowhere")


def test_no_component_is_left_unused() -> None:
    used = {
        urljoin(path.as_uri(), value)
        for path in FILES
        for place, value in walk(load(path.as_uri()))
        if place and place[-1] == "$ref"
    }
    shared = [path for path in FILES if path.parent != CONTRACTS]
    unused = [f"{p.name}#/{name}" for p in shared for name in load(p.as_uri()) if f"{p.as_uri()}#/{name}" not in used]
    assert unused == []


def test_schema_names_are_unique_without_regard_to_case() -> None:
    names = [name.lower() for _, name in SCHEMAS]
    assert sorted(set(names)) == sorted(names)
    assert all(re.fullmatch("[A-Z][A-Za-z0-9]*", name) for _, name in SCHEMAS)


# ------------------------------------------------------------------------------------------------------------- examples


@pytest.mark.parametrize(("file", "name"), SCHEMAS, ids=[name for _, name in SCHEMAS])
def test_schema_examples_are_valid(file: str, name: str) -> None:
    schema = load(file)[name]
    jsonschema_rs.meta.validate(schema)
    for example in schema.get("examples", []):
        assert complaints({"$ref": f"{file}#/{name}"}, file, example) == []


def test_objects_that_travel_have_examples() -> None:
    """Every schema that an operation or a message names; the parts of frames are shown within their frames."""
    travelling = {urljoin(base, media["schema"]["$ref"]) for base, media in media_types()}
    messages = load(ASYNCAPI)["components"]["messages"].values()
    travelling |= {urljoin(ASYNCAPI, message["payload"]["$ref"]) for message in messages}
    unions = {uri for uri in travelling if "oneOf" in find(uri)}
    assert [uri for uri in sorted(travelling - unions) if not find(uri).get("examples")] == []


def media_types() -> Iterator[tuple[str, JSON]]:
    """Every Media Type Object, with the file it stands in."""
    for _, _, operation, base in OPERATIONS:
        for media in operation.get("requestBody", {}).get("content", {}).values():
            yield base, media
        for response in operation["responses"].values():
            target, place = follow(response, base)
            for media in target.get("content", {}).values():
                yield place, media


@by_operation
def test_operation_examples_are_valid(path: str, method: str, operation: JSON, base: str) -> None:
    held = [follow(place, base) for place in operation.get("parameters", [])]
    for response in operation["responses"].values():
        target, file = follow(response, base)
        held += [follow(header, file) for header in target.get("headers", {}).values()]
        held += [(media, file) for media in target.get("content", {}).values()]
    held += [(media, base) for media in operation.get("requestBody", {}).get("content", {}).values()]
    for holder, file in held:
        for example in examples(holder, file):
            assert complaints(holder["schema"], file, example) == []


# ----------------------------------------------------------------------------------------------------------- operations


@by_operation
def test_operation_is_documented(path: str, method: str, operation: JSON, base: str) -> None:
    tags = {tag["name"] for tag in load(OPENAPI)["tags"]}
    assert re.fullmatch("[a-z]+([A-Z][a-z0-9]+)*", operation["operationId"])
    assert operation["summary"]
    assert operation["description"]
    assert len(operation["tags"]) == 1
    assert operation["tags"][0] in tags
    assert path.startswith("/api/v1/") or path in OUTSIDE
    if method in ("put", "post", "patch") and "requestBody" in operation:
        assert all(examples(media, base) for media in operation["requestBody"]["content"].values())


def test_operation_ids_are_unique_over_both_documents() -> None:
    ids = [operation["operationId"] for _, _, operation, _ in OPERATIONS] + list(load(ASYNCAPI)["operations"])
    assert len(set(ids)) == len(ids)


@by_operation
def test_operation_declares_every_status_that_it_can_answer(path: str, method: str, operation: JSON, base: str) -> None:
    statuses = set(operation["responses"])
    expected = {"400", "403", "500"}
    if any("content" in follow(response, base)[0] for code, response in operation["responses"].items() if code < "300"):
        expected.add("406")
    if operation.get("security") != []:  # what needs no key has no rate and is answered while the server stops
        expected |= {"401", "429", "503"}
    if "requestBody" in operation:  # no other body is read
        expected.add("413")
    if "requestBody" in operation or method in ("put", "post", "patch"):
        expected.add("415")
    if "{" in path:
        expected.add("404")
    if any(follow(place, base)[0]["name"] == "If-Match" for place in operation.get("parameters", [])):
        expected |= {"412", "428"}
    assert expected <= statuses
    assert any(status.startswith(("2", "3")) for status in statuses)
    assert "default" not in statuses


@by_operation
def test_every_error_is_a_problem(path: str, method: str, operation: JSON, base: str) -> None:
    for status, response in operation["responses"].items():
        target, file = follow(response, base)
        if status[0] in "45":
            content = target["content"]
            assert list(content) == ["application/problem+json"]
            uri = urljoin(file, content["application/problem+json"]["schema"]["$ref"])
            assert uri.endswith("/schemas/problem.yaml#/Problem")
            assert content["application/problem+json"]["example"]["status"] == int(status)


@by_operation
def test_bodies_are_named_schemas(path: str, method: str, operation: JSON, base: str) -> None:
    for _, media in media_types():
        assert set(media["schema"]) == {"$ref"}
    for media in operation.get("requestBody", {}).get("content", {}).values():
        schema, _ = follow(media["schema"], base)
        if schema.get("additionalProperties") is not True:  # a free document says so
            assert schema["additionalProperties"] is False, "a request body is closed"


@by_operation
def test_path_parameters_are_declared(path: str, method: str, operation: JSON, base: str) -> None:
    declared = [follow(place, base)[0] for place in operation.get("parameters", [])]
    assert {p["name"] for p in declared if p["in"] == "path"} == set(re.findall(r"{(\w+)}", path))


def test_the_public_list_is_exact() -> None:
    assert load(OPENAPI)["security"] == [{"bearerKey": []}]
    own = {op["operationId"]: op["security"] for _, _, op, _ in OPERATIONS if "security" in op}
    assert own == {name: [] for name in PUBLIC} | BROWSER


def test_links_lead_to_operations_and_their_parameters() -> None:
    parameters = {
        op["operationId"]: {follow(place, base)[0]["name"] for place in op.get("parameters", [])}
        for _, _, op, base in OPERATIONS
    }
    count = 0
    for _, _, operation, base in OPERATIONS:
        for response in operation["responses"].values():
            for link in follow(response, base)[0].get("links", {}).values():
                assert set(link["parameters"]) <= parameters[link["operationId"]]
                count += 1
    assert count >= 10


def test_strings_and_arrays_are_bounded() -> None:
    """Whatever a client may send has an upper bound; so has what the server sends."""
    unbounded = []
    for file, name in SCHEMAS:
        for place, value in walk(load(file)[name], (name,)):
            if not isinstance(value, dict) or (len(place) > 1 and place[-2:-1] == ("mapping",)):
                continue
            kinds = value.get("type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            fixed = {"format", "enum", "const"} & set(value)
            if "string" in kinds and not fixed and "maxLength" not in value and name != "PrometheusText":
                unbounded.append("/".join(place))
            if "array" in kinds and "maxItems" not in value:
                unbounded.append("/".join(place))
    assert unbounded == []


# ------------------------------------------------------------------------------------------------------------- messages

MESSAGES = load(ASYNCAPI)["components"]["messages"]


@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_an_envelope(name: str) -> None:
    message = MESSAGES[name]
    schema, _ = follow(message["payload"], ASYNCAPI)
    assert set(schema["required"]) == {"type", "sessionId", "timestamp", "payload"} == set(schema["properties"])
    assert schema["properties"]["payload"]["required"] == ["data", "metadata"]
    assert message["name"] == schema["properties"]["type"]["const"]
    traits = [follow(trait, ASYNCAPI)[0] for trait in message["traits"]]
    assert traits[0]["x-durability"] in ("durable", "ephemeral", "delta")
    assert all("correlationId" in trait for trait in traits)
    assert schema["examples"]


def test_every_message_travels_and_its_type_tells_it_apart() -> None:
    document = load(ASYNCAPI)
    assert len({message["name"] for message in MESSAGES.values()}) == len(MESSAGES)
    used = set()
    for operation in document["operations"].values():
        places = [*operation["messages"], *operation.get("reply", {}).get("messages", [])]
        used |= {place["$ref"].rsplit("/", 1)[-1] for place in places}
        if operation["action"] == "receive":
            received, _ = zip(*(follow(place, ASYNCAPI) for place in operation["messages"]), strict=True)
            for message in received:
                schema, _ = follow(message["payload"], ASYNCAPI)
                assert schema["additionalProperties"] is False, "what clients send is closed"
    assert used == set(MESSAGES) == set(document["channels"]["ws"]["messages"])


def test_durable_messages_are_the_session_log() -> None:
    durable = {n for n, m in MESSAGES.items() if follow(m["traits"][0], ASYNCAPI)[0]["x-durability"] == "durable"}
    cases = find((CONTRACTS / "schemas/events.yaml").as_uri() + "#/SessionEvent")["oneOf"]
    assert {case["$ref"].rsplit("/", 1)[-1] for case in cases} == durable


def test_close_codes_keep_to_their_ranges() -> None:
    for code, meaning in load(ASYNCAPI)["channels"]["ws"]["x-close-codes"].items():
        assert meaning["reconnect"] is (int(code) in range(4000, 4500) or code in ("1001", "1011", "1012", "1013"))


# -------------------------------------------------------------------------------------------------------------- the map


def test_the_api_map_names_every_operation() -> None:
    text = (ROOT / "docs/api-map.md").read_text()
    named = set(re.findall(r"`([a-z]+[A-Za-z]*)`", text))
    assert {operation["operationId"] for _, _, operation, _ in OPERATIONS} <= named
