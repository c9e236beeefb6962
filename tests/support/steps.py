"""How many steps a program takes: bytecodes of Python, which no other load of the machine changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(call: Callable[[], Any], within: str = "") -> int:
    """The bytecodes that `call` executes in Python files whose path has `within`; what extensions do is not counted."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if within not in frame.f_code.co_filename:
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def growth(call: Callable[[int], Callable[[], Any]], n: int, within: str = "") -> float:
    """How much more the step from 2n to 4n costs than the one from n to 2n: 2 where the work is linear, 4 where it is
    quadratic. `call(n)` makes the input, which is not counted, and gives what handles it.

    Growth below a tenth of all steps is no growth: garbage collection and timers may take that in any run.
    """
    first, second, third = (steps(call(size), within) for size in (n, 2 * n, 4 * n))
    return (third - second) / max(second - first, first // 10, 1)
