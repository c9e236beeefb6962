"""What becomes of every finished request: a line in the log and figures under its operation's name."""

from __future__ import annotations

import structlog

from codegen.runtime.exchange import MESSAGE, Observe, Observed
from handlers.monitoring.performance import Performance
from handlers.monitoring.repeated import KIND

UNMATCHED = "unmatched"


def observing(performance: Performance) -> Observe:
    """Paths are told as templates, as what stands in their place may be a person's own words."""
    log = structlog.stdlib.get_logger("leanvibe.request")

    def observe(found: Observed) -> None:
        operation = found.operation or UNMATCHED
        if found.violation:
            performance.violation(operation)
            log.error("contract violation", operation=operation, violation=found.violation, request_id=found.request_id)
        if found.method == MESSAGE:
            return
        performance.request(operation, found.status, found.seconds)
        log.info(
            "request",
            operation=operation,
            status=found.status,
            ms=round(found.seconds * 1000, 1),
            request_id=found.request_id,
            **({} if found.principal else {KIND: f"{operation} {found.status}"}),  # any program can cause these
        )

    return observe
