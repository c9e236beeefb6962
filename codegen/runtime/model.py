"""`Model`, the base of generated models: decode then encode is the identity on JSON.

Validity is not decided here but by the contract's schemas (`codegen.runtime.validation`): a model gives types to a
value that is valid already. Absent members stay absent (`MISSING`), unknown ones are kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from pydantic import MISSING, BaseModel, ConfigDict, GetCoreSchemaHandler, TypeAdapter
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticUndefined, core_schema

__all__ = ["MISSING", "DateTime", "Model", "decode", "encode"]


class Model(BaseModel):
    """An object of the contract. Its constructor takes Python names and fills in constants; JSON has the contract's
    names, and a constant that it lacks is lacking: a case of a union that has it is another one.
    """

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,  # for constructors; `decode` goes by the contract's names alone
        validate_by_alias=True,
        serialize_by_alias=True,
        protected_namespaces=(),
        defer_build=True,  # many models, few of them used by one program
    )
    __constants__: ClassVar[Mapping[str, FieldInfo]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        fields = cls.model_fields.items()
        cls.__constants__ = {n: f for n, f in fields if f.default is not MISSING and f.default is not PydanticUndefined}
        kind: Any = cls
        if cls.__constants__ and kind.__init__ is BaseModel.__init__:  # others are made without a step between
            kind.__init__ = _filled_in

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        model: Any = handler.resolve_ref_schema(schema)
        for name in cls.__constants__:
            field = model["schema"]["fields"][name]
            if field["schema"]["type"] == "default":  # a model that is built already comes without
                field["schema"] = field["schema"]["schema"]
        return schema


def _filled_in(self: Model, /, **data: Any) -> None:
    for name, field in type(self).__constants__.items():
        if name not in data and field.alias not in data:
            data[name] = field.default
    BaseModel.__init__(self, **data)


_filled_in.__pydantic_base_init__ = True  # type: ignore[attr-defined]  # reading does not come through here


_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:(\d\d)(?:\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
# What `fromisoformat` reads as it is; nearly all are so, and they are read in half the time.
_USUAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII).fullmatch


class DateTime(datetime):
    """A `datetime` that remembers the RFC 3339 text it was read from, and is written as that text again.

    Fractions beyond microseconds and a leap second (`:60`, taken as `:59`) live on in the text alone.
    """

    __slots__ = ("text",)
    text: str

    @classmethod
    def of(cls, value: datetime) -> Self:
        """From any aware datetime, written in RFC 3339; UTC is `Z`. ValueError without a time zone."""
        if value.tzinfo is None:
            raise ValueError("a date-time needs a time zone")
        text = value.isoformat().replace("+00:00", "Z")
        return cls.parse(text)

    @classmethod
    def parse(cls, text: str) -> Self:
        """From RFC 3339 text (section 5.6). ValueError where it is none."""
        known = text if _USUAL(text) else _iso(text)
        made = cls.fromisoformat(known)
        made.text = text
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.plain_serializer_function_ser_schema(
                _text, return_schema=core_schema.str_schema()
            ),
        )

    @classmethod
    def _validate(cls, value: object) -> Self:
        if isinstance(value, str):
            return cls.parse(value)
        if isinstance(value, cls) and hasattr(value, "text"):
            return value
        if isinstance(value, datetime):  # one that arithmetic made is no text yet
            return cls.of(value)
        raise ValueError("a date-time is text")


def _iso(text: str) -> str:
    found = _RFC3339.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no RFC 3339 date-time")
    seconds, offset = found.groups()
    known = text if seconds != "60" else f"{text[:17]}59{text[19:]}"
    return known if offset != "z" else f"{known[:-1]}Z"


def _text(value: DateTime) -> str:
    try:
        return value.text
    except AttributeError:
        return DateTime.of(value).text


def decode(adapter: TypeAdapter[Any], value: object) -> Any:
    """The typed value of parsed JSON. pydantic.ValidationError where it has another shape."""
    return adapter.validator.validate_python(value, by_alias=True, by_name=False)


def encode(adapter: TypeAdapter[Any], value: object) -> Any:
    """The JSON of a typed value; members that are MISSING are left out. The schema judges it, so Pydantic need not."""
    return adapter.serializer.to_python(value, mode="json", by_alias=True, warnings=False)
