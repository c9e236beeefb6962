"""Operations of a Contract as Swift methods: parameters, body, what they return and what they throw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from codegen.contract import (
    BodyKind,
    ListOf,
    Media,
    ObjectType,
    Operation,
    Parameter,
    Part,
    Ref,
    RequestBody,
    Response,
    SecurityUse,
    Type,
)
from codegen.naming import Words, camel, identifiers, pascal, words
from codegen.plan.swift.literals import comment, escaped, members, prose, text, texts
from codegen.plan.swift.statuses import status_pattern, status_words
from codegen.plan.swift.types import Spelling, wrapped_list
from codegen.plan.swift.views import MethodView, OutcomeView, SumView

STREAMS = (BodyKind.EVENTS, BodyKind.LINES)
# What the body of a generated method names itself.
LOCALS = frozenset({"call", "form", "options", "response", "sender"})


@dataclass(slots=True)
class TypeNames:
    """Names of the types that operations need, all different and none of them the contract's."""

    taken: set[str]

    def new(self, name: str) -> str:
        chosen, number = name, 2
        while chosen in self.taken:
            chosen, number = f"{name}{number}", number + 1
        self.taken.add(chosen)
        return chosen


@dataclass(slots=True)
class _Success:
    """One way to succeed: a status with one content type, or none."""

    response: Response
    media: Media | None
    several: bool  # the status has other content types, too

    result: str = "Void"
    value: str = ""
    words: Words = field(default_factory=tuple)


def security_statement(security: Sequence[Sequence[SecurityUse]]) -> list[str]:
    """What puts secrets into a call; nothing where none are asked for."""
    uses = [sorted(use.scheme for use in option) for option in security]
    return [f"sender.authorise(&call, [{', '.join(texts(option) for option in uses)}])"] if any(uses) else []


class Methods:
    def __init__(self, spelling: Spelling, names: TypeNames) -> None:
        self._spelling = spelling
        self._names = names

    def of(self, operations: Sequence[Operation]) -> list[MethodView]:
        """A method an operation; one more where it answers either whole or as a stream."""
        split = [(o, stream) for o in operations for stream in _variants(o)]
        both = {id(o) for o, stream in split if stream}
        named = members(
            (("stream", *o.words) if stream and id(o) in both and len(_variants(o)) > 1 else o.words)
            for o, stream in split
        )
        return [self._method(o, stream, name) for (o, stream), name in zip(split, named, strict=True)]

    def _method(self, operation: Operation, stream: bool, name: str) -> MethodView:
        base = pascal(words(name.strip("`"))) if stream else pascal(operation.words)
        error = self._names.new(f"{base}Error")
        sums: list[SumView] = []
        parameters, fill = self._parameters(operation, base, sums)
        successes = self._successes(operation, stream)
        result = self._result(successes, base, sums)
        failures = self._failures(operation, error)
        accepted = [s.media.content_type for s in successes if s.media] + [
            m.content_type for r in operation.responses if not r.success for m in r.content
        ]
        begin = [text(operation.id), text(operation.method), text(path_text(operation.path))]
        if accepted:
            begin.append(f"accept: {text(', '.join(dict.fromkeys(accepted)))}")
        fill += security_statement(operation.security)
        return MethodView(
            name=name,
            doc=comment(operation.doc, indent=4) or prose(f"{operation.method} {operation.path}", 4),
            parameters=wrapped_list([*parameters, "options: CallOptions? = nil"], 4),
            result="" if result == "Void" else f" -> {result}",
            error=error,
            call=f"{'var' if fill else 'let'} call = HTTPCall({wrapped_list(begin, 8)})",
            fill=tuple(fill),
            successes=tuple(self._arm(s, len(successes) > 1 and result != "Void") for s in successes),
            failures=tuple(f.arm for f in failures),
            errors=tuple(failures),
            sums=tuple(sums),
            capture="[call] " if stream else "",
            ending=""
            if any(r.status == "default" for r in operation.responses)
            else "throw response.unexpected(try await response.data())",
        )

    # -- what goes out -----------------------------------------------------------------------------------------------

    def _parameters(self, operation: Operation, base: str, sums: list[SumView]) -> tuple[list[str], list[str]]:
        body = operation.body
        names = members((p.words for p in operation.parameters), {*LOCALS, *({"body"} if body else set())})
        pairs = list(zip(operation.parameters, names, strict=True))
        required = [f"{n}: {self._spelling.slot(p.payload.type, True)}" for p, n in pairs if p.required]
        optional = [f"{n}: {self._spelling.slot(p.payload.type, False)} = nil" for p, n in pairs if not p.required]
        fill = [parameter_statement(p, n) for p, n in pairs]
        if body is not None:
            kind = self._body(body, base, sums, fill)
            if body.required:
                required.append(f"body: {kind}")
            else:
                optional.insert(0, f"body: {kind}? = nil")
        return [*required, *optional], fill

    def _body(self, body: RequestBody, base: str, sums: list[SumView], fill: list[str]) -> str:
        """The type of the argument `body`; adds the statements that write it."""
        if len(body.content) == 1:
            media = body.content[0]
            lines = self._writing(media, "body")
            fill.extend(lines if body.required else ["if let body {", *(f"    {line}" for line in lines), "}"])
            return self._body_type(media)
        name = self._names.new(f"{base}Body")
        cases = members(words(m.content_type.split("/")[-1].split(";")[0]) for m in body.content)
        declared = [f"case {c}({self._body_type(m)})" for c, m in zip(cases, body.content, strict=True)]
        sums.append(SumView(name, (f"/// The body of `{base}`.",), tuple(declared)))
        fill.append("switch body {")
        for case, media in zip(cases, body.content, strict=True):
            fill.append(f"case .{case.strip('`')}(let body):")
            fill.extend(f"    {line}" for line in self._writing(media, "body"))
        fill.extend([] if body.required else ["case nil: break"])
        fill.append("}")
        return name

    def _body_type(self, media: Media) -> str:
        match media.kind:
            case BodyKind.LINES:
                return f"[{self._spelling.of(media.payload.type)}]"
            case BodyKind.BINARY | BodyKind.EVENTS:
                return "Data"
            case _:
                return self._spelling.of(media.payload.type)

    def _writing(self, media: Media, name: str) -> list[str]:
        kind = text(media.content_type if "*" not in media.content_type else "application/octet-stream")
        match media.kind:
            case BodyKind.JSON:
                kind = text("application/json" if "*" in media.content_type else media.content_type)
                return [f"call.json({name}{'' if kind == text('application/json') else f', {kind}'})"]
            case BodyKind.TEXT:
                return [f"call.body(Data({name}.asJSON.plain.utf8), {kind})"]
            case BodyKind.LINES:
                return [f'call.body(Data({name}.map {{ "\\($0.asJSON.text)\\n" }}.joined().utf8), {kind})']
            case BodyKind.FORM:
                styles = ", ".join(_form_part(part) for part in media.parts)
                return [f"call.form({name}{f', [{styles}]' if styles else ''})"]
            case BodyKind.MULTIPART:
                return ["var form = MultipartForm()", *self._form(media, name), f"call.multipart(form, {kind})"]
            case _:
                return [f"call.body({name}, {kind})"]

    def _form(self, media: Media, name: str) -> list[str]:
        kind = self._spelling.resolved(media.payload.type)
        declared = self._spelling.types.get(kind.name) if isinstance(kind, Ref) else None
        if not isinstance(declared, ObjectType):
            return [f"if case .object(let members) = {name}.asJSON {{ form.values(members) }}"]
        types = {part.wire: part.content_type for part in media.parts}
        names = members((p.words for p in declared.properties), {"additionalProperties"})
        lines = []
        for p, member in zip(declared.properties, names, strict=True):
            given = types.get(p.wire, "").split(",")[0].strip()
            function = self._part_function(p.type)
            if "*" in given or (function == "value" and given == "text/plain"):
                given = ""
            value = f"{name}.{member}"
            if self._spelling.nullable(p.type) is not None and not p.required:
                value += "?.value"
            lines.append(f"form.{function}({text(p.wire)}, {value}{f', {text(given)}' if given else ''})")
        return [*lines, f"form.values({name}.additionalProperties)"]

    def _part_function(self, kind: Type) -> str:
        resolved = self._spelling.nullable(kind) or self._spelling.resolved(kind)
        if self._spelling.is_binary(resolved):
            return "file"
        return "files" if isinstance(resolved, ListOf) and self._spelling.is_binary(resolved.item) else "value"

    # -- what comes back ---------------------------------------------------------------------------------------------

    def _successes(self, operation: Operation, stream: bool) -> list[_Success]:
        declared = [r for r in operation.responses if r.success]
        declared = declared or [r for r in operation.responses if r.status == "default"]
        found = []
        for response in declared:
            content = () if operation.method == "HEAD" else response.content
            fitting = [m for m in content if (m.kind in STREAMS) == stream]
            if content and not fitting and any((m.kind in STREAMS) == stream for r in declared for m in r.content):
                continue
            chosen: list[Media | None] = [*fitting] or [None]
            for media in chosen:
                success = _Success(response, media, len(content) > 1)
                success.result, success.value = self._reading(media)
                found.append(success)
        return found

    def _reading(self, media: Media | None) -> tuple[str, str]:
        """The type of a body, and the expression that reads it."""
        if media is None:
            return "Void", "_ = try await response.data()"
        payload = media.payload.type
        match media.kind:
            case BodyKind.JSON:
                return self._spelling.of(payload), "try await response.json()"
            case BodyKind.TEXT if self._spelling.is_text(payload):
                return "String", "try await response.text()"
            case BodyKind.TEXT | BodyKind.FORM:
                kind = self._spelling.of(payload)
                return kind, f"try await response.text({kind}.self)"
            case BodyKind.EVENTS | BodyKind.LINES:
                framing = ".events" if media.kind is BodyKind.EVENTS else ".lines"
                return (
                    f"EventStream<{self._spelling.of(payload)}>",
                    f"sender.stream(response, call, options, {framing})",
                )
            case _:
                return "Data", "try await response.data()"

    def _result(self, successes: list[_Success], base: str, sums: list[SumView]) -> str:
        if not successes:
            return "Void"
        if len(successes) == 1 or all(s.result == "Void" for s in successes):
            return successes[0].result
        statuses = {s.response.status for s in successes}
        for s in successes:
            kind = words(s.media.content_type.split("/")[-1].split(";")[0]) if s.media else ()
            s.words = (*status_words(s.response.status), *(kind if s.several else ())) if len(statuses) > 1 else kind
            s.words = s.words or status_words(s.response.status)
        names = members(s.words for s in successes)
        name = self._names.new(f"{base}Result")
        cases = []
        for s, case in zip(successes, names, strict=True):
            s.words = (case,)
            ranged = not s.response.status.isdigit()
            inside = ["status: Int"] * ranged + ([s.result] if s.result != "Void" else [])
            cases.append(f"case {case}{_parenthesised(inside)}")
        sums.append(SumView(name, (f"/// What `{base}` gives.",), tuple(cases)))
        return name

    def _arm(self, success: _Success, summed: bool) -> str:
        status = success.response.status
        pattern = "200...299" if status == "default" else status_pattern(status)
        if success.several and success.media is not None and not (summed is False and success.result == "Void"):
            pattern += f" where response.holds({text(success.media.content_type.split(';')[0].strip())})"
        if not summed:
            return f"case {pattern}: {'' if success.result == 'Void' else 'return '}{success.value}"
        name = success.words[0].strip("`")
        ranged = ["status: response.status"] * (not status.isdigit())
        if success.result == "Void":
            answer = f".{name}{_parenthesised(ranged)}"
            return f"case {pattern}:\n                {success.value}\n                return {answer}"
        return f"case {pattern}: return .{name}({', '.join([*ranged, success.value])})"

    def _failures(self, operation: Operation, error: str) -> list[OutcomeView]:
        failing = sorted((r for r in operation.responses if not r.success), key=_order)
        names = [
            escaped(n)
            for n in identifiers((status_words(r.status) for r in failing), camel, {"unexpectedResponse", "failed"})
        ]
        found = []
        for response, name in zip(failing, names, strict=True):
            media = next((m for m in response.content if m.kind is BodyKind.JSON), next(iter(response.content), None))
            media = None if operation.method == "HEAD" or (media and media.kind in STREAMS) else media
            kind, value = self._reading(media)
            ranged = not response.status.isdigit()
            inside = ["status: Int"] * ranged + ([kind] if media else [])
            values = ["status: response.status"] * ranged + ([value] if media else [])
            pattern = "default" if response.status == "default" else f"case {status_pattern(response.status)}"
            made = f"{error}.{name.strip('`')}{_parenthesised(values)}"
            doc = prose(f"{response.status}: {response.doc.description or response.doc.summary}".rstrip(": "), 4)
            found.append(OutcomeView(doc[:1], f"case {name}{_parenthesised(inside)}", f"{pattern}: throw {made}"))
        return found


def _parenthesised(values: Sequence[str]) -> str:
    return f"({', '.join(values)})" if values else ""


def _order(response: Response) -> tuple[int, str]:
    """Statuses, then ranges, then the default, as a `switch` must ask."""
    return (2 if response.status == "default" else int(not response.status.isdigit()), response.status)


def _variants(operation: Operation) -> list[bool]:
    """Whether the operation answers whole (False), as a stream (True), or either."""
    content = [m for r in operation.responses if r.success for m in r.content]
    content = content or [m for r in operation.responses if r.status == "default" for m in r.content]
    found = sorted({m.kind in STREAMS for m in content}) if operation.method != "HEAD" else []
    return found or [False]


def path_text(path: str) -> str:
    """A path with its braces, everything else that a URL does not hold percent-encoded."""
    return quote(path, safe="/{}:@!$&'()*+,;=-._~%")


def parameter_statement(p: Parameter, name: str) -> str:
    given = [text(p.wire), name]
    usual = {"path": "simple", "header": "simple"}.get(p.place, "form")
    bare = usual == "simple"
    style = p.style if p.content_type is None else "jsonText" if bare else "json"
    if style != usual:
        given.append(f"HTTPParameter.{style}")
    if p.explode == bare and style not in ("json", "jsonText", "deepObject"):
        given.append(f"explode: {str(p.explode).lower()}")
    if p.allow_reserved and p.place == "query":
        given.append("allowed: .urlReserved")
    return f"call.{p.place}({', '.join(given)})"


def _form_part(part: Part) -> str:
    style = "json" if part.content_type == "application/json" else part.style
    return f"{text(part.wire)}: (HTTPParameter.{style}, {str(part.explode).lower()})"
