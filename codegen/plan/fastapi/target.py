"""Plans the server package: a protocol a tag, the application, the tables and documents that it serves."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping, Sequence

from codegen.config import ConfigError
from codegen.contract import MISSING, BodyKind, Contract, Media, Operation, Type
from codegen.naming import DEVICES, PYTHON_KEYWORDS, identifiers, pascal, snake
from codegen.plan import Options, PlannedFile
from codegen.plan.fastapi.channels import Channels, served
from codegen.plan.fastapi.channels import modules as channel_modules
from codegen.plan.fastapi.defaults import fits
from codegen.plan.fastapi.table import handler_name, inbound, parameter_names, successes, table
from codegen.plan.fastapi.views import ChannelImport, DataView, MethodView, ServerView, TagImport, TagView, TypesView
from codegen.plan.python.literals import TYPE_NAMES, docstring, literal, title
from codegen.plan.python.target import ruff
from codegen.plan.python.types import Annotations, Names
from codegen.prose import json_text
from codegen.resolve.walk import references

# What a tag's module imports besides models.
SERVER_NAMES = frozenset({"Answer", "AsyncIterator", "Call", "Event", "OperationTypes", "Protocol", "TYPES"})

# What the package's __init__ has besides modules.
PACKAGE_NAMES = PYTHON_KEYWORDS | {
    "annotations", "authenticate", "build", "channel_types", "channels", "create_app", "documents", "files", "given",
    "handlers", "json", "lines", "located", "mounted", "operations", "options", "plan", "read_lines", "table", "types",
}  # fmt: skip


def plan(contract: Contract, options: Options) -> Iterator[PlannedFile]:
    """Options: `models`, the import path of the package that target python writes (default 'models')."""
    models = _models(options)
    operations = inbound(contract)
    tags = sorted({o.tag for o in operations})
    named = [contract.tag_words[tag] for tag in tags]
    modules = identifiers(named, snake, PACKAGE_NAMES | DEVICES)
    protocols = [f"{pascal(name)}Handlers" for name in named]
    imports = [TagImport(m, p, literal(t)) for m, p, t in zip(modules, protocols, tags, strict=True)]
    for tag, module, protocol in zip(tags, modules, protocols, strict=True):
        own = [o for o in operations if o.tag == tag]
        view = _Tag(contract, models).view(tag, protocol, own)
        yield PlannedFile(f"{module}.py", "tag.py.j2", view)
    headline = title(contract.title, contract.version)
    channels = served(contract)
    names = channel_modules(channels, modules)
    planned = Channels(contract, models)
    for channel, module in zip(channels, names, strict=True):
        yield PlannedFile(f"{module}.py", "channel.py.j2", planned.view(channel))
    mounted = [ChannelImport(m, pascal(c.words), literal(c.key)) for c, m in zip(channels, names, strict=True)]
    yield PlannedFile("__init__.py", "package.py.j2", ServerView(headline, tuple(imports), tuple(mounted)))
    yield PlannedFile("operations.json", "data.j2", DataView(_json(table(contract))))
    documents = {source.kind: source.document for source in contract.sources}
    yield PlannedFile("documents.json", "data.j2", DataView(_json(documents)))
    yield PlannedFile("py.typed", "py.typed")


def tidy(files: Mapping[str, str]) -> Mapping[str, str]:
    return ruff(files)


def _models(options: Options) -> str:
    unknown = set(options) - {"models"}
    if unknown:
        raise ConfigError(f"target fastapi has no option {min(unknown)!r}; it has models")
    models = options.get("models", "models")
    path = models.lstrip(".").split(".") if isinstance(models, str) else [""]
    if not all(name.isascii() and name.isidentifier() and not keyword.iskeyword(name) for name in path):
        raise ConfigError(f"target fastapi: models must be an import path, such as 'sdk.models', not {models!r}")
    return str(models)


def _json(value: object) -> str:
    return json_text(value, indent=1)


class _Tag:
    def __init__(self, contract: Contract, models: str) -> None:
        self._exported = Names(contract.types)
        self._names = Names(contract.types, TYPE_NAMES | SERVER_NAMES)
        self._annotations = Annotations(self._names)
        self._models = models
        self._types = contract.types

    def view(self, tag: str, protocol: str, operations: Sequence[Operation]) -> TagView:
        used = sorted({name for o in operations for kind in _types(o) for name in references(kind)})
        methods = tuple(method for o in operations for method in self._methods(o))
        return TagView(
            title=title(tag),
            models=self._models,
            imports=", ".join(self._import(name) for name in used),
            protocol=protocol,
            methods=methods,
            types=tuple(self._table(o) for o in operations),
        )

    def _import(self, name: str) -> str:
        exported, own = self._exported[name], self._names[name]
        return exported if exported == own else f"{exported} as {own}"

    def _methods(self, o: Operation) -> Iterator[MethodView]:
        parameters, doc = self._parameters(o), docstring(o.doc, 8)
        success = [m for r in successes(o) for m in r.content]
        plain = [m for m in success if m.content_type != "text/event-stream"]
        if plain or not success:
            yield MethodView(f"async def {handler_name(o)}", parameters, self._result(o, plain), doc)
        events = next((m for m in success if m.content_type == "text/event-stream"), None)
        if events:
            kind = self._annotations.of(events.payload.type)
            yield MethodView(f"def {handler_name(o)}_events", parameters, f"AsyncIterator[Event[{kind}]]", doc)

    def _result(self, o: Operation, content: Sequence[Media]) -> str:
        """The plain value; `Answer` too where the contract has headers or several successes."""
        good = successes(o)
        kinds = list(dict.fromkeys(self._media(m) for m in content))
        kinds += [] if kinds and all(r.content for r in good) else ["None"]
        value = " | ".join(kinds)
        if any(h.required for r in good for h in r.headers) or _ranges(content):
            return f"Answer[{value}]"
        plain = len(good) == 1 and len(content) < 2 and not good[0].headers
        return value if plain else f"{value} | Answer[{value}]"

    def _media(self, media: Media) -> str:
        kind = self._annotations.of(media.payload.type)
        return f"list[{kind}]" if media.kind is BodyKind.LINES else kind

    def _parameters(self, o: Operation) -> tuple[str, ...]:
        found = []
        for p, name in zip(o.parameters, parameter_names(o), strict=True):
            kind = self._annotations.of(p.payload.type)
            if p.required:
                found.append(f"{name}: {kind}")
            elif p.default is not MISSING and fits(p.payload.type, p.default, self._types):
                found.append(f"{name}: {kind} = {literal(p.default)}")
            else:
                found.append(f"{name}: {kind} | MISSING = MISSING")
        if o.body:
            kinds = " | ".join(dict.fromkeys(self._media(m) for m in o.body.content))
            found.append(f"body: {kinds}" if o.body.required else f"body: {kinds} | MISSING = MISSING")
        return tuple(found)

    def _table(self, o: Operation) -> TypesView:
        parameters = [
            f"{literal(name)}: {self._annotations.of(p.payload.type)}"
            for p, name in zip(o.parameters, parameter_names(o), strict=True)
        ]
        body = [f"{literal(m.content_type)}: {self._media(m)}" for m in o.body.content] if o.body else []
        results = [
            f"{literal(f'{r.status} {m.content_type}')}: {self._media(m)}" for r in successes(o) for m in r.content
        ]
        return TypesView(literal(o.id), tuple(parameters), tuple(body), tuple(results))


def _types(o: Operation) -> Iterator[Type]:
    yield from (p.payload.type for p in o.parameters)
    yield from (m.payload.type for m in (o.body.content if o.body else ()))
    yield from (m.payload.type for r in successes(o) for m in r.content)


def _ranges(content: Sequence[Media]) -> bool:
    """Whether only the handler can say which media type it is."""
    return bool(content) and all("*" in m.content_type for m in content)
