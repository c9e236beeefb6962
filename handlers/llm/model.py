"""What the server asks of a language model: the `LanguageModel` protocol, its values and its errors."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Finish = Literal["stop", "length", "repetition"]
JsonSchema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Delta:
    """One generated token.

    `text` is what became readable with it (often empty: a character may take several tokens). `logprob` is the natural
    logarithm of the probability that the model gave it, before temperature and, with a schema, among the tokens that
    the schema allowed. `entropy` is that of the same distribution, in nats. `finish` is set on the last one.
    """

    text: str
    token: int
    logprob: float
    entropy: float
    finish: Finish | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole answer. `logprobs` and `entropies` have one entry a generated token, the end-of-turn token excluded."""

    text: str
    finish: Finish
    prompt_tokens: int
    completion_tokens: int
    logprobs: tuple[float, ...]
    entropies: tuple[float, ...]


class ModelError(RuntimeError):
    """A request that the model could not answer."""


class BusyError(ModelError):
    """Too many requests are running or waiting; try again after `retry_after` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("the model is busy, try again shortly")
        self.retry_after = retry_after


class PromptTooLongError(ModelError):
    """The prompt and the answer asked for do not fit into the model's context window. All in tokens."""

    def __init__(self, prompt_tokens: int, max_tokens: int, context_window: int) -> None:
        super().__init__(
            f"the prompt has {prompt_tokens} tokens and {max_tokens} are asked for as an answer; "
            f"the model holds {context_window} together"
        )
        self.prompt_tokens = prompt_tokens
        self.max_tokens = max_tokens
        self.context_window = context_window


class InvalidSchemaError(ModelError):
    """The JSON Schema cannot be enforced while generating."""


class GenerationError(ModelError):
    """The engine met an unexpected error while this request was running; other requests go on."""


class NotReadyError(ModelError):
    """The engine has not been started, is still loading, or has been closed."""


class LanguageModel(Protocol):
    """A model that answers a conversation. Implementations admit a bounded number of requests at once."""

    @property
    def name(self) -> str:
        """The name by which configuration knows it."""

    @property
    def context_window(self) -> int:
        """Tokens of prompt and answer together."""

    @property
    def ready(self) -> bool:
        """Whether requests are answered now."""

    async def loaded(self) -> None:
        """Returns when requests are answered. Raises `NotReadyError` with the reason why they never will be."""

    def count_tokens(self, text: str) -> int:
        """Tokens of a plain text, without the marks of a chat turn. Raises `NotReadyError`."""

    def count_prompt(self, messages: Sequence[Message]) -> int:
        """Tokens of a conversation as the model reads it, marks included. Raises `NotReadyError`."""

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        schema: JsonSchema | None = None,
    ) -> AsyncGenerator[Delta]:
        """The answer, token by token; with `schema` it is JSON that the schema accepts, unless it ends with 'length'.

        Closing the generator early frees its place at once, so use `contextlib.aclosing`. Before the first delta it may
        raise `BusyError`, `PromptTooLongError`, `InvalidSchemaError` and `NotReadyError`; at any point
        `GenerationError`, and `NotReadyError` when the model is closed meanwhile.
        """

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        schema: JsonSchema | None = None,
    ) -> Completion:
        """The same answer in one piece; the same errors."""
