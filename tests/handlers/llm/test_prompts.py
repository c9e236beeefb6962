"""Prompts fit the model's window, keep the best passages, and citations name only what was shown."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.llm.engine import MLXEngine
from handlers.llm.model import Message
from handlers.llm.prompts import Passage, answer_prompt, cited_numbers


def passage(number: int, lines: int) -> Passage:
    text = "\n".join(f"value_{number}_{line} = compute({line})" for line in range(lines))
    return Passage(f"src/file{number}.py", 10, 9 + lines, text)


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("It is done in [1].", {1}),
        ("See [2], [3] and [10].", {2, 3, 10}),
        ("Both [1, 3] do.", {1, 3}),
        ("Together[1] and [1][2].", {1, 2}),
        ("`items[1]` and values[2] are no citations.", set()),
        ("```python\nx = [1, 2]\n``` but [4] is.", {4}),
        ("an open fence ```\n[5]", set()),
        ("nothing", set()),
    ],
)
def test_finds_citations_in_prose(answer: str, want: set[int]) -> None:
    assert cited_numbers(answer) == want


@pytest.mark.parametrize(
    "part",
    [
        "[",
        "[1,",
        "[1 ",
        "[1 , ",
        "`",
        "```",
        "`\n",
        "```\n`",
        "[1]",
        "[1]x",
        "a[1]",
        "``[1]",
        "[[1]",
        "1",
        "[1" + " " * 99,
    ],
)
def test_an_answer_of_hostile_marks_is_read_at_once(part: str) -> None:
    """The work is inside `re`, where no steps can be counted; what is not linear takes minutes for such an answer."""
    answer = part * (200_000 // len(part))
    begun = time.process_time()
    assert cited_numbers(answer) <= {1}
    assert cited_numbers(f"[1{' ' * 200_000}") == frozenset()
    assert time.process_time() - begun < 2


async def test_shows_the_best_passages_and_says_what_was_cited(engine: MLXEngine) -> None:
    prompt = answer_prompt(engine, "Where?", [passage(1, 3), passage(2, 3)], context_tokens=500)
    assert prompt.passages == (passage(1, 3), passage(2, 3))
    assert "[2] src/file2.py:10-12\n" in prompt.messages[-1].content
    assert [(c.number, c.cited) for c in prompt.citations("As [2] and [7] say.")] == [(1, False), (2, True)]


async def test_a_passage_too_long_is_cut_at_a_line(engine: MLXEngine) -> None:
    prompt = answer_prompt(engine, "Where?", [passage(1, 200), passage(2, 1)], context_tokens=300)
    (shown,) = prompt.passages
    assert shown.text == "\n".join(passage(1, 200).text.splitlines()[: shown.end_line - shown.start_line + 1])
    assert 1 < shown.end_line - shown.start_line + 1 < 200


async def test_without_passages_the_question_is_asked_plainly(engine: MLXEngine) -> None:
    prompt = answer_prompt(engine, "What is a monad?", [])
    assert prompt.messages[-1] == Message("user", "What is a monad?")
    assert prompt.citations("see [1]") == ()


async def test_excerpts_that_have_more_tokens_when_joined_still_fit(engine: MLXEngine) -> None:
    passages = [passage(number, lines) for number, lines in enumerate([29, 73, 18, 117, 15])]
    prompt = answer_prompt(engine, "Where is it?", passages, answer_tokens=1270, context_tokens=2981)
    assert engine.context_window - 64 < engine.count_prompt(prompt.messages) + 1270 <= engine.context_window


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sizes=st.lists(st.integers(1, 120), max_size=5),
    turns=st.lists(st.integers(1, 300), max_size=6),
    context_tokens=st.integers(0, 3000),
    answer_tokens=st.integers(1, 2000),
)
def test_always_fits_and_keeps_the_order(
    engine: MLXEngine, sizes: list[int], turns: list[int], context_tokens: int, answer_tokens: int
) -> None:
    passages = [passage(number, lines) for number, lines in enumerate(sizes)]
    history = [
        Message("assistant" if turn % 2 else "user", f"turn {turn} " * words) for turn, words in enumerate(turns)
    ]
    prompt = answer_prompt(
        engine,
        "Where is it?",
        passages,
        history=history,
        answer_tokens=answer_tokens,
        context_tokens=context_tokens,
    )
    assert engine.count_prompt(prompt.messages) + answer_tokens <= engine.context_window
    assert [shown.path for shown in prompt.passages] == [p.path for p in passages[: len(prompt.passages)]]
    kept = prompt.messages[1:-1]
    assert list(kept) == history[len(history) - len(kept) :]
    assert not kept or kept[0].role == "user"
