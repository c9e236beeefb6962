"""What a service may refuse, as typed errors; tag handlers turn them into the contract's problems."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One bad place of the input: a JSON pointer (RFC 6901) and what is wrong there."""

    pointer: str
    detail: str


class ServiceError(Exception):
    """A refusal that is no fault of the program. `code` is one of the contract's; `detail` is for people."""

    default_code = "internal_server_error"

    def __init__(self, detail: str, *, code: str | None = None, errors: tuple[FieldError, ...] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.default_code
        self.errors = errors


class Invalid(ServiceError):
    """The input cannot be understood. `errors` may say where."""

    default_code = "bad_request"


class Unauthenticated(ServiceError):
    """No credential, or one that is unknown, used up, expired or revoked."""

    default_code = "unauthorized"


class Forbidden(ServiceError):
    """Known, and not allowed: a path outside the allowed roots, say."""

    default_code = "forbidden"


class NotFound(ServiceError):
    """It does not exist, or belongs to somebody else: the two are told in the same words."""

    default_code = "not_found"


class Conflict(ServiceError):
    """It contradicts what is there: a second project on one root, a used idempotency key with another body."""

    default_code = "conflict"


class PreconditionFailed(ServiceError):
    """The state changed since the caller read it. `current` is the ETag that it has now."""

    default_code = "precondition_failed"

    def __init__(self, detail: str, *, current: str, code: str | None = None) -> None:
        super().__init__(detail, code=code)
        self.current = current


class TooLarge(ServiceError):
    """More bytes, members or levels than the limit allows."""

    default_code = "content_too_large"


class TooManyHeaders(ServiceError):
    """More header lines than a request may have."""

    default_code = "request_header_fields_too_large"


class UnsupportedMedia(ServiceError):
    """A body of a media type that nothing here takes."""

    default_code = "unsupported_media_type"


class TooMany(ServiceError):
    """Too much at a time. After `retry_after_ms` milliseconds it may work; None where nobody knows."""

    default_code = "rate_limited"

    def __init__(self, detail: str, *, retry_after_ms: int | None = None, code: str | None = None) -> None:
        super().__init__(detail, code=code)
        self.retry_after_ms = retry_after_ms


class Unavailable(ServiceError):
    """Something that the answer needs is not there now: the disk, the graph, the model.

    After `retry_after_ms` milliseconds it may be there; None where nobody knows.
    """

    default_code = "service_unavailable"

    def __init__(self, detail: str, *, retry_after_ms: int | None = None, code: str | None = None) -> None:
        super().__init__(detail, code=code)
        self.retry_after_ms = retry_after_ms
