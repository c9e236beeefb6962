"""Plans an npm package: types, a client with a group of methods a tag, channels, and the runtime that they need."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import cast

from codegen.config import ConfigError
from codegen.contract import Contract, SecurityScheme
from codegen.naming import DEVICES, identifiers, kebab, pascal, words
from codegen.plan import Options, PlannedFile
from codegen.plan.typescript.channels import plan_channels
from codegen.plan.typescript.literals import RESERVED, comment, key, line, members, prose, record, text
from codegen.plan.typescript.operations import Methods, TypeNames
from codegen.plan.typescript.plans import Plans
from codegen.plan.typescript.types import Declarations, Int64, Spelling
from codegen.plan.typescript.views import (
    ChannelsView,
    ChannelView,
    ClientView,
    GroupView,
    IndexView,
    MethodView,
    PackageView,
    PlansView,
    SecretView,
    TagView,
    TypesView,
)

# A browser's only header for a WebSocket (RFC 6455, section 1.9): one of its items is `<scheme's key>.<secret>`.
RUNTIME = ("bodies", "calls", "parameters", "results", "retries")
ON_DEMAND = ("choices", "forms", "streams", "styles")  # what they export is their name: `forms.multipart(...)`
INT64 = ("bigint", "number", "string")
# Each module of the runtime and what other files take from it.
TYPES_OF = {
    "json": ("JsonValue",),
    "results": ("Failure", "Success", "Unexpected"),
    "headers": ("TypedHeaders",),
    "newer": ("OrNewer",),
    "bodies": ("BinaryBody",),
    "streams": ("EventStream",),
    "choices": (),
    "forms": (),
    "styles": (),
}


def plan(contract: Contract, options: Options) -> Iterator[PlannedFile]:
    """Options: `package`, the package's name (default: the contract's title); `int64`: 'bigint', 'number', 'string'."""
    package, int64 = _options(contract, options)
    title = line(f"{contract.title} {contract.version}")
    own = Spelling(contract, int64)
    spelling, plans = Spelling(contract, int64, within="t."), Plans(own)
    yield PlannedFile("package.json", "package.json.j2", _package(contract, package))
    yield PlannedFile("tsconfig.json", "tsconfig.json")
    declared = tuple(Declarations(own).of(d) for d in contract.types.values())
    types = TypesView(title, (), declared)
    yield PlannedFile("src/types.ts", "types.ts.j2", dataclasses.replace(types, imports=_imports(types, "./runtime/")))
    wide = plans.views()
    if wide:
        cases = any("oneOf(" in plan.value for plan in wide)
        imports = ['import { oneOf } from "./runtime/cases.js";'] * cases
        imports.append('import type * as json from "./runtime/json.js";')
        yield PlannedFile("src/plans.ts", "plans.ts.j2", PlansView(title, tuple(imports), tuple(wide)))
        if cases:
            yield PlannedFile("src/runtime/cases.ts", "runtime/cases.ts")
    names = TypeNames({*own.names, *RESERVED})
    tags = sorted({o.tag for o in contract.operations})
    docs = {tag.name: tag.doc for tag in contract.tags}
    named = [contract.tag_words[tag] for tag in tags]
    files = identifiers(named, kebab, DEVICES)
    groups, spelled = [], [*_spelled(types)]
    for tag, label, file, field in zip(tags, named, files, members(named), strict=True):
        name, about = names.new(f"{pascal(label)}Operations"), docs.get(tag)
        methods = Methods(spelling, plans, names).of([o for o in contract.operations if o.tag == tag])
        view = _tag(line(tag), name, comment(about) if about else (), methods)
        yield PlannedFile(f"src/operations/{file}.ts", "tag.ts.j2", view)
        spelled += _spelled(view)
        groups.append((file, GroupView(field, name, comment(about, indent=2) if about else (), "this.#caller")))
    channels = plan_channels(contract.channels, spelling, plans, names)
    if channels:
        listed = _channels(title, channels)
        yield PlannedFile("src/channels.ts", "channels.ts.j2", listed)
        spelled += _spelled(listed)
    client = _client(contract, title, groups, bool(channels))
    yield PlannedFile("src/client.ts", "client.ts.j2", client)
    modules = [*(f"operations/{file}" for file in files), *(["channels"] if channels else [])]
    demanded = [*(name for name in ON_DEMAND if _calls(spelled, name)), *(["channels"] if channels else [])]
    demanded += ["security"] * bool(client.schemes)
    demanded += [name for name in ("headers", "newer") if _uses(spelled, TYPES_OF[name][0])]
    yield PlannedFile("src/index.ts", "index.ts.j2", _index(title, modules, demanded))
    for name in sorted((*RUNTIME, *demanded)):
        yield PlannedFile(f"src/runtime/{name}.ts", f"runtime/{name}.ts")
    exact = plans.used or any(_uses([one], "bigint") for one in spelled)
    yield PlannedFile("src/runtime/json.ts", f"runtime/{'json' if exact else 'json-plain'}.ts")


def tidy(files: Mapping[str, str]) -> Mapping[str, str]:
    """TypeScript's formatters are packages of npm: the templates write what one would."""
    return files


def _options(contract: Contract, options: Options) -> tuple[str, Int64]:
    unknown = set(options) - {"package", "int64"}
    if unknown:
        raise ConfigError(f"target typescript has no option {min(unknown)!r}; it has package and int64")
    usual = re.sub(r"[^a-z0-9-]", "", kebab(words(contract.title))).strip("-") or "api"
    package = options.get("package", usual)
    if not isinstance(package, str) or not re.fullmatch(
        r"(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*", package
    ):
        raise ConfigError(f"target typescript: package must be a name of npm, such as '@notes/api', not {package!r}")
    int64 = options.get("int64", "bigint")
    if int64 not in INT64:
        raise ConfigError(f"target typescript: int64 must be one of {', '.join(INT64)}, not {int64!r}")
    return package, cast(Int64, int64)


def _package(contract: Contract, package: str) -> PackageView:
    semantic = re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}([-+][0-9A-Za-z.+-]+)?", contract.version, re.ASCII)
    about = contract.doc.summary.strip() or contract.title
    return PackageView(
        name=json.dumps(package),
        version=json.dumps(contract.version if semantic else "0.0.0"),
        description=json.dumps(line(about), ensure_ascii=False),
    )


def _tag(title: str, name: str, doc: tuple[str, ...], methods: Sequence[MethodView]) -> TagView:
    view = TagView(title, name, doc, (), tuple(methods))
    spelled = _spelled(view)
    functions = [f for f in ("reads", "writes") if _calls(spelled, f)]
    bodies = [*(["type BinaryBody"] if _uses(spelled, "BinaryBody") else []), *functions]
    imports = [
        *([f'import {{ {", ".join(bodies)} }} from "../runtime/bodies.js";'] if bodies else []),
        'import type { Caller, CallOptions, OperationSpec } from "../runtime/calls.js";',
        *_imports(view, "../runtime/", {"bodies"}, {"results": ("Call",), **_demanded(spelled)}),
        *_contract_imports(spelled, "../"),
    ]
    return dataclasses.replace(view, imports=tuple(imports))


def _channels(title: str, channels: Sequence[ChannelView]) -> ChannelsView:
    view = ChannelsView(title, (), tuple(channels))
    imports = [
        'import type { Caller } from "./runtime/calls.js";',
        "import {",
        "  type ChannelConnection,",
        "  type ChannelOptions,",
        "  type ChannelSpec,",
        "  connect,",
        "  type OpenSocket,",
        '} from "./runtime/channels.js";',
        *_imports(view, "./runtime/", (), _demanded(_spelled(view))),
        *_contract_imports(_spelled(view), "./"),
    ]
    return dataclasses.replace(view, imports=tuple(imports))


def _contract_imports(spelled: Collection[str], folder: str) -> list[str]:
    plans = [f'import * as plans from "{folder}plans.js";'] * any("plans." in s for s in spelled)
    return plans + [f'import type * as t from "{folder}types.js";'] * any(re.search(r"\bt\.", s) for s in spelled)


def _imports(
    view: object, folder: str, but: Collection[str] = (), also: Mapping[str, Sequence[str]] | None = None
) -> tuple[str, ...]:
    """Imports of the runtime's types that a view's strings name."""
    spelled, found = _spelled(view), []
    for module, names in TYPES_OF.items():
        used = [*(also or {}).get(module, ()), *(name for name in names if _uses(spelled, name))]
        classes = "" if also and module in also else "type "
        if used and module not in but:
            listed = [n if classes or n in (also or {}).get(module, ()) else f"type {n}" for n in sorted(used)]
            found.append(f'import {classes}{{ {", ".join(listed)} }} from "{folder}{module}.js";')
    return tuple(found)


def _demanded(spelled: Collection[str]) -> dict[str, tuple[str]]:
    return {name: (name,) for name in ON_DEMAND if _calls(spelled, name)}


def _calls(spelled: Iterable[str], functions: str) -> bool:
    """Whether a function that is a member of `functions` is called."""
    return any(re.search(rf"(?<![\w.$]){functions}\.[a-zA-Z]+\(", s) for s in spelled)


def _uses(spelled: Iterable[str], name: str) -> bool:
    return any(re.search(rf"(?<![\w.$]){name}(?![\w$])", s) for s in spelled)


def _spelled(view: object) -> tuple[str, ...]:
    """Every string of a view, its views included, but comments."""
    match view:
        case str():
            return (view,)
        case tuple():
            return tuple(s for one in view for s in _spelled(one))
        case _ if dataclasses.is_dataclass(view):
            named = [f.name for f in dataclasses.fields(view) if f.name not in ("doc", "title")]
            return tuple(s for name in named for s in _spelled(getattr(view, name)))
        case _:
            return ()


def _client(contract: Contract, title: str, tags: Sequence[tuple[str, GroupView]], channels: bool) -> ClientView:
    schemes = [(s, spec) for s in contract.security_schemes.values() if (spec := _scheme(s))]
    imports = [f'import {{ {group.type} }} from "./operations/{file}.js";' for file, group in tags]
    if channels:
        imports += [
            'import { Channels } from "./channels.js";',
            'import { type OpenSocket, openWebSocket } from "./runtime/channels.js";',
        ]
    imports.append('import { Caller, type Connection } from "./runtime/calls.js";')
    if schemes:
        imports.append('import { credentials, type Secret } from "./runtime/security.js";')
    groups = [group for _, group in tags]
    if channels:
        about = prose("Channels over WebSockets.", 2)
        taken = [group.field for group in groups]
        field = "channels" if "channels" not in taken else "sockets_"
        groups.append(GroupView(field, "Channels", about, "this.#caller, options.openSocket ?? openWebSocket"))
    options = [
        *(["/** Secrets by security scheme. */", "readonly secrets?: ClientSecrets;"] if schemes else []),
        *(["readonly openSocket?: OpenSocket;"] if channels else []),
    ]
    server, given = _server(contract)
    return ClientView(
        title=title,
        doc=comment(contract.doc) or prose(title),
        imports=tuple(imports),
        options=(*server, *options),
        secrets=tuple(SecretView(comment(s.doc, indent=2), f"readonly {key(s.key)}?: Secret;") for s, _ in schemes),
        schemes=tuple(f"{key(s.key)}: {spec}," for s, spec in schemes),
        extends='Omit<Connection, "server">' if server else "Connection",
        caller=f"{given}, credentials(schemes, {{ ...options.secrets }})" if schemes else given,
        parameter="options: ClientOptions = {}" if server else "options: ClientOptions",
        groups=tuple(groups),
    )


def _server(contract: Contract) -> tuple[list[str], str]:
    """The option for the server's address, where the contract's first one is a whole address; the connection."""
    url = contract.servers[0].url if contract.servers else ""
    if not re.fullmatch(r"https?://[A-Za-z0-9.:/_-]+", url):
        return [], "options"
    return [f"/** Default: {url} */", "readonly server?: string;"], f"{{ server: {text(url)}, ...options }}"


def _scheme(scheme: SecurityScheme) -> str:
    """The runtime's SchemeSpec; '' where a client cannot carry it by itself."""
    authorization = [("in", '"header"'), ("name", '"authorization"')]
    match scheme.kind, scheme.place, scheme.http_scheme:
        case "apiKey", "header", _ if scheme.subprotocol:
            name = ("name", text(scheme.wire.lower()))
            return record([("in", '"header"'), name, ("prefix", text(scheme.subprotocol))])
        case "apiKey", "header" | "query" | "cookie", _:
            return record([("in", text(scheme.place)), ("name", text(scheme.wire))])
        case "http", _, "basic":
            return record([*authorization, ("prefix", '"Basic "'), ("base64", "true")])
        case ("http", _, "bearer") | ("oauth2" | "openIdConnect", _, _):
            return record([*authorization, ("prefix", '"Bearer "')])
        case "http", _, other:
            return record([*authorization, ("prefix", text(f"{other} "))])
        case _:
            return ""


def _index(title: str, modules: Sequence[str], demanded: Collection[str]) -> IndexView:
    exports = [f'export * from "./{module}.js";' for module in (*modules, "client", "types")]
    runtime = {
        "bodies": (["BinaryBody"], []),
        "calls": (["CallOptions", "Middleware", "Next"], []),
        "json": (["JsonValue"], []),
        "results": (
            ["AnyResult", "DataOf", "Failure", "Success", "Unexpected"],
            ["Call", "FailedResponse", "UnexpectedResponse"],
        ),
        "retries": (["Retry"], ["retry"]),
    }
    on_demand = {
        "channels": (["ChannelOptions", "OpenSocket", "Socket"], ["ChannelClosed", "ChannelConnection"]),
        "headers": (["TypedHeaders"], []),
        "newer": (["OrNewer"], []),
        "security": (["Secret"], []),
        "streams": (["Reconnect"], ["EventStream"]),
    }
    runtime |= {module: names for module, names in on_demand.items() if module in demanded}
    for module, (types, values) in sorted(runtime.items()):
        listed = [*values, *(f"type {name}" for name in types)]
        exports.append(f'export {{ {", ".join(listed)} }} from "./runtime/{module}.js";')
    return IndexView(title, tuple(exports))
