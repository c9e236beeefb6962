"""Stage 3, resolve: parsed documents -> one Contract. The one pass in which names, views and unions are decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from codegen.contract import Contract, Doc, Payload, Ref, Scalar, ScalarKind, Source, Tag, Type, UnionType
from codegen.load import At
from codegen.naming import words
from codegen.parse.model import Dialect, ParsedDocument, ParsedMedia, ParsedOperation, SchemaUse
from codegen.parse.reader import Reader
from codegen.resolve.bundle import Bundle
from codegen.resolve.deciding import decide
from codegen.resolve.flatten import REF, Spot
from codegen.resolve.members import settle_members, settle_operations
from codegen.resolve.messages import Messages
from codegen.resolve.names import Names, settle_types
from codegen.resolve.operations import Positions, operation
from codegen.resolve.recursion import mark, spread
from codegen.resolve.serve import served
from codegen.resolve.types import TypeBuilder
from codegen.resolve.unions import Probes
from codegen.resolve.walk import map_type


def resolve(documents: Sequence[ParsedDocument], read: Reader, names: Names) -> Contract:
    """`names` holds what is pinned, and then what was given."""
    contract = _resolve(documents, read, names)
    if not names.wronged:
        return contract
    names.pins, names.given = names.again().pins, {}
    return _resolve(documents, read, names)


def _resolve(documents: Sequence[ParsedDocument], read: Reader, names: Names) -> Contract:
    uses = [use for document in documents for use in _uses(document)]
    bundle = Bundle(read, _dialects(documents), uses, names)
    builder = TypeBuilder(bundle.definitions, read.position)
    for definition in bundle.definitions.values():
        builder.declare(definition)
    named = {definition.at for definition in bundle.definitions.values()}
    spots = {use: _spot(use, bundle, named) for use in uses}
    shapes: dict[SchemaUse, Type] = {use: _shape(use, spot, builder) for use, spot in spots.items()}
    types, final = settle_types(builder.declarations, names)
    types = spread(types)

    def payload(use: SchemaUse) -> Payload:
        kind = map_type(shapes[use], lambda ref: Ref(final.get(ref.name, ref.name)))
        return Payload(kind, spots[use].schema, read.position(use.at))

    positions = Positions(payload, types)
    messages = Messages([m for d in documents for m in d.messages], positions, types, names)
    channels, channel_operations = messages.channels(
        [c for d in documents for c in d.channels], [o for d in documents for o in d.channel_operations]
    )
    probes = Probes(types)
    types = {name: probes.complete(t) if isinstance(t, UnionType) else t for name, t in types.items()}
    parsed = [o for d in documents for o in d.operations]
    operations = settle_operations(parsed, [operation(o, positions) for o in parsed], names)
    first = documents[0]
    contract = Contract(
        title=first.title,
        version=first.release,
        doc=first.doc,
        sources=tuple(_source(d, bundle, read) for d in documents),
        servers=tuple(server for d in documents for server in d.servers),
        tags=tuple(_tags(documents)),
        types=dict(sorted(mark(decide(types)).items())),
        definitions={key: definition.schema for key, definition in bundle.definitions.items()},
        operations=tuple(o for o in operations if not o.webhook and not o.callback_of),
        webhooks=tuple(o for o in operations if o.webhook),
        callbacks=tuple(o for o in operations if o.callback_of),
        channels=channels,
        channel_operations=channel_operations,
        messages=messages.by_key,
        security_schemes={k: s for d in documents for k, s in d.security_schemes.items()},
    )
    return settle_members(contract, names)


def _uses(document: ParsedDocument) -> Iterator[SchemaUse]:
    """Every schema position of a document."""
    yield from document.schemas
    for one in document.operations:
        yield from filter(None, _operation_uses(one))
    for message in document.messages:
        yield from filter(None, (message.payload, *message.headers))
    for channel in document.channels:
        if channel.query:
            yield channel.query


def _operation_uses(one: ParsedOperation) -> Iterator[SchemaUse | None]:
    yield from (parameter.schema for parameter in one.parameters)
    content = list(one.body.content) if one.body else []
    for response in one.responses:
        content += response.content
        yield from (header.schema for header in response.headers)
    for media in content:
        yield from _media_uses(media)


def _media_uses(media: ParsedMedia) -> Iterator[SchemaUse | None]:
    yield media.schema
    for part in media.encoding.values():
        yield from (header.schema for header in part.headers)


def _spot(use: SchemaUse, bundle: Bundle, named: Collection[At]) -> Spot:
    """A position's schema; what has a name of its own is referred to."""
    if use.at in named:
        return Spot({"$ref": f"{REF}{bundle.key(use.at, use.view)}"}, use.at, use.words, use.view)
    return Spot(bundle.schema(use), use.at, use.words, use.view, use.binary)


def _shape(use: SchemaUse, spot: Spot, builder: TypeBuilder) -> Type:
    if use.binary and isinstance(spot.schema, dict) and spot.core.get("type") == "string":
        return Scalar(ScalarKind.BINARY)
    return builder.type_of(spot)


def _dialects(documents: Sequence[ParsedDocument]) -> Callable[[Path], Dialect]:
    """Each file's dialect; a file without a version of its own speaks the first document's."""
    own = {document.at.file: document.dialect for document in documents}
    return lambda file: own.get(file, documents[0].dialect)


def _source(document: ParsedDocument, bundle: Bundle, read: Reader) -> Source:
    label = read.position(document.at).file
    return Source(document.kind, document.version, label, served(document, bundle, read))


def _tags(documents: Sequence[ParsedDocument]) -> Iterator[Tag]:
    seen: dict[str, Tag] = {}
    for tag in (tag for d in documents for tag in d.tags):
        seen.setdefault(tag.name, tag)
    used = dict.fromkeys(o.tag for d in documents for o in d.operations)
    for name in used:
        seen.setdefault(name, Tag(name, words(name), Doc()))
    yield from seen.values()
