"""Notices that a client has closed its connection while a handler still works on its request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

T = TypeVar("T")
Handler = TypeVar("Handler", bound=Callable[..., Any])

_MARK = "__cancel_on_disconnect__"


class ClientDisconnectedError(Exception):
    """The client has closed the connection, so that nothing can be sent."""


def cancel_on_disconnect(handler: Handler) -> Handler:
    """Mark a handler method: its task is cancelled when the client disconnects before it returns.

    For handlers whose work is worth nothing without a reader, such as running a language model. Others run to their
    end, because a handler that stores something must not be stopped between two steps. They pay nothing for this.

    A disconnect is noticed when the web server reads from the connection. uvicorn stops reading after a client has sent
    its next request early (HTTP pipelining), so such a client is noticed only when the answer is written.
    """
    setattr(handler, _MARK, True)
    return handler


def is_cancelled_on_disconnect(handler: object) -> bool:
    """Whether `cancel_on_disconnect` marks this handler."""
    return bool(getattr(handler, _MARK, False))


async def while_connected(answering: Coroutine[Any, Any, T], receive: Receive) -> T:
    """The coroutine's result. `receive` is the request's, its body read.

    Raises ClientDisconnectedError after the coroutine has been cancelled and has ended, and what the coroutine raises.
    """
    work = asyncio.ensure_future(answering)
    gone = asyncio.ensure_future(disconnected(receive))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        await _cancelled(work)
        gone.result()  # where reading failed, that is the error
        raise ClientDisconnectedError
    finally:
        await _cancelled(gone)  # or it would take what belongs to the connection's next request
        await _cancelled(work)


async def disconnected(receive: Receive) -> None:
    """Returns when the client has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _cancelled(task: asyncio.Future[Any]) -> None:
    """Cancels the task and waits for its end; an error that it raises instead is the caller's to see."""
    if not task.done():
        task.cancel()
        await asyncio.wait({task})
        if not task.cancelled() and (error := task.exception()) is not None:
            raise error
