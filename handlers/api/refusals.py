"""What a service refuses, in the contract's words: as an HTTP error, and as the problem of a refused command."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from codegen.runtime.call import ApiError, Violation
from codegen.runtime.problems import problem
from handlers import errors
from handlers.graph.store import GraphError
from handlers.index.service import NotIndexedError, UnknownPathError
from handlers.llm.embeddings import EmbeddingsUnavailableError
from handlers.llm.model import BusyError, ModelError, PromptTooLongError

_STATUS: Mapping[type[errors.ServiceError], int] = {
    errors.Invalid: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.PreconditionFailed: 412,
    errors.TooLarge: 413,
    errors.UnsupportedMedia: 415,
    errors.TooMany: 429,
    errors.TooManyHeaders: 431,
    errors.Unavailable: 503,
}

_OTHER_SHAPES = ("message", "error")  # members that the runtime knows for other contracts


def refusal(error: Exception) -> ApiError | None:
    """The error as codegen.runtime writes it; None: this is no refusal but a fault of the program."""
    match error:
        case errors.ServiceError():
            return api_error(error)
        case UnknownPathError():
            return ApiError(404, str(error), code="file_not_found")
        case NotIndexedError():
            return ApiError(409, str(error), code="index_missing")
        case PromptTooLongError():
            return ApiError(409, str(error), code="prompt_too_long")
        case BusyError(retry_after=seconds):
            return ApiError(503, str(error), code="model_busy", headers={"Retry-After": str(math.ceil(seconds))})
        case ModelError():
            return ApiError(503, str(error), code="model_unavailable")
        case GraphError():
            return ApiError(503, str(error), code="graph_unavailable")
        case EmbeddingsUnavailableError():
            return ApiError(503, str(error), code="vectors_unavailable")
    return None


def api_error(error: errors.ServiceError) -> ApiError:
    """Status, code, every bad place, and what a client does next."""
    headers = {}
    if isinstance(error, errors.TooMany | errors.Unavailable) and error.retry_after_ms is not None:
        headers["Retry-After"] = str(math.ceil(error.retry_after_ms / 1000))
    if isinstance(error, errors.PreconditionFailed):
        headers["ETag"] = error.current
    if isinstance(error, errors.Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    places = [Violation(found.pointer, found.detail) for found in error.errors]
    return ApiError(_STATUS.get(type(error), 500), error.detail, code=error.code, errors=places, headers=headers)


def problem_of(error: Exception, request_id: str) -> dict[str, Any]:
    """The contract's `Problem` (RFC 9457), where there is no HTTP answer to hold it: in a socket, within a stream."""
    meant = refusal(error) or ApiError(500, "the server failed", code="internal_server_error")
    return problem_members(meant, request_id)


def problem_members(error: ApiError, request_id: str, path: str = "") -> dict[str, Any]:
    """The contract's `Problem`; `path` is that of the request, where there is one."""
    members = problem(error, request_id, path, None, {})
    for name in _OTHER_SHAPES:
        members.pop(name, None)
    if not path:
        del members["instance"]
    return members
