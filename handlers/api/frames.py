"""The frames that the server sends over its socket, made of what the services say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from codegen.runtime.model import MISSING, DateTime, decode
from generated import models
from handlers.clock import instant, now_ms
from handlers.sessions.delivery import Lagging, Ready, Told
from handlers.sessions.envelope import envelope
from handlers.sessions.live import Delta
from handlers.sessions.log import Event, Reset
from handlers.sessions.messages import Made
from handlers.sessions.model import Session
from handlers.sessions.snapshot import Snapshot

SNAPSHOT_BYTES = 700 * 1024  # of messages in a snapshot; with the state it stays within a frame of 1 MiB

_EVENT = TypeAdapter[models.SessionEvent](models.SessionEvent)
_MESSAGES = TypeAdapter(list[models.SessionMessage])
_PROBLEM = TypeAdapter(models.Problem)

Frame: TypeAlias = models.WsSends


def told(session_id: str, one: Told, ref: str | None) -> Frame:
    """What a reader of a session is told; `ref` is the id of the frame that asked for the stream."""
    match one:
        case Event():
            event: Frame = decode(_EVENT, envelope(one))
            return event
        case Delta(message_id, offset, text, asked_by):
            return models.AiMessageDelta(
                session_id=session_id,
                timestamp=_now(),
                payload=models.AiMessageDeltaPayload(
                    data=models.AiMessageDeltaData(message_id=message_id, offset=offset, text=text),
                    metadata=_meta(asked_by),
                ),
            )
        case Ready(epoch, recovered, from_seq, low_seq, tail_seq):
            return models.StreamReady(
                session_id=session_id,
                timestamp=_now(),
                payload=models.StreamReadyPayload(
                    data=models.StreamReadyData(
                        epoch=epoch, recovered=recovered, from_seq=from_seq, tail_seq=tail_seq, low_seq=low_seq
                    ),
                    metadata=_meta(ref),
                ),
            )
        case Reset(reason):
            return models.StreamReset(
                session_id=session_id,
                timestamp=_now(),
                payload=models.StreamResetPayload(data=models.StreamResetData(reason=reason), metadata=_meta(ref)),
            )
        case Snapshot():
            return models.StreamSnapshot(
                session_id=session_id,
                timestamp=_now(),
                payload=models.StreamSnapshotPayload(data=_snapshot(one), metadata=_meta(ref)),
            )
        case Lagging(behind):
            return models.StreamLagging(
                session_id=session_id,
                timestamp=_now(),
                payload=models.StreamLaggingPayload(data=models.StreamLaggingData(behind=behind), metadata=_meta(None)),
            )


def ready(connection_id: str, *, ping_ms: int, pong_ms: int, rate: float, ref: str) -> models.ConnectionReady:
    data = models.ConnectionReadyData(
        connection_id=connection_id,
        ping_interval_ms=ping_ms,
        pong_timeout_ms=pong_ms,
        commands_per_second=max(1, int(rate)),
    )
    payload = models.ConnectionReadyPayload(data=data, metadata=_meta(ref))
    return models.ConnectionReady(session_id=None, timestamp=_now(), payload=payload)


def ping(sessions: Sequence[Session], ref: str) -> models.ConnectionPing:
    tails = [models.StreamTail(session_id=s.id, epoch=s.epoch, tail_seq=s.tail_seq) for s in sessions]
    payload = models.ConnectionPingPayload(data=models.ConnectionPingData(streams=tails), metadata=_meta(ref))
    return models.ConnectionPing(session_id=None, timestamp=_now(), payload=payload)


def draining(retry_after_ms: int, reason: str) -> models.ConnectionDraining:
    data = models.ConnectionDrainingData(retry_after_ms=retry_after_ms, reason=reason)
    payload = models.ConnectionDrainingPayload(data=data, metadata=_meta(None))
    return models.ConnectionDraining(session_id=None, timestamp=_now(), payload=payload)


def ack(session_id: str, made: Made, ref: str) -> models.CommandAck:
    """`seq` 0 stands for a command that made no event."""
    data = models.CommandAckData(duplicate=made.duplicate, seq=made.seq or MISSING, result_id=made.message.id)
    payload = models.CommandAckPayload(data=data, metadata=_meta(ref))
    return models.CommandAck(session_id=session_id, timestamp=_now(), payload=payload)


def error(
    session_id: str | None, problem: dict[str, Any], ref: str, retry_after_ms: int | None = None
) -> models.CommandError:
    data = models.CommandErrorData(
        problem=decode(_PROBLEM, problem), retry_after_ms=MISSING if retry_after_ms is None else retry_after_ms
    )
    payload = models.CommandErrorPayload(data=data, metadata=_meta(ref))
    return models.CommandError(session_id=session_id, timestamp=_now(), payload=payload)


def index_progress(job: models.IndexJob) -> models.ProjectIndexProgress:
    payload = models.ProjectIndexProgressPayload(data=job, metadata=_meta(None))
    return models.ProjectIndexProgress(session_id=None, timestamp=_now(), payload=payload)


def _snapshot(found: Snapshot) -> models.StreamSnapshotData:
    messages: list[dict[str, Any]] = []
    room = SNAPSHOT_BYTES
    for message in reversed(found.messages):  # the latest are worth most
        one = message.as_json()
        room -= len(json.dumps(one, ensure_ascii=False).encode())
        if room < 0:
            break
        messages.append(one)
    return models.StreamSnapshotData(
        epoch=found.epoch,
        as_of_seq=found.as_of_seq,
        state=dict(found.state),
        messages=decode(_MESSAGES, messages[::-1]),
    )


def _meta(ref: str | None) -> models.ControlMetadata:
    return models.ControlMetadata(ref=MISSING if ref is None else ref)


def _now() -> DateTime:
    return DateTime.of(instant(now_ms()))
