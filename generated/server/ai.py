"""ai: what its handlers implement."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from generated.models import (
    ChatAnswer,
    ChatEvent,
    ChatRequest,
    CodeAnalysis,
    CodeAnalysisRequest,
    ConfidenceAssessment,
    ConfidenceRequest,
)

from codegen.runtime.call import Call, Event
from codegen.runtime.endpoint import OperationTypes


class AiHandlers(Protocol):
    async def chat(self, call: Call, *, body: ChatRequest) -> ChatAnswer:
        """Ask the assistant

        A model on this machine answers, relying on the project's index where one is named. Closing the connection
        stops it. A question that does not fit into the model's context is 409 `prompt_too_long`.
        """
        ...

    def chat_events(self, call: Call, *, body: ChatRequest) -> AsyncIterator[Event[ChatEvent]]:
        """Ask the assistant

        A model on this machine answers, relying on the project's index where one is named. Closing the connection
        stops it. A question that does not fit into the model's context is 409 `prompt_too_long`.
        """
        ...

    async def analyze_code(self, call: Call, *, body: CodeAnalysisRequest) -> CodeAnalysis:
        """Analyse a project's code

        Facts from the code graph (complexity, unused functions, import cycles, the most depended-on files), and the
        model's words about them. Closing the connection stops the model.
        """
        ...

    async def assess_confidence(self, call: Call, *, body: ConfidenceRequest) -> ConfidenceAssessment:
        """Judge a claim

        How much the model believes a claim, from its own token probabilities and the evidence in the project.
        Closing the connection stops the model.
        """
        ...


TYPES: dict[str, OperationTypes] = {
    "chat": OperationTypes(
        parameters={},
        body={
            "application/json": ChatRequest,
        },
        results={
            "200 application/json": ChatAnswer,
            "200 text/event-stream": ChatEvent,
        },
    ),
    "analyzeCode": OperationTypes(
        parameters={},
        body={
            "application/json": CodeAnalysisRequest,
        },
        results={
            "200 application/json": CodeAnalysis,
        },
    ),
    "assessConfidence": OperationTypes(
        parameters={},
        body={
            "application/json": ConfidenceRequest,
        },
        results={
            "200 application/json": ConfidenceAssessment,
        },
    ),
}
