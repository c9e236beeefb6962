"""Notices that a model repeats itself without end, so that the answer can be stopped.

A small model that decodes greedily falls into a loop: the same tokens again and again until the limit. Ordinary text
repeats as well (rules of a table, rows of zeros, closing brackets), so that only what is longer than such text counts.
"""

from __future__ import annotations

LONGEST_PERIOD = 128
"""Tokens of the longest loop that is noticed: a paragraph."""

_LEAST_TOKENS = 192  # of one loop: a table of ten equal rows has fewer
_LEAST_REPEATS = 4  # of a paragraph
_MANY_REPEATS, _MANY_TOKENS = 12, 384  # of a line: generated JSON may have ten equal objects
_LEAST_TOKENS_OF_GRID = 448  # of rows of few different tokens: 16 rows of 16 zeros


class RepetitionGuard:
    """Add each generated token of one answer; it costs some microseconds per token."""

    def __init__(self) -> None:
        self._tokens: list[int] = []
        self._runs = [0] * (LONGEST_PERIOD + 1)  # by period: how many of the last tokens equal the one a period before

    def add(self, token: int) -> bool:
        """Whether the answer has been looping for so long that it should end."""
        tokens, runs = self._tokens, self._runs
        last = len(tokens)
        tokens.append(token)
        looping = False
        for period in range(1, min(LONGEST_PERIOD, last) + 1):
            if tokens[last - period] != token:
                runs[period] = 0
                continue
            runs[period] += 1
            looping = looping or self._loops(period)
        return looping

    def _loops(self, period: int) -> bool:
        length = self._runs[period] + period
        if length < max(_LEAST_TOKENS, _LEAST_REPEATS * period, min(_MANY_REPEATS * period, _MANY_TOKENS)):
            return False
        different = len(set(self._tokens[-period:]))
        grid = 1 < different <= 5 or different <= 0.4 * period
        return not grid or length >= _LEAST_TOKENS_OF_GRID
