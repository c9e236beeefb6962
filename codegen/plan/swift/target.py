"""Plans a SwiftPM package: types, a client with a group of methods a tag, channels, and the runtime that they need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from codegen.config import ConfigError
from codegen.contract import (
    AliasType,
    BodyKind,
    Contract,
    Declaration,
    EnumType,
    ObjectType,
    Parameter,
    ScalarKind,
    SecurityScheme,
    TupleType,
    UnionType,
)
from codegen.naming import DEVICES, pascal, words
from codegen.plan import Options, PlannedFile
from codegen.plan.swift.channels import plan_channels
from codegen.plan.swift.literals import KEYWORDS, comment, members, prose, text
from codegen.plan.swift.operations import STREAMS, Methods, TypeNames
from codegen.plan.swift.types import Declarations, Spelling, wrapped_list
from codegen.plan.swift.views import (
    ChannelsView,
    ClientView,
    CredentialView,
    PackageView,
    TagMember,
    TagView,
    TypesView,
)
from codegen.prose import one_line
from codegen.resolve.recursion import components
from codegen.resolve.walk import parts, references

RUNTIME = ("HTTPCall", "HTTPParameters", "HTTPSender", "JSONCodable", "JSONValue", "URLSessionTransport")
ON_DEMAND = (
    "BinaryFile", "ChannelConnection", "EventStream", "HTTPContent", "HTTPCredentials", "HTTPForms", "HTTPHeaders",
    "HTTPStyles", "JSONBool", "JSONBoxed", "JSONConstant", "JSONEnum", "JSONItems", "JSONLiterals", "JSONMap",
    "JSONNever", "JSONNullable", "JSONNumber", "JSONShape", "Timestamp",
)  # fmt: skip
TEXTS = (BodyKind.TEXT, BodyKind.FORM)  # of answers
OPEN = (ScalarKind.STRING, ScalarKind.INTEGER)  # bases of enumerations that may grow


def plan(contract: Contract, options: Options) -> Iterator[PlannedFile]:
    """Options: `package`, the name of package and module (default: the contract's title and 'API')."""
    package = _package(contract, options)
    sources = f"Sources/{package}"
    spelling = Spelling(contract.types)
    names = TypeNames({*spelling.names, package})
    yield PlannedFile("Package.swift", "package.swift.j2", PackageView(text(package)))
    tags = sorted({o.tag for o in contract.operations})
    named = [contract.tag_words[tag] for tag in tags]
    groups = [names.new(f"{pascal(name)}Operations") for name in named]
    taken = {*DEVICES} | {name.lower() for name in (*RUNTIME, *ON_DEMAND, *groups, "APIClient", "Channels")}
    yield from _types(contract, spelling, sources, taken)
    docs = {tag.name: tag.doc for tag in contract.tags}
    about = [comment(docs[tag]) if tag in docs else () for tag in tags]
    for tag, group, doc in zip(tags, groups, about, strict=True):
        own = [o for o in contract.operations if o.tag == tag]
        view = TagView(_line(tag), group, doc, tuple(Methods(spelling, names).of(own)))
        yield PlannedFile(f"{sources}/{group}.swift", "tag.swift.j2", view)
    channels = plan_channels(contract.channels, spelling, names)
    if channels:
        yield PlannedFile(
            f"{sources}/Channels.swift", "channels.swift.j2", ChannelsView(_title(contract), tuple(channels))
        )
    fields = members(named, {"sender", "sockets"})
    listed = [TagMember(field, group, doc) for field, group, doc in zip(fields, groups, about, strict=True)]
    client = _client(contract, listed, bool(channels))
    yield PlannedFile(f"{sources}/APIClient.swift", "client.swift.j2", client)
    secrets = {"HTTPCredentials", "HTTPHeaders"} if client.credentials else set()
    needed = spelling.runtime | _needed(contract, bool(channels))
    for name in sorted({*RUNTIME, *secrets, *needed}):
        streaming = name == "URLSessionTransport" and "EventStream" in needed
        template = "URLSessionStreaming" if streaming else name
        yield PlannedFile(f"{sources}/Runtime/{name}.swift", f"runtime/{template}.swift")


def tidy(files: Mapping[str, str]) -> Mapping[str, str]:
    """Swift has no formatter that is everywhere: the templates write what one would."""
    return files


def _package(contract: Contract, options: Options) -> str:
    unknown = set(options) - {"package"}
    if unknown:
        raise ConfigError(f"target swift has no option {min(unknown)!r}; it has package")
    package = options.get("package", f"{pascal(words(contract.title))}API")
    if not isinstance(package, str) or not re.fullmatch(r"[^\W\d]\w*", package) or package in KEYWORDS:
        raise ConfigError(f"target swift: package must be an identifier, such as 'NotesAPI', not {package!r}")
    return package


def _types(contract: Contract, spelling: Spelling, sources: str, taken: set[str]) -> Iterator[PlannedFile]:
    """A file for each group of declarations that need each other. `taken`: file names in lower case that the rest of
    the module uses, for it has no two files of the same name, whatever their folders."""
    uses = {
        name: sorted({other for kind in parts(d) for other in references(kind)} & set(contract.types))
        for name, d in contract.types.items()
    }
    groups = sorted(components(uses))
    for group in groups:
        stem = spelling.name(group[0])
        stem += "_" if stem.lower() in taken else ""
        view = _group([contract.types[name] for name in group], spelling)
        yield PlannedFile(f"{sources}/Types/{stem}.swift", "types.swift.j2", view)


def _group(own: Sequence[Declaration], spelling: Spelling) -> TypesView:
    views = Declarations(spelling)
    return TypesView(
        title=", ".join(spelling.name(d.name) for d in own)[:100],
        structs=tuple(views.struct(d) for d in own if isinstance(d, ObjectType)),
        tuples=tuple(views.tuple(d) for d in own if isinstance(d, TupleType)),
        enums=tuple(views.enum(d) for d in own if isinstance(d, EnumType) and d.base in OPEN),
        unions=tuple(views.union(d) for d in own if isinstance(d, UnionType)),
        wrappers=tuple(views.wrapper(d) for d in own if isinstance(d, AliasType) and d.name in spelling.wrapped),
        aliases=tuple(
            views.alias(d)
            for d in own
            if (isinstance(d, AliasType) and d.name not in spelling.wrapped)
            or (isinstance(d, EnumType) and d.base not in OPEN)
        ),
    )


def _needed(contract: Contract, channels: bool) -> set[str]:
    """The parts of the runtime that operations and channels need besides those of the types that they name."""
    answers = [r.content for o in contract.operations for r in o.responses]
    contents = [m for content in answers for m in content]
    bodies = {m.kind for o in contract.operations if o.body for m in o.body.content}
    parameters = [p for o in contract.operations for p in o.parameters]
    parameters += [p for channel in contract.channels for p in channel.parameters]
    forms = bool(bodies & {BodyKind.FORM, BodyKind.MULTIPART})
    found = {
        "BinaryFile": forms,
        "ChannelConnection": channels,
        "EventStream": any(m.kind in STREAMS for m in contents),
        "HTTPContent": any(len(c) > 1 for c in answers) or any(m.kind in TEXTS for m in contents),
        "HTTPForms": forms,
        "HTTPHeaders": any(p.place in ("header", "cookie") for p in parameters),
        "HTTPStyles": BodyKind.FORM in bodies or any(_styled(p) for p in parameters),
    }
    return {name for name, wanted in found.items() if wanted}


def _styled(p: Parameter) -> bool:
    return p.content_type is not None or p.style not in ("simple", "form") or p.allow_reserved


def _client(contract: Contract, tags: Sequence[TagMember], sockets: bool) -> ClientView:
    schemes = [s for s in contract.security_schemes.values() if _credential(s, "") is not None]
    names = members(s.words for s in schemes)
    credentials = []
    for scheme, name in zip(schemes, names, strict=True):
        value = _credential(scheme, name)
        assert value is not None
        credentials.append(
            CredentialView(
                name, comment(scheme.doc, indent=4), f"self.{name.strip('`')} = {name}", text(scheme.key), value
            )
        )
    socket = "sockets: any WebSocketTransport = URLSessionWebSocketTransport()"
    parameters = [
        _server(contract),
        *(["credentials: APICredentials = .init()"] if credentials else []),
        "transport: any HTTPTransport = URLSessionTransport()",
        *([socket] if sockets else []),
        "middleware: [HTTPMiddleware] = []",
        "options: CallOptions = .init()",
    ]
    return ClientView(
        title=_title(contract),
        doc=comment(contract.doc) or prose(_title(contract)),
        parameters=",\n        ".join(parameters),
        authorise="authorise: credentials.bySchemes.authorise, " if credentials else "",
        socket_member=("let sockets: any WebSocketTransport",) if sockets else (),
        socket_assignment=("self.sockets = sockets",) if sockets else (),
        tags=tuple(tags),
        credentials=tuple(credentials),
        credential_parameters=wrapped_list([f"{c.name}: String? = nil" for c in credentials], 4),
    )


def _server(contract: Contract) -> str:
    """The parameter for the server's address: the contract's first one where that is a whole address."""
    url = contract.servers[0].url if contract.servers else ""
    if not re.fullmatch(r"https?://[A-Za-z0-9.:/_-]+", url):
        return "server: URL"
    return f"server: URL = URL(string: {text(url)})!"


def _credential(scheme: SecurityScheme, name: str) -> str | None:
    """The HTTPCredential; None where a client cannot carry it by itself."""
    match scheme.kind, scheme.place, scheme.http_scheme:
        case "apiKey", "header", _ if scheme.subprotocol:
            return f".header({text(scheme.wire)}, {text(scheme.subprotocol)} + {name})"
        case "apiKey", "header" | "query" | "cookie", _:
            return f".{scheme.place}({text(scheme.wire)}, {name})"
        case "http", _, "basic":
            return f'.header("Authorization", "Basic \\(Data({name}.utf8).base64EncodedString())")'
        case ("http", _, "bearer") | ("oauth2" | "openIdConnect", _, _):
            return f'.header("Authorization", "Bearer \\({name})")'
        case "http", _, other:
            return f'.header("Authorization", {text(other + " ")} + {name})'
        case _:
            return None


def _title(contract: Contract) -> str:
    return _line(f"{contract.title} {contract.version}")


def _line(written: str) -> str:
    """On one line, for a comment."""
    return one_line(written)
