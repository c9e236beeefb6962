"""Problem"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .problem_code import ProblemCode
from .violation import Violation


class Problem(Model):
    """The body of every error (RFC 9457). `code` is for programs, `title` and `detail` are for people; `requestId`
    finds the request in the server's log.
    """

    type: str
    """What kind of problem this is; `about:blank` where the status says it all."""
    title: str
    """The same words for every occurrence of this kind."""
    status: int
    """The HTTP status."""
    code: ProblemCode
    request_id: str = Field(alias="requestId")
    """Also sent in the header `X-Request-Id`."""
    detail: str | MISSING = MISSING
    """What happened here and what to do about it."""
    errors: list[Violation] | MISSING = MISSING
    """Every violation that was found in the input, at most 100."""
    instance: str | MISSING = MISSING
    """The path of the request."""
