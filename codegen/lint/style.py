"""Rules of good style: words for people, one casing, errors of one shape, lists that come in pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from codegen.contract import BodyKind, ListOf, Media, ObjectType, Operation, Ref, Type
from codegen.diagnostics import Position, Severity
from codegen.lint.rule import Finding, Rule, Subject
from codegen.load import At

_PAGES = {
    "limit", "offset", "cursor", "page", "pagesize", "perpage", "pagetoken", "pagenumber", "after", "before", "size",
    "startingafter", "endingbefore", "maxresults", "top", "skip", "first", "last", "continuationtoken", "continue",
}  # fmt: skip
_CASES = (
    ("camelCase", re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)+")),
    ("snake_case", re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")),
    ("kebab-case", re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")),
    ("PascalCase", re.compile(r"([A-Z][a-z0-9]+){2,}")),
)


def _info(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Info"):
        if not node.value.get("description") and not node.value.get("summary"):
            yield Finding("the document has no description", subject.at(node.at))


def _license(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Info"):
        if not node.value.get("license"):
            yield Finding("the document names no licence", subject.at(node.at))


def _tag_words(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Document", spec="openapi"):
        tags = node.value.get("tags")
        for index, tag in enumerate(tags if isinstance(tags, list) else ()):
            if isinstance(tag, dict) and not tag.get("description") and not tag.get("summary"):
                yield Finding(f"the tag {tag.get('name')} has no description", subject.at(node.at / "tags" / index))


def _parameter_words(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Parameter"):
        if not node.value.get("description") and not subject.resolved(node.at / "schema").get("description"):
            yield Finding(f"the parameter {node.value.get('name')} has no description", subject.at(node.at))


def _schema_words(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Schema"):
        named = re.fullmatch(r"/components/schemas/[^/]+", node.at.pointer) and set(node.value) != {"$ref"}
        if named and not node.value.get("description") and not node.value.get("title"):
            yield Finding(f"the schema {node.name} has no description", subject.at(node.at))


def _id_characters(subject: Subject) -> Iterator[Finding]:
    for node in subject.of("Operation"):
        name = node.value.get("operationId")
        if isinstance(name, str) and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", name):
            yield Finding(f"operationId {name!r} is no name in most languages", subject.at(node.at / "operationId"))


def _id_case(subject: Subject) -> Iterator[Finding]:
    ids = (
        (str(n.value["operationId"]), n.at / "operationId") for n in subject.of("Operation") if "operationId" in n.value
    )
    yield from _odd(subject, ids, "operation ids are")


def _path_case(subject: Subject) -> Iterator[Finding]:
    segments = (
        (segment, node.at / path)
        for node in subject.of("Paths")
        for path in node.value
        for segment in path.split("/")
        if "{" not in segment
    )
    yield from _odd(subject, segments, "path segments are")


def _property_case(subject: Subject) -> Iterator[Finding]:
    names = (
        (name, node.at / "properties" / name)
        for node in subject.of("Schema")
        for name in (node.value.get("properties") or {})
        if isinstance(node.value.get("properties"), dict)
    )
    yield from _odd(subject, names, "properties are")


def _odd(subject: Subject, names: Iterable[tuple[str, At]], what: str) -> Iterator[Finding]:
    """Names in another case than most that show one."""
    shown = [(name, at, case) for name, at in names for case, form in _CASES if form.fullmatch(name)]
    if not shown:
        return
    usual, count = Counter(case for _, _, case in shown).most_common(1)[0]
    if 2 * count == len(shown):  # no custom to break
        return
    for name, at, case in shown:
        if case != usual:
            yield Finding(f"{name} is {case}, where most {what} {usual}", subject.at(at))


def _client_error(subject: Subject) -> Iterator[Finding]:
    for operation in subject.contract.operations:
        takes = operation.parameters or operation.body or operation.security
        if takes and any(r.status[0] == "5" for r in operation.responses) and not _declares(operation, "4d"):
            yield Finding(f"{operation.id} does not say how it refuses what it cannot take", operation.position)


def _server_error(subject: Subject) -> Iterator[Finding]:
    for operation in subject.contract.operations:
        if _declares(operation, "4") and not _declares(operation, "5d"):
            yield Finding(f"{operation.id} does not say how it fails", operation.position)


def _declares(operation: Operation, classes: str) -> bool:
    return any(response.status[0] in classes for response in operation.responses)


def _error_schema(subject: Subject) -> Iterator[Finding]:
    for operation in subject.operations():
        for response in operation.responses:
            if response.status[0] in "45d" and not response.content and operation.method != "HEAD":
                yield Finding(f"{operation.id} answers {response.status} without a body", response.position)


def _problem(subject: Subject) -> Iterator[Finding]:
    """RFC 9457. Told once a response object, however many operations share it."""
    for operation in subject.operations():
        for response in operation.responses:
            json = [m.content_type for m in response.content if m.kind is BodyKind.JSON]
            if response.status[0] in "45" and json and not any("problem+json" in text for text in json):
                yield Finding("an error is no application/problem+json (RFC 9457)", response.position)


def _one_error(subject: Subject) -> Iterator[Finding]:
    found: list[tuple[Type, Position]] = [
        (media.payload.type, response.position)
        for operation in subject.contract.operations
        for response in operation.responses
        for media in response.content
        if response.status[0] in "45" and media.kind is BodyKind.JSON
    ]
    if not found:
        return
    usual = Counter(kind for kind, _ in found).most_common(1)[0][0]
    for kind, position in found:
        if kind != usual:
            yield Finding(f"errors have several shapes; most are {_named(usual)}", position)


def _named(kind: Type) -> str:
    return kind.name if isinstance(kind, Ref) else "of another"


def _unpaged(subject: Subject) -> Iterator[Finding]:
    for operation in subject.contract.operations:
        if operation.method == "GET" and any(_is_list(subject, m) for m in _answers(operation)):
            names = {re.sub(r"[^a-z]", "", p.wire.lower()) for p in operation.parameters if p.place == "query"}
            if not names & _PAGES:
                yield Finding(
                    f"{operation.id} answers a list without bounds, and no parameter asks for a page of it",
                    operation.position,
                    "limit and cursor, say; or maxItems",
                )


def _answers(operation: Operation) -> Iterator[Media]:
    for response in operation.responses:
        if response.status in ("200", "2XX"):
            yield from (media for media in response.content if media.kind is BodyKind.JSON)


def _is_list(subject: Subject, media: Media) -> bool:
    """A list, or an object whose only list is what it is about."""
    kind, schema = media.payload.type, media.payload.schema
    declared = subject.contract.types.get(kind.name) if isinstance(kind, Ref) else None
    if isinstance(kind, ListOf):
        return isinstance(schema, dict) and "maxItems" not in schema
    lists = [p for p in declared.properties if isinstance(p.type, ListOf)] if isinstance(declared, ObjectType) else []
    if len(lists) != 1 or lists[0].wire not in ("items", "data", "results", "values", "entries"):
        return False
    return "maxItems" not in subject.members(lists[0].position)


def _top_level_list(subject: Subject) -> Iterator[Finding]:
    for operation in subject.contract.operations:
        for response in operation.responses:
            if response.success and any(
                isinstance(m.payload.type, ListOf) and m.kind is BodyKind.JSON for m in response.content
            ):
                yield Finding(
                    f"{operation.id} answers a bare list, to which nothing can ever be added",
                    response.position,
                    "an object with the list in it can grow",
                )


RULES = (
    Rule("info/description", Severity.INFO, "people learn what the document is about", _info),
    Rule("info/license", Severity.INFO, "people know what they may do with the document", _license),
    Rule("tag/description", Severity.INFO, "a group of operations says what it is about", _tag_words),
    Rule("parameter/description", Severity.INFO, "people know what to pass", _parameter_words),
    Rule("schema/description", Severity.INFO, "every type says what it is", _schema_words),
    Rule("operation/id-characters", Severity.INFO, "an id is a name in every language", _id_characters),
    Rule("casing/operation-id", Severity.INFO, "ids look alike", _id_case),
    Rule("casing/path", Severity.INFO, "paths look alike", _path_case),
    Rule("casing/property", Severity.INFO, "members look alike", _property_case),
    Rule("error/client", Severity.INFO, "clients learn what they did wrong", _client_error),
    Rule("error/server", Severity.INFO, "clients know that it was not their fault", _server_error),
    Rule("error/body", Severity.INFO, "an error says more than its number", _error_schema),
    Rule("error/problem-json", Severity.INFO, "errors look as everywhere else", _problem, "RFC 9457"),
    Rule("error/one-shape", Severity.INFO, "one piece of code handles every error", _one_error),
    Rule("list/pages", Severity.INFO, "a list that grows does not bring the server down", _unpaged),
    Rule("list/top-level", Severity.INFO, "an answer can grow without breaking clients", _top_level_list),
)
