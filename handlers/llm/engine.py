"""`MLXEngine`: this machine's language model behind an asyncio face. One model, one worker thread, many requests."""

from __future__ import annotations

import asyncio
import atexit
import re
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from handlers.llm.model import (
    BusyError,
    Completion,
    Delta,
    JsonSchema,
    Message,
    ModelError,
    NotReadyError,
    PromptTooLongError,
)
from handlers.llm.structured import Grammars
from handlers.llm.worker import Loaded, Request, Worker


@dataclass(frozen=True, slots=True)
class EngineLimits:
    """What one engine takes on: requests generated together, requests waiting besides, bytes of remembered prompts."""

    batch_size: int = 8
    waiting: int = 16
    prefix_cache_bytes: int = 128 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class EngineStats:
    """A snapshot for monitoring. Tokens and requests are counted since the start; `load_s` is the time until ready."""

    model: str
    device: str
    blas: str
    load_s: float
    admitted: int
    capacity: int
    running: int
    requests: int
    cancelled: int
    failures: int
    prompt_tokens: int
    cached_prompt_tokens: int
    prefill_steps: int
    generated_tokens: int


class MLXEngine:
    """A `LanguageModel` on MLX. Create it anywhere; `start` and `close` it in the event loop that uses it."""

    def __init__(
        self, name: str, locate: Callable[[], Path], *, context_window: int, limits: EngineLimits | None = None
    ) -> None:
        """`locate` returns the model's MLX folder, converting or fetching it if need be: see `models.prepare`."""
        self._name = name
        self._context_window = context_window
        self._limits = limits or EngineLimits()
        self._worker = Worker(
            locate, batch_size=self._limits.batch_size, prefix_cache_bytes=self._limits.prefix_cache_bytes
        )
        self._loaded: Loaded | None = None
        self._loading: asyncio.Task[None] | None = None
        self._load_s = 0.0
        self._admitted = 0
        self._request_s = 1.0  # moving mean of a request's duration, the hint of `BusyError`

    @property
    def name(self) -> str:
        return self._name

    @property
    def context_window(self) -> int:
        return self._context_window

    @property
    def ready(self) -> bool:
        return self._loaded is not None

    @property
    def stats(self) -> EngineStats:
        loaded = self._loaded
        return EngineStats(
            model=self._name,
            device=loaded.device if loaded else "",
            blas=loaded.blas if loaded else "",
            load_s=self._load_s,
            admitted=self._admitted,
            capacity=self._capacity,
            **asdict(self._worker.counters),
        )

    def begin(self) -> None:
        """Starts to load the model and returns at once; `loaded` waits for it."""
        if self._loading is None:
            self._loading = asyncio.create_task(self._load())
            # Read here, so that a failure which nobody waits for is not reported as forgotten: `failure` tells it.
            self._loading.add_done_callback(lambda task: task.cancelled() or task.exception())

    async def start(self) -> None:
        """Loads the model and returns when it answers. Raises what `locate` raises, or why MLX could not load it."""
        self.begin()
        assert self._loading is not None
        await asyncio.shield(self._loading)

    async def loaded(self) -> None:
        if self._loading is None:
            raise NotReadyError(f"the model {self._name} is not loaded")
        try:
            await asyncio.shield(self._loading)
        except ModelError:
            raise
        except Exception as error:
            raise NotReadyError(str(error)) from error

    @property
    def failure(self) -> BaseException | None:
        """Why the model could not be loaded; None while it loads, and when it has."""
        ended = self._loading is not None and self._loading.done() and not self._loading.cancelled()
        return self._loading.exception() if ended and self._loading else None

    async def _load(self) -> None:
        started = time.perf_counter()
        # An open MLX stream aborts the interpreter at exit, so even a forgotten engine is closed.
        atexit.register(self._stop)
        self._worker.start()
        loaded = await asyncio.wrap_future(self._worker.loaded)
        self._grammars = Grammars(loaded.tokenizer, loaded.vocabulary, loaded.end_tokens)
        special = [t.content for t in loaded.tokenizer.added_tokens_decoder.values() if t.special]
        self._special = re.compile("|".join(map(re.escape, sorted(special, key=len, reverse=True))) or "(?!)")
        self._load_s = time.perf_counter() - started
        self._loaded = loaded

    async def close(self) -> None:
        """Fails what is running with `NotReadyError`, frees the model and ends the thread. May be called twice."""
        self._loaded = None
        await asyncio.to_thread(self._stop)
        atexit.unregister(self._stop)

    def _stop(self) -> None:
        self._worker.stop()
        if self._worker.ident is not None:
            self._worker.join(timeout=30)

    def count_tokens(self, text: str) -> int:
        return len(self._encode(text))

    def count_prompt(self, messages: Sequence[Message]) -> int:
        return len(self._prompt(messages))

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        schema: JsonSchema | None = None,
    ) -> AsyncGenerator[Delta]:
        async with self._running(messages, max_tokens, temperature, schema) as (_, deltas):
            async for delta in deltas:
                yield delta

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        schema: JsonSchema | None = None,
    ) -> Completion:
        async with self._running(messages, max_tokens, temperature, schema) as (request, deltas):
            all_deltas = [delta async for delta in deltas]
        finish = all_deltas[-1].finish or "stop"
        tokens = all_deltas[:-1] if finish == "stop" else all_deltas
        return Completion(
            text="".join(delta.text for delta in all_deltas),
            finish=finish,
            prompt_tokens=len(request.prompt),
            completion_tokens=len(tokens),
            logprobs=tuple(delta.logprob for delta in tokens),
            entropies=tuple(delta.entropy for delta in tokens),
        )

    @property
    def _capacity(self) -> int:
        return self._limits.batch_size + self._limits.waiting

    @asynccontextmanager
    async def _running(
        self, messages: Sequence[Message], max_tokens: int, temperature: float, schema: JsonSchema | None
    ) -> AsyncIterator[tuple[Request, AsyncIterator[Delta]]]:
        """A request in the worker's hands for as long as the block runs."""
        self._require_ready()
        if self._admitted >= self._capacity:
            raise BusyError(retry_after=round(max(1.0, self._request_s), 1))
        self._admitted += 1
        started = time.perf_counter()
        try:
            prompt = await asyncio.to_thread(self._prompt, messages)
            if len(prompt) + max_tokens > self._context_window:
                raise PromptTooLongError(len(prompt), max_tokens, self._context_window)
            mask = await asyncio.to_thread(self._grammars.mask, schema) if schema is not None else None
            arrived: asyncio.Queue[Delta | Exception] = asyncio.Queue()
            request = Request(prompt, max_tokens, temperature, mask, _into(arrived))
            self._require_ready()  # it may have been closed while we prepared
            self._worker.submit(request)
            try:
                yield request, _deltas(arrived)
            finally:
                self._worker.cancel(request)
        finally:
            self._admitted -= 1
            self._request_s += 0.2 * (time.perf_counter() - started - self._request_s)

    def _require_ready(self) -> Loaded:
        if self._loaded is None:
            raise NotReadyError(f"the model {self._name} is not loaded")
        return self._loaded

    def _prompt(self, messages: Sequence[Message]) -> list[int]:
        tokenizer = self._require_ready().tokenizer
        # A text must not be able to end its turn and speak as somebody else: it cannot spell a control token.
        turns = [
            {"role": m.role, "content": self._special.sub(lambda found: f"{found[0][0]} {found[0][1:]}", m.content)}
            for m in messages
        ]
        text = tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
        return self._encode(text)

    def _encode(self, text: str) -> list[int]:
        # The Rust tokenizer itself: Hugging Face's wrapper sets options on it and so is not safe between threads.
        ids: list[int] = self._require_ready().tokenizer.backend_tokenizer.encode(text, add_special_tokens=False).ids
        return ids


def _into(arrived: asyncio.Queue[Delta | Exception]) -> Callable[[Delta | Exception], None]:
    loop = asyncio.get_running_loop()

    def emit(item: Delta | Exception) -> None:
        with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
            loop.call_soon_threadsafe(arrived.put_nowait, item)

    return emit


async def _deltas(arrived: asyncio.Queue[Delta | Exception]) -> AsyncIterator[Delta]:
    while True:
        item = await arrived.get()
        if isinstance(item, Exception):
            raise item
        yield item
        if item.finish is not None:
            return
