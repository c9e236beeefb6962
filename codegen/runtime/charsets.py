"""Text of a request's body: UTF-8, and what else the contract's own media type declares.

Python knows some hundred codecs. Several of them (punycode, idna) need time that grows with the square of the text,
others (unicode_escape, utf-7) decode what looks like plain text to something else: none is chosen by a client.
"""

from __future__ import annotations

from codegen.runtime.call import ApiError, Violation
from codegen.runtime.negotiation import parameter

UTF8, _LATIN1, _UTF16 = "utf-8", "iso-8859-1", "utf-16"
_NAMES = {
    "utf-8": UTF8,
    "utf8": UTF8,
    "us-ascii": UTF8,  # a part of UTF-8
    "ascii": UTF8,
    "iso-8859-1": _LATIN1,
    "iso_8859-1": _LATIN1,
    "latin1": _LATIN1,
    "latin-1": _LATIN1,
    "utf-16": _UTF16,
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}


def charset(content_type: str, declared: str, default: str = UTF8) -> str:
    """The codec of text that is sent as `content_type`, where the contract declares the media type `declared`.

    `default` where `content_type` names no charset: UTF-8 (RFC 8259, section 8.1), whatever the contract prefers.
    Raises `ApiError` 415 for a charset that is neither UTF-8 nor the one of `declared`.
    """
    name = parameter(content_type, "charset").lower()
    if not name:
        return default
    codec = _NAMES.get(name)
    if codec == UTF8 or (codec is not None and codec in _declared(declared)):
        return codec
    raise ApiError(415, f"the charset {name[:40]!r} is not accepted here; send UTF-8")


def decoded(raw: bytes, codec: str, what: str, where: str = "") -> str:
    """The text. Raises `ApiError` 400 that names `what`, and the place `where`, if the bytes are not in `codec`."""
    if codec == _UTF16 and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        codec = "utf-16-be"  # without a byte order mark (RFC 2781, section 4.3)
    try:
        return raw.decode(codec)
    except ValueError as error:
        errors = [Violation(where, f"not {codec.upper()}")] if where else []
        raise ApiError(400, f"{what} is not {codec.upper()}", errors=errors) from error


def _declared(content_type: str) -> tuple[str, ...]:
    codec = _NAMES.get(parameter(content_type, "charset").lower(), UTF8)
    return (_UTF16, "utf-16-le", "utf-16-be") if codec.startswith(_UTF16) else (codec,)
