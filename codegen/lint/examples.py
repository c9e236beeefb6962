"""The rule that examples are valid, wherever the specifications allow one."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.contract import JSON, BodyKind, ObjectType, Payload
from codegen.diagnostics import Severity
from codegen.lint.rule import LintFinding, LintRule, Subject
from codegen.load import At
from codegen.runtime.validation import Definitions, Schema


def _invalid(subject: Subject) -> Iterator[LintFinding]:
    judge = _Judge(subject)
    for operation in subject.operations():
        content = [
            *(operation.body.content if operation.body else ()),
            *(m for r in operation.responses for m in r.content),
        ]
        for media in content:
            if media.kind is BodyKind.JSON:  # a stream's example is text with many values
                yield from judge.examples(_parent(subject.place(media.payload.position)), media.payload)
        for parameter in operation.parameters:
            yield from judge.examples(subject.place(parameter.position), parameter.payload)
    for message in subject.contract.messages.values():
        yield from judge.messages(subject.place(message.position), message.payload)
    yield from _schemas(subject, judge)


def _schemas(subject: Subject, judge: _Judge) -> Iterator[LintFinding]:
    """Examples inside of named schemas and of their members."""
    for name, declaration in subject.contract.types.items():
        schema = subject.contract.definitions.get(name)
        if not isinstance(schema, dict):
            continue
        yield from judge.listed(subject.place(declaration.position), {"$ref": f"#/$defs/{name}"})
        for member in declaration.properties if isinstance(declaration, ObjectType) else ():
            member_schema = schema.get("properties", {}).get(member.wire)
            if member_schema is not None:
                yield from judge.listed(subject.place(member.position), member_schema)


class _Judge:
    """Validates examples against the contract's own schemas; a schema is compiled once."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._definitions = Definitions(subject.contract.definitions)
        self._seen: set[At] = set()

    def examples(self, at: At, payload: Payload) -> Iterator[LintFinding]:
        """`example`, and `examples` as a map of Example Objects (OpenAPI 4.8.14, 4.8.12)."""
        yield from self._one(at / "example", payload.schema)
        named = self._subject.find(at / "examples")
        for name in named if isinstance(named, dict) else ():
            yield from self._one(at / "examples" / name / "value", payload.schema)

    def listed(self, at: At, schema: JSON) -> Iterator[LintFinding]:
        """`example`, and `examples` as JSON Schema has them: a list of values."""
        yield from self._one(at / "example", schema)
        values = self._subject.find(at / "examples")
        for index in range(len(values) if isinstance(values, list) else 0):
            yield from self._one(at / "examples" / index, schema)

    def messages(self, at: At, payload: Payload) -> Iterator[LintFinding]:
        """AsyncAPI's Message Example Objects: a list with `payload` members."""
        values = self._subject.find(at / "examples")
        for index in range(len(values) if isinstance(values, list) else 0):
            yield from self._one(at / "examples" / index / "payload", payload.schema)

    def _one(self, at: At, schema: JSON) -> Iterator[LintFinding]:
        if at in self._seen:  # a component that several operations share
            return
        self._seen.add(at)
        try:
            value = self._subject.library.find(at)
        except KeyError:
            return
        violations = Schema(schema, self._definitions).check(value)
        if violations:  # the first is enough to look at the example
            place, detail = violations[0].pointer.removeprefix("/"), violations[0].detail
            yield LintFinding(
                f"the example is not valid: {f'{place}: ' if place else ''}{detail}"[:300],
                self._subject.library.position(at),
            )


def _parent(at: At) -> At:
    return At(at.file, at.pointer.rpartition("/")[0])


RULES = (LintRule("example/invalid", Severity.WARNING, "examples can be copied and work", _invalid),)
