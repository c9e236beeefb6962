"""ProblemCode"""

from __future__ import annotations

from typing import Literal, TypeAlias

ProblemCode: TypeAlias = Literal[
    "bad_request",
    "unauthorized",
    "forbidden",
    "not_found",
    "method_not_allowed",
    "not_acceptable",
    "request_timeout",
    "precondition_failed",
    "content_too_large",
    "unsupported_media_type",
    "precondition_required",
    "internal_server_error",
    "service_unavailable",
    "origin_forbidden",
    "root_forbidden",
    "project_not_found",
    "task_not_found",
    "session_not_found",
    "file_not_found",
    "symbol_not_found",
    "cursor_unknown",
    "key_not_found",
    "project_exists",
    "root_missing",
    "index_missing",
    "symbol_ambiguous",
    "session_limit",
    "events_expired",
    "idempotency_conflict",
    "prompt_too_long",
    "probes_running",
    "key_in_use",
    "key_revoked",
    "key_limit",
    "rate_limited",
    "model_busy",
    "model_unavailable",
    "graph_unavailable",
    "vectors_unavailable",
    "draining",
]
"""Where nothing more exact is known, the status's reason phrase (RFC 9110) in snake case; otherwise what exactly stood
in the way. Newer servers may know more codes.
"""
