"""Operations of a Contract as TypeScript methods: their input, their results, and what the runtime follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from codegen.contract import (
    AnyJson,
    BodyKind,
    Header,
    Media,
    Operation,
    Parameter,
    Part,
    RequestBody,
    Response,
    Scalar,
    ScalarKind,
)
from codegen.naming import pascal, words
from codegen.plan.typescript.imports import Imports
from codegen.plan.typescript.literals import comment, entry, key, literal, literals, members, prose, record, text
from codegen.plan.typescript.plans import Plans
from codegen.plan.typescript.types import Spelling, union
from codegen.plan.typescript.views import ConstantView, MemberView, MethodView

OBJECT_MEMBERS = frozenset({
    "__proto__", "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString",
    "valueOf",
})  # fmt: skip
STREAMS = (BodyKind.EVENTS, BodyKind.LINES)


@dataclass(slots=True)
class TypeNames:
    """Names that the package exports beside the contract's types, all different."""

    taken: set[str]

    def new(self, name: str) -> str:
        chosen, number = name, 2
        while chosen in self.taken:
            chosen, number = f"{name}{number}", number + 1
        self.taken.add(chosen)
        return chosen


class Methods:
    """Of one file: what the methods refer to is recorded in the imports of `spelling`."""

    def __init__(self, spelling: Spelling, plans: Plans, names: TypeNames) -> None:
        self._imports = spelling.imports
        self._spelling = spelling
        self._plans = plans.inside(spelling.imports)
        self._names = names

    def of(self, operations: Sequence[Operation]) -> list[MethodView]:
        """A method an operation; one more where it answers either whole or as a stream."""
        split = [(o, stream) for o in operations for stream in _variants(o)]
        named = members((("stream", *o.words) if stream and len(_variants(o)) > 1 else o.words) for o, stream in split)
        return [self._method(o, stream, name) for (o, stream), name in zip(split, named, strict=True)]

    def _method(self, operation: Operation, stream: bool, name: str) -> MethodView:
        base = pascal(words(name))
        inputs = Inputs(operation.parameters, self._reserved(operation.body))
        bodies, own = ("", []) if operation.body is None else self._bodies(operation.body)
        result = self._names.new(f"{base}Result")
        needed = any(p.required for p in operation.parameters) or (
            operation.body is not None and operation.body.required
        )
        given = self._names.new(f"{base}Input") if operation.parameters or operation.body else ""
        arguments = [f"input: {given}{'' if needed else ' = {}'}"] if given else []
        responses = self._responses(operation, stream)
        return MethodView(
            name=name,
            doc=comment(operation.doc, indent=2) or prose(f"{operation.method} {operation.path}", 2),
            parameters=", ".join([*arguments, "options?: CallOptions"]),
            result=result,
            cases=tuple(self._cases(operation, responses)),
            input=given,
            members=(*inputs.members(self._spelling), *own),
            bodies=bodies,
            constant=self._constant(operation, stream, inputs, responses, f"{name}Spec"),
            given="input" if given else "{}",
        )

    # -- what goes out -----------------------------------------------------------------------------------------------

    def _reserved(self, body: RequestBody | None) -> list[str]:
        return [] if body is None else ["body", "contentType"] if _choice(body) else ["body"]

    def _bodies(self, body: RequestBody) -> tuple[str, list[MemberView]]:
        """Members of the input; or, of several content types, what it is intersected with: the first is the default."""
        forms = []
        for index, media in enumerate(body.content):
            form = [f"body{'' if body.required else '?'}: {self._body_type(media)}"]
            if _choice(body):
                declared = "string" if "*" in media.content_type else text(_bare(media.content_type))
                form.append(f"contentType{'' if index else '?'}: {declared}")
            forms.append(form)
        if len(forms) == 1:
            docs = comment(body.doc, indent=2)
            return "", [MemberView(docs if number == 0 else (), one) for number, one in enumerate(forms[0])]
        return " & (" + union("{ " + "; ".join(form) + " }" for form in forms) + ")", []

    def _body_type(self, media: Media) -> str:
        match media.kind:
            case BodyKind.BINARY:
                return self._imports.type("runtime/bodies", "BinaryBody")
            case BodyKind.LINES | BodyKind.EVENTS:
                return f"Iterable<{self._spelling.of(media.payload.type)}>"
            case BodyKind.TEXT if isinstance(media.payload.type, AnyJson):
                return "string"
            case _:
                return self._spelling.of(media.payload.type)

    def _encoder(self, media: Media) -> str:
        match media.kind:
            case BodyKind.JSON:
                return f"{self._writes}.json({self._plans.of(media.payload.type)})"
            case BodyKind.LINES | BodyKind.EVENTS:
                return f"{self._writes}.lines({self._plans.of(media.payload.type)})"
            case BodyKind.FORM | BodyKind.MULTIPART:
                forms = self._imports.value("runtime/forms", "forms")
                whole = record((part.wire, _part(part, media.kind, self._imports)) for part in media.parts)
                return f"{forms}.{media.kind.value}({whole if media.parts else ''})"
            case BodyKind.TEXT:
                return f"{self._writes}.text()"
            case _:
                return f"{self._writes}.binary()"

    # -- what comes back ---------------------------------------------------------------------------------------------

    def _responses(self, operation: Operation, stream: bool) -> list[tuple[Response, list[Media]]]:
        """Each response with the content that this variant of the operation reads."""
        both = len(_variants(operation)) > 1
        found = []
        for response in operation.responses:
            content = [m for m in response.content if not both or not response.success or (m.kind in STREAMS) == stream]
            found.append((response, content if operation.method != "HEAD" else []))
        return found

    def _cases(self, operation: Operation, responses: Iterable[tuple[Response, list[Media]]]) -> Iterable[str]:
        for response, content in responses:
            status = response.status if response.status.isdigit() else text(response.status)
            data = union(self._data_type(m) for m in content) if content else "undefined"
            headers = self._headers(response.headers)
            ok = _ok(operation, response)
            if ok != "false":
                yield f"{self._result('Success')}<{status}, {data}{headers}>"
            if ok != "true":
                yield f"{self._result('Failure')}<{status}, {data}{headers}>"
        yield self._result("Unexpected")

    def _result(self, name: str) -> str:
        return self._imports.type("runtime/results", name)

    def _data_type(self, media: Media) -> str:
        payload = media.payload.type
        match media.kind:
            case BodyKind.JSON:
                return self._spelling.of(payload, newer=True)
            case BodyKind.EVENTS:
                stream = self._imports.type("runtime/streams", "EventStream")
                return f"{stream}<{self._spelling.of(payload, newer=True)}>"
            case BodyKind.LINES:
                return f"AsyncIterable<{self._spelling.of(payload, newer=True)}>"
            case BodyKind.BINARY:
                return "Blob"
            case BodyKind.TEXT if self._spelling.is_bare(payload):
                return self._spelling.of(payload, newer=True)
            case _ if payload != Scalar(ScalarKind.BINARY) and self._spelling.is_textual(payload):
                return self._spelling.of(payload, newer=True)
            case _:
                return "string"

    def _decoder(self, media: Media) -> str:
        payload = media.payload.type
        match media.kind:
            case BodyKind.JSON:
                return f"{self._reads}.json({self._plans.of(payload)})"
            case BodyKind.EVENTS | BodyKind.LINES:
                streams = self._imports.value("runtime/streams", "streams")
                return f"{streams}.{media.kind.value}({self._plans.of(payload)})"
            case BodyKind.TEXT if self._spelling.is_bare(payload):
                return f"{self._reads}.json({self._plans.of(payload)})"
            case BodyKind.BINARY:
                return f"{self._reads}.binary()"
            case _:
                return f"{self._reads}.text()"

    @property
    def _reads(self) -> str:
        return self._imports.value("runtime/bodies", "reads")

    @property
    def _writes(self) -> str:
        return self._imports.value("runtime/bodies", "writes")

    def _headers(self, headers: Sequence[Header]) -> str:
        if not headers:
            return ""
        required = union(text(h.wire) for h in headers if h.required)
        optional = union(text(h.wire) for h in headers if not h.required)
        typed = self._imports.type("runtime/headers", "TypedHeaders")
        return f", {typed}<{required}{'' if optional == 'never' else f', {optional}'}>"

    def _constant(
        self,
        operation: Operation,
        stream: bool,
        inputs: Inputs,
        responses: list[tuple[Response, list[Media]]],
        name: str,
    ) -> ConstantView:
        lines = [f"method: {text(operation.method)}", f"path: {text(path_text(operation.path))}"]
        accepted = [m.content_type for _, content in responses for m in content]
        if accepted:
            lines.append(f"accept: {text(', '.join(dict.fromkeys(accepted)))}")
        if any(r.status[0] == "3" and r.status != "304" for r in operation.responses):
            lines.append('redirect: "manual"')
        if operation.parameters:
            lines += inputs.specs(self._plans, self._imports)
        if operation.body is not None:
            bodies = [f"[{text(_bare(m.content_type))}, {self._encoder(m)}]" for m in operation.body.content]
            if _choice(operation.body):
                choices = self._imports.value("runtime/choices", "choices")
                lines += [f"body: {choices}.of(", *(f"  {b}," for b in bodies), "),"]
            else:
                lines.append(f"body: {bodies[0]}")
        uses = [sorted(use.scheme for use in option) for option in operation.security]
        if any(uses):
            lines.append(f"security: [{', '.join(literals(option) for option in uses)}]")
        lines.append("responses: {")
        for response, content in responses:
            read = ", ".join(f"[{text(m.content_type)}, {self._decoder(m)}]" for m in content)
            lines.append(f"  {key_of(response)}: {{ ok: {_ok(operation, response)}, content: [{read}] }},")
        return ConstantView(name, "OperationSpec", (*_ended(lines), "},"))


class Inputs:
    """Parameters as members of one object. They keep the contract's names; where two meet, the later one's place is put
    before it: `id` and `query_id`."""

    def __init__(self, parameters: Sequence[Parameter], reserved: Iterable[str] = ()) -> None:
        taken = set(reserved)
        self._named: list[tuple[str, Parameter]] = []
        for p in parameters:
            name = p.wire
            while name in taken:
                name = f"{p.place}_{name}"
            taken.add(name)
            self._named.append((name, p))

    def members(self, spelling: Spelling) -> Iterable[MemberView]:
        for name, p in self._named:
            kind = spelling.of(p.payload.type)
            mark = "" if p.required else "?"
            yield MemberView(comment(p.doc, p.default, 2), f"{key(name)}{mark}: {kind}")

    def specs(self, plans: Plans, imports: Imports) -> list[str]:
        """The lines of the member `parameters`."""
        specs = (f"  {entry(name, _spec(name, p, plans, imports))}," for name, p in self._named)
        return ["parameters: {", *specs, "},"]


def _spec(name: str, p: Parameter, plans: Plans, imports: Imports) -> str:
    # What every object has takes its type from there and not from the context.
    found = [("in", text(p.place) + (" as const" if name in OBJECT_MEMBERS else ""))]
    if name != p.wire:
        found.append(("name", text(p.wire)))
    bare = p.place in ("path", "header")  # without its name
    if p.content_type is not None:
        style = "jsonText" if bare else "json"
        return record([*found, ("style", f"{_styles(imports)}.{style}({plans.of(p.payload.type)})")])
    if p.style != ("simple" if bare else "form"):
        found.append(("style", f"{_styles(imports)}.{p.style}()"))
    if p.explode == bare and p.style != "deepObject":
        found.append(("explode", literal(p.explode)))
    if p.allow_reserved and p.place == "query":
        found.append(("escape", f"{_styles(imports)}.reserved()"))
    return record(found)


def _part(part: Part, kind: BodyKind, imports: Imports) -> str:
    if kind is BodyKind.MULTIPART:
        # A range or a list of types leaves the choice to the value.
        exact = part.content_type and not set("*,") & set(part.content_type)
        return record([("contentType", text(part.content_type))] if exact else [])
    if part.content_type == "application/json":
        return record([("style", f"{_styles(imports)}.json()")])
    style = [] if part.style == "form" else [("style", f"{_styles(imports)}.{part.style}()")]
    return record([*style, ("explode", literal(part.explode))])


def _styles(imports: Imports) -> str:
    return imports.value("runtime/styles", "styles")


def _ok(operation: Operation, response: Response) -> str:
    """Whether a response is a success: 'true', 'false', or as its code says."""
    if response.status == "default" and not any(r.success for r in operation.responses):
        return '"either"'
    return literal(response.success)


def key_of(response: Response) -> str:
    return response.status if response.status.isdigit() else key(response.status)


def _ended(lines: Iterable[str]) -> list[str]:
    return [line if line.endswith((",", "{", "(")) else f"{line}," for line in lines]


def _choice(body: RequestBody) -> bool:
    """Whether the caller may say which content type a body has."""
    return len(body.content) > 1 or "*" in body.content[0].content_type


def _bare(content_type: str) -> str:
    return content_type.partition(";")[0].strip()


def _variants(operation: Operation) -> list[bool]:
    """Whether the operation answers whole (False), as a stream (True), or either."""
    content = [m for r in operation.responses if r.success for m in r.content]
    content = content or [m for r in operation.responses if r.status == "default" for m in r.content]
    found = sorted({m.kind in STREAMS for m in content}) if operation.method != "HEAD" else []
    return found or [False]


def path_text(path: str) -> str:
    """A path with its braces, everything else that a URL does not hold percent-encoded."""
    return quote(path, safe="/{}:@!$&'()*+,;=-._~%")
