"""The thread that owns MLX: loads the model, runs all requests as one continuous batch, and cleans up after itself.

Every MLX array is made, used and freed here, because lazy arrays belong to the stream of the thread that made them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from handlers.llm.memory import give_back
from handlers.llm.model import Delta, Finish, GenerationError, NotReadyError
from handlers.llm.repetition import RepetitionGuard
from handlers.llm.runtime import import_mlx, on_gpu
from handlers.llm.structured import SchemaMask

_PREFILL_STEP = 256  # tokens of a new prompt read between two decoding steps of the others
_CACHED_PROMPTS = 8


@dataclass(slots=True, eq=False)
class Request:
    """One answer to generate. `emit` is called in the worker thread with each delta, or once with an error."""

    prompt: list[int]
    max_tokens: int
    temperature: float
    mask: SchemaMask | None
    emit: Callable[[Delta | Exception], None]
    uid: int | None = None
    detokenizer: Any = None
    error: Exception | None = None
    repetition: RepetitionGuard = field(default_factory=RepetitionGuard)


@dataclass(slots=True)
class Counters:
    """What the worker has done since it started; written by the worker only."""

    requests: int = 0
    cancelled: int = 0
    failures: int = 0
    prompt_tokens: int = 0
    cached_prompt_tokens: int = 0
    prefill_steps: int = 0
    """Steps that evaluated a chunk of one or more prompts, `_PREFILL_STEP` tokens of each at most."""
    generated_tokens: int = 0
    running: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What other threads may use of a loaded model: none of it touches MLX."""

    tokenizer: Any
    end_tokens: tuple[int, ...]
    vocabulary: int
    device: str
    blas: str


@dataclass(frozen=True, slots=True)
class _Cancel:
    request: Request


@dataclass(slots=True)
class _State:
    model: Any
    tokenizer: Any
    batch: Any
    prefixes: Any
    live: dict[int, Request] = field(default_factory=dict)


class Worker(threading.Thread):
    """Runs until `stop`. `loaded` resolves when the model answers requests, or fails with the reason why not."""

    def __init__(self, locate: Callable[[], Path], *, batch_size: int, prefix_cache_bytes: int) -> None:
        """`locate` returns the MLX folder and may take long; it runs in this thread."""
        super().__init__(name="mlx", daemon=True)
        self.loaded: Future[Loaded] = Future()
        self.counters = Counters()
        self._locate = locate
        self._batch_size = batch_size
        self._prefix_cache_bytes = prefix_cache_bytes
        self._inbox: SimpleQueue[Request | _Cancel | None] = SimpleQueue()
        self._ended = False

    def submit(self, request: Request) -> None:
        self._inbox.put(request)
        if self._ended:
            self._refuse_waiting()

    def cancel(self, request: Request) -> None:
        """Frees the request's place; does nothing when it has ended."""
        self._inbox.put(_Cancel(request))

    def stop(self) -> None:
        """Ends the thread; running requests fail with `NotReadyError`."""
        self._inbox.put(None)

    def run(self) -> None:
        mx: Any = None
        try:
            mx, blas = import_mlx()
            state, loaded = self._load(mx, f"{blas.name} ({blas.detail})")
            self.loaded.set_result(loaded)
            del loaded
            try:
                while self._turn(mx, state):
                    pass
            finally:
                self._fail_all(state, NotReadyError("the model has been closed"))
                state.batch.close()
                del state
        except BaseException as error:  # whoever waits for the model must hear of it, whatever it is
            if self.loaded.done():
                raise
            self.loaded.set_exception(error)
        finally:
            self._ended = True
            self._refuse_waiting()
            if mx is not None:
                mx.synchronize()
                # A live stream at interpreter exit aborts the process ("terminate called without an active exception").
                mx.clear_streams()

    def _refuse_waiting(self) -> None:
        with suppress(Empty):
            while True:
                command = self._inbox.get_nowait()
                if isinstance(command, Request):
                    command.emit(NotReadyError("the model has been closed"))

    def _load(self, mx: Any, blas: str) -> tuple[_State, Loaded]:
        folder = self._locate()
        from mlx_lm import load
        from mlx_lm.models.cache import LRUPromptCache

        model, tokenizer = load(str(folder), tokenizer_config={"trust_remote_code": False})[:2]
        prefixes = LRUPromptCache(max_size=_CACHED_PROMPTS, max_bytes=self._prefix_cache_bytes)
        state = _State(model, tokenizer, None, prefixes)
        self._renew_batch(state)
        logits = model(mx.array([[tokenizer.eos_token_id]]))  # also warms the first kernels
        mx.eval(logits)
        mx.clear_cache()
        give_back()
        return (
            state,
            Loaded(
                # The Hugging Face tokenizer inside mlx_lm's wrapper, which has no other door.
                tokenizer=tokenizer._tokenizer,
                end_tokens=tuple(tokenizer.eos_token_ids),
                vocabulary=logits.shape[-1],
                device="gpu" if on_gpu(mx) else "cpu",
                blas=blas,
            ),
        )

    def _renew_batch(self, state: _State) -> None:
        from mlx_lm.generate import BatchGenerator

        state.batch = BatchGenerator(
            state.model,
            stop_tokens=[[token] for token in state.tokenizer.eos_token_ids],
            completion_batch_size=self._batch_size,
            prefill_batch_size=self._batch_size,
            prefill_step_size=_PREFILL_STEP,
        )

    def _turn(self, mx: Any, state: _State) -> bool:
        """Takes what lies in the inbox, then generates one token for every running request. False: stop."""
        try:
            with suppress(Empty):
                while True:
                    command = self._inbox.get(block=not state.live)
                    if command is None:
                        return False
                    if isinstance(command, _Cancel):
                        if self._drop(state, command.request):
                            self._rest(mx, state)
                    else:
                        self._admit(state, command)
            prefilled, responses = state.batch.next()
            self.counters.prefill_steps += any(not chunk.end_of_prompt for chunk in prefilled)
            self._deliver(mx, state, responses)
        except Exception as error:  # noqa: BLE001 - one bad step must not end the engine
            self._fail_all(state, _failed(error))
            self._renew_batch(state)
        self._rest(mx, state)
        return True

    def _rest(self, mx: Any, state: _State) -> None:
        if not state.live:
            mx.clear_cache()  # an idle engine keeps nothing that only generating needs
            give_back()

    def _admit(self, state: _State, request: Request) -> None:
        try:
            # One token must be left to feed, even when the whole prompt is known.
            cache, rest = state.prefixes.fetch_nearest_cache("", request.prompt[:-1])
            known = len(request.prompt) - 1 - len(rest)
            (uid,) = state.batch.insert(
                [request.prompt[known:]],
                max_tokens=[request.max_tokens],
                caches=[cache],
                all_tokens=[request.prompt[:known]],
                samplers=[_sampler(request.temperature)],
                logits_processors=[[_guarded(request, request.mask) if request.mask else _less_repetition()]],
            )
        except Exception as error:  # noqa: BLE001 - a request that cannot start fails alone
            self.counters.failures += 1
            request.emit(_failed(error))
            return
        request.uid, request.detokenizer = uid, state.tokenizer.detokenizer
        state.live[uid] = request
        self.counters.running = len(state.live)
        self.counters.requests += 1
        self.counters.prompt_tokens += len(request.prompt)
        self.counters.cached_prompt_tokens += known

    def _forget(self, state: _State, request: Request) -> bool:
        known = request.uid is not None and state.live.pop(request.uid, None) is not None
        self.counters.running = len(state.live)
        return known

    def _drop(self, state: _State, request: Request) -> bool:
        """Whether it was still running."""
        if not self._forget(state, request):
            return False
        state.batch.remove([request.uid])
        self.counters.cancelled += 1
        return True

    def _deliver(self, mx: Any, state: _State, responses: list[Any]) -> None:
        for response, (logprob, entropy) in zip(responses, _measured(mx, responses), strict=True):
            request = state.live[response.uid]
            finish: Finish | None = response.finish_reason
            if finish is None and request.mask is None and request.repetition.add(response.token):
                finish = "repetition"  # with a schema, lengths are bounded, and what is cut is no JSON
                state.batch.remove([response.uid])
            if finish:
                self._forget(state, request)
                if request.error is None and request.mask is None and finish != "repetition":
                    _remember(mx, state, response)
            elif request.error is not None:
                self._drop(state, request)
            if request.error is not None:
                self.counters.failures += 1
                request.emit(_failed(request.error))
                continue
            if finish != "stop":
                request.detokenizer.add_token(response.token)
                self.counters.generated_tokens += 1
            if finish:
                request.detokenizer.finalize()
            text = request.detokenizer.last_segment
            request.emit(Delta(text, response.token, logprob, entropy, finish))

    def _fail_all(self, state: _State, error: Exception) -> None:
        for request in state.live.values():
            self.counters.failures += 1
            request.emit(error)
        state.live.clear()
        self.counters.running = 0


def _failed(error: Exception) -> GenerationError:
    failure = GenerationError(f"generation failed: {error}")
    failure.__cause__ = error
    return failure


def _guarded(request: Request, processor: SchemaMask) -> Callable[[Any, Any], Any]:
    """The processor, whose failure ends its own request and not the batch."""

    def call(tokens: Any, logits: Any) -> Any:
        if request.error is None:
            try:
                return processor(tokens, logits)
            except Exception as error:  # noqa: BLE001 - the request reports it
                request.error = error
        return logits

    return call


@lru_cache(maxsize=64)
def _sampler(temperature: float) -> Any:
    """Shared by all requests of one temperature: the batch then samples them in one call."""
    from mlx_lm.sample_utils import make_sampler

    return make_sampler(temp=temperature, top_p=0.95 if temperature else 0.0)


@lru_cache(maxsize=1)
def _less_repetition() -> Any:
    """Free text only, as JSON has to repeat its marks: without it a small model tells one line for ever (greedily)."""
    from mlx_lm.sample_utils import make_repetition_penalty

    return make_repetition_penalty(1.1, context_size=64)


def _measured(mx: Any, responses: Iterable[Any]) -> list[tuple[float, float]]:
    """(log-probability of the chosen token, entropy in nats) of each response."""
    rows = list(responses)
    if not rows:
        return []
    logprobs = mx.stack([row.logprobs for row in rows]).astype(mx.float32)
    chosen = mx.take_along_axis(logprobs, mx.array([[row.token] for row in rows]), axis=1)[:, 0]
    # A masked token has logprob -inf and probability 0; the floor keeps 0 * inf out of the sum.
    entropy = -(mx.exp(logprobs) * mx.maximum(logprobs, -1e4)).sum(axis=1)
    return [(float(a), float(b)) for a, b in zip(chosen.tolist(), entropy.tolist(), strict=True)]


def _remember(mx: Any, state: _State, response: Any) -> None:
    # Evaluated now, so that the entry does not keep the whole batch's buffers alive.
    mx.eval([layer.state for layer in response.prompt_cache])
    state.prefixes.insert_cache("", list(response.all_tokens), response.prompt_cache)
