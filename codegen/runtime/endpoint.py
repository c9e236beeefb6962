"""One operation as a bare ASGI endpoint: who asks, is it what the contract says, the handler, is its answer so, too."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from starlette.types import Receive, Scope, Send

from codegen.runtime.answers import EVENTS, Answers, Checking, ContractViolationError
from codegen.runtime.bodies import ABSENT, Bodies, BodyLimits
from codegen.runtime.call import ApiError, Authenticate, Call, PartInfo, Principal
from codegen.runtime.disconnect import ClientDisconnectedError, is_cancelled_on_disconnect, while_connected
from codegen.runtime.exchange import Exchange, Observe
from codegen.runtime.log_text import one_line
from codegen.runtime.problems import PROBLEM
from codegen.runtime.query_names import UnknownQuery, known_names
from codegen.runtime.request import Parameters, authenticated
from codegen.runtime.stream import frame, stream

log = logging.getLogger("codegen.runtime")
OnError: TypeAlias = Callable[[Exception], ApiError | None]
Admit: TypeAlias = Callable[[str, Principal | None], None]
"""Called with the operation's id and the caller. Raises `ApiError` to refuse the request: a rate limit, a shutdown."""


@dataclass(frozen=True, slots=True)
class OperationTypes:
    """The Python types of an operation's values: by parameter name, by content type, by 'status content-type'."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    results: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Boundary:
    """What all operations of an application share."""

    definitions: Mapping[str, Any]
    schemes: Mapping[str, Mapping[str, str]]  # of security
    authenticate: Authenticate | None = None
    on_error: OnError | None = None
    body_limits: BodyLimits = BodyLimits()  # noqa: RUF009  # frozen
    check_responses: Checking = True
    observe: Observe | None = None
    admit: Admit | None = None
    unknown_query: UnknownQuery = "ignore"
    problems: tuple[str, Any] = (PROBLEM, None)  # content type and schema of errors that no operation declares


class Endpoint:
    def __init__(self, spec: Mapping[str, Any], types: OperationTypes, handlers: Any, boundary: Boundary) -> None:
        self.spec, self._boundary = spec, boundary
        self._id, self._path, self._security = spec["id"], spec["path"], spec["security"]
        self._handler = getattr(handlers, spec["handler"], None)
        self._events = getattr(handlers, spec["handler"] + "_events", None)
        self._watched = is_cancelled_on_disconnect(self._handler)
        known = boundary.definitions
        self._parameters = Parameters(
            spec["parameters"],
            types.parameters,
            known,
            closed=known_names(spec["security"], boundary.schemes, boundary.unknown_query),
            conditional="428" in spec["responses"],
        )
        self._bodies = Bodies(spec["body"], types.body, known) if spec["body"] else None
        self.answers = Answers(spec, types.results, known, boundary.check_responses, boundary.problems)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange: Exchange = scope["exchange"]
        exchange.operation, exchange.path = self._id, self._path
        known, headers, answers = self._boundary, exchange.headers, self.answers
        principal: Principal | None = None
        parts: Sequence[PartInfo] = ()
        try:
            if self._security:
                principal = await authenticated(self._security, known.schemes, known.authenticate, scope, headers)
                exchange.principal = principal
            if known.admit is not None:
                known.admit(self._id, principal)
            wants = answers.wanted(headers.get(b"accept"))
            arguments = self._parameters.read(scope, headers, answers.invalid)
            if self._bodies is not None:
                body, parts = await self._bodies.read(receive, known.body_limits, headers, answers.invalid)
                if body is not ABSENT:
                    arguments["body"] = body
            last = headers.get(b"last-event-id")
            call = Call(
                self._id,
                exchange.request_id,
                principal,
                scope.get("client"),
                None if last is None else last.decode("latin-1"),
                wants,
                parts,
            )
            if wants == EVENTS and self._events is not None:
                await self._stream(self._events, call, arguments, scope, receive, send)
                return
            if self._handler is None:
                raise ApiError(501, f"operation {self._id} is not implemented")
            answering = self._handler(call, **arguments)
            try:
                result = await (while_connected(answering, receive) if self._watched else answering)
            except ClientDisconnectedError:
                return
            except Exception as error:
                refusal = self._refusal(error)
                if refusal is None:
                    raise
                raise refusal from error
            answer = answers.render(result, wants)
        except Exception as error:
            meant = self._meant(error, exchange)
            if exchange.status:
                raise
            try:
                answer = answers.refuse(meant, exchange.request_id, scope["path"])
            except ContractViolationError as violation:
                answer = answers.refuse(self._meant(violation, exchange), exchange.request_id, scope["path"])
        await exchange.respond(answer, send)

    async def _stream(
        self,
        events: Callable[..., AsyncIterator[Any]],
        call: Call,
        arguments: Mapping[str, Any],
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        declared = self.answers.stream()
        assert declared is not None  # as `wants` is one of the offers
        status, medium = declared
        if scope["method"] == "HEAD":
            await scope["exchange"].respond((status, [(b"content-type", EVENTS.encode())], b""), send)
            return

        def framed(event: Any) -> bytes:
            return frame(event, self.spec["discriminator"], lambda value: self.answers.event(value, status, medium))

        try:
            await stream(events(call, **arguments), framed, status, call.request_id, receive, send)
        except ContractViolationError:
            raise
        except Exception as error:
            refusal = self._refusal(error)
            if refusal is None:
                raise
            raise refusal from error

    def _refusal(self, error: Exception) -> Exception | None:
        """What to raise in place of a handler's exception: what it means, or that the contract declares no such answer.

        None: the exception itself goes on.
        """
        meant = error if isinstance(error, ApiError) else None
        if meant is None and self._boundary.on_error is not None:
            meant = self._boundary.on_error(error)
        if meant is None:
            return None
        if self._boundary.check_responses and not self.answers.declares(meant.status):
            return self.answers.undeclared(meant.status, str(meant))
        return None if meant is error else meant

    def _meant(self, error: Exception, exchange: Exchange) -> ApiError:
        """The error that the client sees; what is a fault of the program is logged."""
        if isinstance(error, ApiError):
            return error
        if isinstance(error, ContractViolationError):
            exchange.violation = str(error)
            log.error("contract violated: %s", one_line(error), extra={"request_id": exchange.request_id})
        else:
            log.error("operation %s failed", self._id, exc_info=error, extra={"request_id": exchange.request_id})
        return ApiError(500, "the server failed")
