"""JSON that a schema accepts, by masking every token that would break it (llguidance), and the retry when it is cut."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from handlers.llm.model import Completion, InvalidSchemaError, JsonSchema, LanguageModel, Message, ModelError


class TruncatedError(ModelError):
    """The answer was still incomplete JSON at the token limit, after every attempt."""

    def __init__(self, attempts: int, max_tokens: int) -> None:
        super().__init__(f"the answer did not fit: {attempts} attempts, the last with {max_tokens} tokens")


class SchemaMask:
    """A logits processor that leaves only tokens which continue valid JSON. One per request; used in the MLX thread."""

    def __init__(self, matcher: Any) -> None:
        self._matcher = matcher
        self._seen: int | None = None
        self._bits: Any = None

    def __call__(self, tokens: Any, logits: Any) -> Any:
        """`tokens`: prompt and answer so far, [n]. `logits`: [1, vocabulary]; returned with -inf where forbidden."""
        import mlx.core as mx
        import numpy as np
        from llguidance.numpy import allocate_token_bitmask, fill_next_token_bitmask

        if self._seen is None:
            self._seen = tokens.size  # the prompt is not part of the JSON
        for token in tokens[self._seen :].tolist():
            if not self._matcher.is_stopped():
                self._matcher.consume_token(token)
        if self._matcher.is_error():
            raise RuntimeError(self._matcher.get_error())
        self._seen = tokens.size
        width = logits.shape[-1]
        if self._bits is None:
            self._bits = allocate_token_bitmask(1, width)
        fill_next_token_bitmask(self._matcher, self._bits, 0)
        allowed = np.unpackbits(self._bits[0].view(np.uint8), bitorder="little")[:width].view(np.bool_)
        return mx.where(mx.array(allowed), logits, -float("inf"))


class Grammars:
    """Compiles schemas for one tokenizer. Thread-safe; the first use builds a token trie, about a second."""

    def __init__(self, tokenizer: Any, vocabulary: int, end_tokens: Sequence[int]) -> None:
        """`vocabulary` is the width of the logits, which may exceed the tokenizer's; `end_tokens` end a turn."""
        self._tokenizer = tokenizer
        self._vocabulary = vocabulary
        self._end_tokens = list(end_tokens)
        self._built: Any = None
        self._lock = threading.Lock()

    def mask(self, schema: JsonSchema) -> SchemaMask:
        """Blocks for 1 to 100 ms; raises `InvalidSchemaError`."""
        import llguidance
        import llguidance.hf

        with self._lock:
            if self._built is None:
                self._built = llguidance.hf.from_tokenizer(
                    self._tokenizer, n_vocab=self._vocabulary, eos_token=self._end_tokens
                )
        try:
            grammar = llguidance.LLMatcher.grammar_from_json_schema(
                json.dumps(bounded(schema)),
                # Free whitespace is a trap for a small model: it goes on indenting until the limit.
                overrides={"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "},
            )
        except ValueError as error:
            raise InvalidSchemaError(f"{error}") from error
        matcher = llguidance.LLMatcher(self._built, grammar)
        if matcher.is_error():
            raise InvalidSchemaError(matcher.get_error())
        return SchemaMask(matcher)


_DATA = ("enum", "const", "default", "examples")  # keywords whose values only look like schemas


def bounded(schema: JsonSchema, *, max_length: int = 400, max_items: int = 8) -> dict[str, Any]:
    """A narrower schema without open ends, at which a small model would go on for ever.

    Open strings get a length (characters), open arrays a number of items, open integers 32 bits, and objects that list
    their properties no others.
    """
    result: dict[str, Any] = _bounded(schema, max_length, max_items, closing=True)
    return result


def _bounded(node: Any, max_length: int, max_items: int, *, closing: bool) -> Any:
    if isinstance(node, list):
        return [_bounded(item, max_length, max_items, closing=closing) for item in node]
    if not isinstance(node, Mapping):
        return node
    # The parts of an allOf see each other's properties, so none of them may be closed.
    copied = {
        key: value if key in _DATA else _bounded(value, max_length, max_items, closing=key != "allOf")
        for key, value in node.items()
    }
    match copied.get("type"):
        case "string" if not {"enum", "const", "pattern", "format"} & copied.keys():
            copied.setdefault("maxLength", max(max_length, copied.get("minLength", 0)))
        case "array":
            copied.setdefault("maxItems", max(max_items, copied.get("minItems", 0)))
        case "integer" if not {"enum", "const"} & copied.keys():
            if "exclusiveMinimum" not in copied:
                copied.setdefault("minimum", min(-(2**31), copied.get("maximum", 0)))
            if "exclusiveMaximum" not in copied:
                copied.setdefault("maximum", max(2**31 - 1, copied.get("minimum", 0)))
        case "object" if closing and "properties" in copied and not {"allOf", "$ref"} & copied.keys():
            copied.setdefault("additionalProperties", False)
    return copied


async def complete_json(
    model: LanguageModel,
    messages: Sequence[Message],
    schema: JsonSchema,
    *,
    max_tokens: int = 256,
    temperature: float = 0.0,
    attempts: int = 2,
) -> tuple[Any, Completion]:
    """The decoded answer, valid against `schema`, and how it came about. Each attempt has twice the tokens of the last.

    Raises `TruncatedError` besides what `LanguageModel.complete` raises.
    """
    for attempt in range(attempts):
        limit = max_tokens << attempt
        answer = await model.complete(messages, max_tokens=limit, temperature=temperature, schema=schema)
        # At the very limit the JSON may still be whole, the end-of-turn token alone missing.
        with suppress(json.JSONDecodeError):
            return json.loads(answer.text), answer
    raise TruncatedError(attempts, limit)
