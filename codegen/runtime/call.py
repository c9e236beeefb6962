"""What a handler knows of the request besides its typed values, and what it may answer besides a plain value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Principal:
    """Who calls. `claims` are the authenticator's own."""

    id: str
    claims: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartInfo:
    """What a part of a multipart body says besides its value."""

    name: str
    filename: str | None
    content_type: str
    headers: Mapping[str, str]  # lower-case names


class Call(NamedTuple):  # made for every request, in a third of a frozen dataclass's time
    operation: str
    request_id: str
    principal: Principal | None = None
    peer: tuple[str, int] | None = None  # address and port; None where the web server does not know
    last_event_id: str | None = None
    wants: str = ""  # the media type of the contract that Accept chose; '' where answers have no content
    parts: Sequence[PartInfo] = ()  # of a multipart body, in its order

    @property
    def client(self) -> str:
        """`host:port` of the peer; '' where nobody knows."""
        return f"{self.peer[0]}:{self.peer[1]}" if self.peer else ""


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """A result with response headers, or with a status or media type where the contract has several."""

    body: T
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int | None = None
    content_type: str = ""  # '': what the client likes best; needed where the contract says image/*, say


Event: TypeAlias = T | tuple[str, T]
"""A server-sent event: its value, or its id and its value."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One bad place: a JSON pointer into the value, or `/query/limit`, and what is wrong there."""

    pointer: str
    detail: str


class ApiError(Exception):
    """An error that the contract declares. It is written in the contract's own error schema."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        code: str = "",
        errors: Sequence[Violation] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail or HTTPStatus(status).phrase)
        self.status, self.detail, self.code = status, detail, code
        self.errors, self.headers = tuple(errors), dict(headers or {})


class Open(Enum):
    """The type of `OPEN`."""

    OPEN = "open"


OPEN = Open.OPEN
"""`create_app(authenticate=OPEN)`: serve what the contract guards to every caller, on purpose."""


class Authenticate(Protocol):
    """Decides who a credential belongs to. None: it is unknown, expired or lacks a scope."""

    async def __call__(self, scheme: str, credential: str, scopes: Sequence[str]) -> Principal | None: ...
