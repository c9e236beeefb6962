"""Rules of style: documentation, casing, error shape, paging."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from codegen.contract import BodyKind, ListOf, Media, ObjectType, Operation, Ref, Type
from codegen.diagnostics import Position, Severity
from codegen.lint.rule import LintFinding, LintRule, Subject
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


def _info(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Info"):
        if not node.value.get("description") and not node.value.get("summary"):
            yield LintFinding("the document has no description", subject.at(node.at))


def _license(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Info"):
        if not node.value.get("license"):
            yield LintFinding("the document has no licence", subject.at(node.at))


def _tag_words(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Document", spec="openapi"):
        tags = node.value.get("tags")
        for index, tag in enumerate(tags if isinstance(tags, list) else ()):
            if isinstance(tag, dict) and not tag.get("description") and not tag.get("summary"):
                yield LintFinding(f"the tag {tag.get('name')} has no description", subject.at(node.at / "tags" / index))


def _parameter_words(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Parameter"):
        if not node.value.get("description") and not subject.resolved(node.at / "schema").get("description"):
            yield LintFinding(f"the parameter {node.value.get('name')} has no description", subject.at(node.at))


def _schema_words(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Schema"):
        named = re.fullmatch(r"/components/schemas/[^/]+", node.at.pointer) and set(node.value) != {"$ref"}
        if named and not node.value.get("description") and not node.value.get("title"):
            yield LintFinding(f"the schema {node.name} has no description", subject.at(node.at))


def _id_characters(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Operation"):
        name = node.value.get("operationId")
        if isinstance(name, str) and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", name):
            yield LintFinding(
                f"operationId {name!r} is not an identifier in most languages", subject.at(node.at / "operationId")
            )


def _id_case(subject: Subject) -> Iterator[LintFinding]:
    ids = (
        (str(n.value["operationId"]), n.at / "operationId") for n in subject.of("Operation") if "operationId" in n.value
    )
    yield from _odd(subject, ids, "operation ids are")


def _path_case(subject: Subject) -> Iterator[LintFinding]:
    segments = (
        (segment, node.at / path)
        for node in subject.of("Paths")
        for path in node.value
        for segment in path.split("/")
        if "{" not in segment
    )
    yield from _odd(subject, segments, "path segments are")


def _property_case(subject: Subject) -> Iterator[LintFinding]:
    names = (
        (name, node.at / "properties" / name)
        for node in subject.of("Schema")
        for name in (node.value.get("properties") or {})
        if isinstance(node.value.get("properties"), dict)
    )
    yield from _odd(subject, names, "properties are")


def _odd(subject: Subject, names: Iterable[tuple[str, At]], what: str) -> Iterator[LintFinding]:
    """Names in another case than most that show one."""
    shown = [(name, at, case) for name, at in names for case, form in _CASES if form.fullmatch(name)]
    if not shown:
        return
    usual, count = Counter(case for _, _, case in shown).most_common(1)[0]
    if 2 * count == len(shown):  # there is no usual casing
        return
    for name, at, case in shown:
        if case != usual:
            yield LintFinding(f"{name} is {case}; most {what} {usual}", subject.at(at))


def _client_error(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        takes = operation.parameters or operation.body or operation.security
        if takes and any(r.status[0] == "5" for r in operation.responses) and not _declares(operation, "4d"):
            yield LintFinding(f"{operation.id} declares no response for invalid requests", operation.position)


def _server_error(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        if _declares(operation, "4") and not _declares(operation, "5d"):
            yield LintFinding(f"{operation.id} declares no server error", operation.position)


def _declares(operation: Operation, classes: str) -> bool:
    return any(response.status[0] in classes for response in operation.responses)


def _error_schema(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.operations():
        for response in operation.responses:
            if response.status[0] in "45d" and not response.content and operation.method != "HEAD":
                yield LintFinding(
                    f"{operation.id} has an error response {response.status} without a body", response.position
                )


def _problem(subject: Subject) -> Iterator[LintFinding]:
    """RFC 9457. Reported once per response object, however many operations share it."""
    for operation in subject.operations():
        for response in operation.responses:
            json = [m.content_type for m in response.content if m.kind is BodyKind.JSON]
            if response.status[0] in "45" and json and not any("problem+json" in text for text in json):
                yield LintFinding("an error is not application/problem+json (RFC 9457)", response.position)


def _one_error(subject: Subject) -> Iterator[LintFinding]:
    types: list[tuple[Type, Position]] = [
        (media.payload.type, response.position)
        for operation in subject.contract.operations
        for response in operation.responses
        for media in response.content
        if response.status[0] in "45" and media.kind is BodyKind.JSON
    ]
    if not types:
        return
    usual = Counter(type_ for type_, _ in types).most_common(1)[0][0]
    for type_, position in types:
        if type_ != usual:
            yield LintFinding(f"errors have several shapes; most are {_named(usual)}", position)


def _named(type_: Type) -> str:
    return type_.name if isinstance(type_, Ref) else "of another"


def _unpaged(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        if operation.method == "GET" and any(_is_list(subject, m) for m in _answers(operation)):
            names = {re.sub(r"[^a-z]", "", p.wire.lower()) for p in operation.parameters if p.place == "query"}
            if not names & _PAGES:
                yield LintFinding(
                    f"{operation.id} returns an unbounded list and has no paging parameter",
                    operation.position,
                    "for example limit and cursor, or maxItems",
                )


def _answers(operation: Operation) -> Iterator[Media]:
    for response in operation.responses:
        if response.status in ("200", "2XX"):
            yield from (media for media in response.content if media.kind is BodyKind.JSON)


def _is_list(subject: Subject, media: Media) -> bool:
    """A list, or an object whose only list is what it is about."""
    type_, schema = media.payload.type, media.payload.schema
    declared = subject.contract.types.get(type_.name) if isinstance(type_, Ref) else None
    if isinstance(type_, ListOf):
        return isinstance(schema, dict) and "maxItems" not in schema
    lists = [p for p in declared.properties if isinstance(p.type, ListOf)] if isinstance(declared, ObjectType) else []
    if len(lists) != 1 or lists[0].wire not in ("items", "data", "results", "values", "entries"):
        return False
    return "maxItems" not in subject.members(lists[0].position)


def _top_level_list(subject: Subject) -> Iterator[LintFinding]:
    for operation in subject.contract.operations:
        for response in operation.responses:
            if response.success and any(
                isinstance(m.payload.type, ListOf) and m.kind is BodyKind.JSON for m in response.content
            ):
                yield LintFinding(
                    f"{operation.id} returns a bare list, which cannot be extended",
                    response.position,
                    "return an object that contains the list",
                )


RULES = (
    LintRule("info/description", Severity.INFO, "readers learn the purpose of the document", _info),
    LintRule("info/license", Severity.INFO, "the licence is known", _license),
    LintRule("tag/description", Severity.INFO, "every tag is documented", _tag_words),
    LintRule("parameter/description", Severity.INFO, "every parameter is documented", _parameter_words),
    LintRule("schema/description", Severity.INFO, "every type is documented", _schema_words),
    LintRule("operation/id-characters", Severity.INFO, "operation ids are valid identifiers", _id_characters),
    LintRule("casing/operation-id", Severity.INFO, "operation ids use one casing", _id_case),
    LintRule("casing/path", Severity.INFO, "paths use one casing", _path_case),
    LintRule("casing/property", Severity.INFO, "properties use one casing", _property_case),
    LintRule("error/client", Severity.INFO, "clients handle invalid requests", _client_error),
    LintRule("error/server", Severity.INFO, "clients handle server errors", _server_error),
    LintRule("error/body", Severity.INFO, "errors have a body", _error_schema),
    LintRule("error/problem-json", Severity.INFO, "errors use RFC 9457", _problem, "RFC 9457"),
    LintRule("error/one-shape", Severity.INFO, "all errors have one shape", _one_error),
    LintRule("list/pages", Severity.INFO, "lists are bounded", _unpaged),
    LintRule("list/top-level", Severity.INFO, "responses can be extended without breaking clients", _top_level_list),
)
