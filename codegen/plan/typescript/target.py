"""Plans an npm package: types, a client with a group of methods a tag, channels, and the runtime that they need."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import cast

from codegen.config import ConfigError
from codegen.contract import Contract, SecurityScheme
from codegen.naming import DEVICES, identifiers, kebab, pascal, words
from codegen.plan import Options, PlannedFile
from codegen.plan.typescript.channels import plan_channels
from codegen.plan.typescript.imports import Imports
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
    PackageView,
    PlansView,
    SecretView,
    TagView,
    TypesView,
)
from codegen.prose import json_text

# A browser's only header for a WebSocket (RFC 6455, section 1.9): one of its items is `<scheme's key>.<secret>`.
# The modules that every client needs, and those that each of them imports.
RUNTIME = ("bodies", "calls", "json", "parameters", "results", "retries")
_RUNTIME = "runtime/"
NODE = ">=20.3"  # AbortSignal.any
NODE_WITH_SOCKETS = ">=22"  # WebSocket without a flag
_OPEN_SOCKET = (
    "/**",
    " * Opens the WebSockets of channels: for a platform that has none (Node.js before 22), or to send headers.",
    " * With the package `ws`: `(url, protocols) => new WebSocket(url, protocols)`.",
    " */",
)
INT64 = ("bigint", "number", "string")


def plan(contract: Contract, options: Options) -> Iterator[PlannedFile]:
    """Options: `package`, the package's name (default: the contract's title); `int64`: 'bigint', 'number', 'string'."""
    package, int64 = _options(contract, options)
    title = line(f"{contract.title} {contract.version}")
    types, wide = Imports("types"), Imports("plans")
    spelling = Spelling(contract, int64, types)
    plans = Plans(spelling.inside(wide), wide)
    yield PlannedFile("package.json", "package.json.j2", _package(contract, package))
    yield PlannedFile("tsconfig.json", "tsconfig.json")
    declared = tuple(Declarations(spelling).of(d) for d in contract.types.values())
    yield PlannedFile("src/types.ts", "types.ts.j2", TypesView(title, types.lines(), declared))
    constants = tuple(plans.views())
    if constants:
        wide.types_of("runtime/json", "json")
        yield PlannedFile("src/plans.ts", "plans.ts.j2", PlansView(title, wide.lines(), constants))
    names = TypeNames({*spelling.names, *RESERVED})
    files, groups = [types, wide], []
    for group, view, imports in _groups(contract, spelling, plans, names):
        yield PlannedFile(f"src/{imports.path}.ts", "tag.ts.j2", view)
        files.append(imports)
        groups.append((imports.path, group))
    sockets = Imports("channels")
    channels = plan_channels(contract.channels, spelling.inside(sockets), plans, names)
    if channels:
        yield PlannedFile("src/channels.ts", "channels.ts.j2", _channels(title, channels, sockets))
        files.append(sockets)
    client, imports = _client(contract, title, groups, bool(channels))
    yield PlannedFile("src/client.ts", "client.ts.j2", client)
    needed = _runtime([*files, imports])
    modules = [*(path for path, _ in groups), *(["channels"] if channels else [])]
    yield PlannedFile("src/index.ts", "index.ts.j2", _index(title, modules, needed))
    exact = any(imports.exact_json for imports in files)
    for name in needed:
        template = "json-plain" if name == "json" and not exact else name
        yield PlannedFile(f"src/runtime/{name}.ts", f"runtime/{template}.ts")


def _runtime(files: Iterable[Imports]) -> list[str]:
    """The modules of the runtime that the package needs."""
    modules = {module for imports in files for module in imports.modules if module.startswith(_RUNTIME)}
    return sorted({*RUNTIME, *(module.removeprefix(_RUNTIME) for module in modules)})


def _groups(
    contract: Contract, spelling: Spelling, plans: Plans, names: TypeNames
) -> Iterator[tuple[GroupView, TagView, Imports]]:
    """A group of methods per tag: as a member of the client, and as a file with its imports."""
    tags = sorted({o.tag for o in contract.operations})
    docs = {tag.name: tag.doc for tag in contract.tags}
    named = [contract.tag_words[tag] for tag in tags]
    files = identifiers(named, kebab, DEVICES)
    for tag, label, file, field in zip(tags, named, files, members(named), strict=True):
        imports = Imports(f"operations/{file}")
        name, about = names.new(f"{pascal(label)}Operations"), docs.get(tag)
        methods = Methods(spelling.inside(imports), plans, names).of([o for o in contract.operations if o.tag == tag])
        for used in ("Caller", "CallOptions", "OperationSpec"):
            imports.type("runtime/calls", used)
        imports.value("runtime/results", "Call")
        view = TagView(line(tag), name, comment(about) if about else (), imports.lines(), tuple(methods))
        yield GroupView(field, name, comment(about, indent=2) if about else (), "this.#caller"), view, imports


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
        description=json_text(line(about)),
        node=json.dumps(NODE_WITH_SOCKETS if contract.channels else NODE),
    )


def _channels(title: str, channels: Sequence[ChannelView], imports: Imports) -> ChannelsView:
    imports.type("runtime/calls", "Caller")
    for name in ("ChannelConnection", "ChannelOptions", "ChannelSpec", "OpenSocket"):
        imports.type("runtime/channels", name)
    imports.value("runtime/channels", "connect")
    return ChannelsView(title, imports.lines(), tuple(channels))


def _client(
    contract: Contract, title: str, tags: Sequence[tuple[str, GroupView]], channels: bool
) -> tuple[ClientView, Imports]:
    imports = Imports("client")
    schemes = [(s, spec) for s in contract.security_schemes.values() if (spec := _scheme(s))]
    for path, group in tags:
        imports.value(path, group.type)
    if channels:
        imports.value("channels", "Channels")
        imports.type("runtime/channels", "OpenSocket")
        imports.value("runtime/channels", "openWebSocket")
    imports.value("runtime/calls", "Caller")
    imports.type("runtime/calls", "Connection")
    if schemes:
        imports.value("runtime/security", "credentials")
        imports.type("runtime/security", "Secret")
    groups = [group for _, group in tags]
    if channels:
        about = prose("Channels over WebSockets.", 2)
        taken = [group.field for group in groups]
        field = "channels" if "channels" not in taken else "sockets_"
        groups.append(GroupView(field, "Channels", about, "this.#caller, options.openSocket ?? openWebSocket"))
    options = [
        *(["/** Secrets by security scheme. */", "readonly secrets?: ClientSecrets;"] if schemes else []),
        *([*_OPEN_SOCKET, "readonly openSocket?: OpenSocket;"] if channels else []),
    ]
    server, given = _server(contract)
    view = ClientView(
        title=title,
        doc=comment(contract.doc) or prose(title),
        imports=imports.lines(),
        options=(*server, *options),
        secrets=tuple(SecretView(comment(s.doc, indent=2), f"readonly {key(s.key)}?: Secret;") for s, _ in schemes),
        schemes=tuple(f"{key(s.key)}: {spec}," for s, spec in schemes),
        extends='Omit<Connection, "server">' if server else "Connection",
        caller=f"{given}, credentials(schemes, {{ ...options.secrets }})" if schemes else given,
        parameter="options: ClientOptions = {}" if server else "options: ClientOptions",
        groups=tuple(groups),
    )
    return view, imports


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


def _index(title: str, modules: Sequence[str], needed: Collection[str]) -> IndexView:
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
    runtime |= {module: names for module, names in on_demand.items() if module in needed}
    for module, (types, values) in sorted(runtime.items()):
        listed = [*values, *(f"type {name}" for name in types)]
        exports.append(f'export {{ {", ".join(listed)} }} from "./runtime/{module}.js";')
    return IndexView(title, tuple(exports))
