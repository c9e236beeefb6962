"""Forms: urlencoded and multipart bodies to one object, by the contract's Encoding rules (OAS 4.8.15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from codegen.runtime.call import ApiError, PartInfo, Violation
from codegen.runtime.charsets import charset, decoded
from codegen.runtime.fields import Fields, query_pairs
from codegen.runtime.json_text import parse
from codegen.runtime.parameters import TEXT, Shape, from_query, member_shapes, scalar

MAX_PARTS = 1000


class Form:
    """The members of a form body. Binary ones are bytes in the value, and Latin-1 text in what the schema checks."""

    def __init__(self, media: Mapping[str, Any], definitions: Mapping[str, Any]) -> None:
        self._kind = media["kind"]
        self._parts = {part["wire"]: part for part in media.get("parts", ())}
        self._shapes = member_shapes(media["schema"], definitions)

    def parse(
        self, raw: bytes, content_type: str, codec: str
    ) -> tuple[dict[str, Any], dict[str, Any], Sequence[PartInfo]]:
        """The value, the value to check, and what is known of the parts. ApiError 400 where it is no form."""
        if self._kind == "form":
            value, parts = self._urlencoded(Fields(query_pairs(raw, "", codec))), list[PartInfo]()
        else:
            found = multipart(raw, content_type)
            value, parts = self._members(found, codec), [part for part, _ in found]
        return value, {name: _checkable(one) for name, one in value.items()}, parts

    def _urlencoded(self, fields: Fields) -> dict[str, Any]:
        value, taken = dict[str, Any](), set(self._shapes)
        for name, kind in self._shapes.items():
            part = self._parts.get(name, _PLAIN)
            texts = fields.values(name) if part["json"] and part["style"] == "form" else []
            if texts:
                found = [parse(text, f"the member {name!r}") for text in texts]
                one = found if len(found) > 1 else found[0]
            else:  # an object as JSON is the rule; its members beside the others is what `style: form` makes of it
                one = from_query(name, fields, part["style"], part["explode"], kind, "")
                taken |= set(kind.members or ()) if "object" in kind.types else set()
            if one is not None:
                value[name] = one.encode() if part["binary"] and isinstance(one, str) else one
        for name in fields:
            if name not in taken and not self._deep(name):
                texts = fields.values(name)
                value[name] = texts if len(texts) > 1 else texts[0]
        return value

    def _deep(self, name: str) -> bool:
        owner = self._parts.get(name.partition("[")[0])
        return owner is not None and owner["style"] == "deepObject"

    def _members(self, found: Sequence[tuple[PartInfo, bytes]], codec: str) -> dict[str, Any]:
        grouped: dict[str, list[Any]] = {}
        for part, raw in found:
            encoding, kind = self._parts.get(part.name, _PLAIN), self._shapes.get(part.name, TEXT)
            grouped.setdefault(part.name, []).append(self._item(raw, part, encoding, kind, codec))
        return {name: self._member(name, items) for name, items in grouped.items()}

    def _member(self, name: str, items: list[Any]) -> Any:
        if "array" in self._shapes.get(name, TEXT).types:
            return items[0] if len(items) == 1 and isinstance(items[0], list) else items  # a whole array as one part
        if name in self._shapes and len(items) > 1:
            raise ApiError(400, "a part is given twice", errors=[Violation(f"/{name}", "given more than once")])
        return items if len(items) > 1 else items[0]

    def _item(self, raw: bytes, part: PartInfo, encoding: Mapping[str, Any], kind: Shape, codec: str) -> Any:
        if encoding["binary"]:
            return raw
        if ";" in part.content_type:
            codec = charset(part.content_type, encoding.get("type", ""), codec)
        text = decoded(raw, codec, f"the part {part.name[:100]!r}", f"/{part.name}")
        if encoding["json"]:
            return parse(text, f"the part {part.name[:100]!r}")
        listed = "array" in kind.types
        if listed and not encoding["explode"]:
            return [scalar(piece, kind.items) for piece in text.split(",")] if text else []
        return scalar(text, kind.items if listed else kind.types)


_PLAIN: Mapping[str, Any] = {"json": False, "binary": False, "style": "form", "explode": True}


def _checkable(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return [_checkable(item) for item in value] if isinstance(value, list) else value


def multipart(raw: bytes, content_type: str) -> list[tuple[PartInfo, bytes]]:
    """The parts in their order (RFC 7578). ApiError 400 where the body is not what its boundary says."""
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if not boundary:
        raise ApiError(400, "a multipart body needs a boundary")
    reading = _Reading()
    try:
        parser = MultipartParser(boundary, reading.callbacks())
        parser.write(raw)
        parser.finalize()
    except (FormParserError, ValueError) as error:
        raise ApiError(400, f"the body is no multipart form: {error}"[:300]) from error
    if not reading.ended:
        raise ApiError(400, "the multipart form has no end")
    return reading.parts


class _Reading:
    """Gathers what the parser finds."""

    def __init__(self) -> None:
        self.parts: list[tuple[PartInfo, bytes]] = []
        self.ended = False
        self._headers: dict[str, bytes] = {}
        self._name = self._value = b""
        self._data = bytearray()

    def callbacks(self) -> Any:
        return {
            "on_part_begin": self._begin,
            "on_part_data": self._more,
            "on_part_end": self._end,
            "on_header_field": self._field,
            "on_header_value": self._text,
            "on_header_end": self._header,
            "on_end": self._finish,
        }

    def _begin(self) -> None:
        self._headers, self._data = {}, bytearray()
        if len(self.parts) >= MAX_PARTS:
            raise ApiError(413, f"a form may have {MAX_PARTS} parts")

    def _more(self, data: bytes, start: int, end: int) -> None:
        self._data += data[start:end]

    def _field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _text(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header(self) -> None:
        self._headers[self._name.decode("latin-1").lower()] = bytes(self._value)
        self._name = self._value = b""

    def _end(self) -> None:
        _, options = parse_options_header(self._headers.get("content-disposition", b""))
        name, filename = options.get(b"name"), options.get(b"filename")
        if name is None:
            raise ApiError(400, "a part of the form has no name")
        info = PartInfo(
            name.decode("utf-8", "replace"),
            None if filename is None else filename.decode("utf-8", "replace"),
            self._headers.get("content-type", b"").decode("latin-1"),
            {key: value.decode("utf-8", "replace") for key, value in self._headers.items()},
        )
        self.parts.append((info, bytes(self._data)))

    def _finish(self) -> None:
        self.ended = True
