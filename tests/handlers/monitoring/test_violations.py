"""A handler of LeanVibe that breaks the contract: what the client, the log and the metrics get."""

from __future__ import annotations

from typing import Any

import pytest
import structlog
from prometheus_client import CollectorRegistry, generate_latest

from codegen.runtime.call import Call
from codegen.runtime.exchange import MESSAGE, Observed
from generated import models
from generated.server import OPEN, create_app
from handlers.monitoring.performance import Performance
from handlers.monitoring.requests import observing
from handlers.settings import load_settings
from tests.support.asgi import ask


class Ill:
    async def get_health(self, call: Call) -> Any:
        made: Any = models.Health.model_construct
        return made(version="1")


@pytest.mark.parametrize(("setting", "status"), [("full", 500), ("sampled", 500), ("off", 200)])
async def test_a_violation_is_answered_logged_and_counted(
    monkeypatch: pytest.MonkeyPatch, setting: str, status: int
) -> None:
    monkeypatch.setenv("LEANVIBE_CHECK_ANSWERS", setting)
    registry = CollectorRegistry()
    ill: Any = Ill()
    app = create_app(
        monitoring_handlers=ill,
        authenticate=OPEN,
        observe=observing(Performance(registry)),
        check_responses=load_settings().checking,
    )
    with structlog.testing.capture_logs() as lines:
        answer = await ask(app, "GET", "/api/v1/monitoring/health")
    assert answer.status == status
    metrics = generate_latest(registry).decode()
    counted = 'leanvibe_contract_violations_total{operation="getHealth"} 1.0' in metrics
    told = [line["violation"] for line in lines if line["event"] == "contract violation"]
    assert counted == (status == 500)
    assert [text.split(" ")[1:3] for text in told] == ([["#/Health/get/responses/200", "getHealth"]] if counted else [])
    if counted:
        assert answer.json["code"] == "internal_server_error"
        assert "uptimeSeconds" in told[0]


def test_a_message_that_did_not_leave_is_counted_and_is_no_request() -> None:
    registry = CollectorRegistry()
    observing(Performance(registry))(
        Observed("ws", MESSAGE, "/api/v1/ws", 0, 0, 0, "", "asyncapi.yaml:24 #/channels/ws")
    )
    metrics = generate_latest(registry).decode()
    assert 'leanvibe_contract_violations_total{operation="ws"} 1.0' in metrics
    assert 'leanvibe_requests_total{operation="ws"' not in metrics
