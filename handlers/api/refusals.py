"""What a service refuses, in the contract's words: as an HTTP error, and as the problem of a refused command."""

from __future__ import annotations

import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from codegen.runtime.call import ApiError, Violation
from handlers import errors

_STATUS: Mapping[type[errors.ServiceError], int] = {
    errors.Invalid: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.PreconditionFailed: 412,
    errors.TooLarge: 413,
    errors.TooMany: 429,
    errors.Unavailable: 503,
}


def api_error(error: errors.ServiceError) -> ApiError:
    """The error as codegen.runtime writes it: status, code, every bad place, and what a client does next."""
    headers = {}
    if isinstance(error, errors.TooMany) and error.retry_after_ms is not None:
        headers["Retry-After"] = str(math.ceil(error.retry_after_ms / 1000))
    if isinstance(error, errors.PreconditionFailed):
        headers["ETag"] = error.current
    places = [Violation(found.pointer, found.detail) for found in error.errors]
    return ApiError(_STATUS.get(type(error), 500), error.detail, code=error.code, errors=places, headers=headers)


def problem_of(error: errors.ServiceError, request_id: str) -> dict[str, Any]:
    """The contract's `Problem` (RFC 9457), where there is no HTTP answer to hold it."""
    status = _STATUS.get(type(error), 500)
    places = [{"pointer": found.pointer, "detail": found.detail} for found in error.errors]
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": error.detail,
        "code": error.code,
        "requestId": request_id,
        **({"errors": places} if places else {}),
    }
