"""An argparse parser whose errors and help go through `terminal.output`, and the types of its arguments."""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from terminal.output import write
from terminal.suggest import nearest

E = TypeVar("E", bound=StrEnum)


class UsageError(Exception):
    """The command line is wrong. `usage` is the line that shows how the command is called."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.usage = usage


class HelpShown(Exception):
    """Help was printed; there is nothing else to do."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number type for `add_argument(type=...)` with inclusive bounds, which help and errors name."""

    parse: Callable[[str], int] | Callable[[str], float]
    noun: str
    minimum: float | None = None
    maximum: float | None = None

    def __call__(self, text: str) -> int | float:
        try:
            value = self.parse(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is not {self.noun}; {self._bounds()}") from None
        too_small = self.minimum is not None and not value >= self.minimum  # not: NaN is refused too
        if too_small or (self.maximum is not None and not value <= self.maximum):
            raise argparse.ArgumentTypeError(f"{text} is out of range; {self._bounds()}")
        return value

    def __str__(self) -> str:
        """The range as help shows it: `1 to 50`, `at least 1`, or nothing."""
        if self.minimum is not None and self.maximum is not None:
            return f"{self.minimum} to {self.maximum}"
        return "" if self.minimum is None else f"at least {self.minimum}"

    def _bounds(self) -> str:
        return f"it must be {self}" if str(self) else f"it must be {self.noun}"


def integer(minimum: int | None = None, maximum: int | None = None) -> Number:
    return Number(int, "an integer", minimum, maximum)


def decimal(minimum: float | None = None, maximum: float | None = None) -> Number:
    return Number(float, "a number", minimum, maximum)


@dataclass(frozen=True, slots=True)
class Text:
    """A text type for `add_argument(type=...)` with inclusive bounds of its length."""

    minimum: int
    maximum: int

    def __call__(self, text: str) -> str:
        if not self.minimum <= len(text) <= self.maximum:
            raise argparse.ArgumentTypeError(f"it has {len(text)} characters; it must have {self}")
        if self.minimum and not text.strip():
            raise argparse.ArgumentTypeError("it has only white space")
        return text

    def __str__(self) -> str:
        return f"{self.minimum} to {self.maximum} characters"


def path(text: str) -> Path:
    """The type of arguments that are files or folders; completion offers files for them."""
    return Path(not_empty(text))  # Path("") would be the current folder


def member(values: type[E]) -> Callable[[str], E]:
    """The type of arguments that are the value of a member of an enumeration."""

    def parse(text: str) -> E:
        try:
            return values(text)
        except ValueError:
            names = ", ".join(repr(str(value)) for value in values)
            raise argparse.ArgumentTypeError(f"invalid choice: {text!r} (choose from {names})") from None

    return parse


def not_empty(text: str) -> str:
    """The type of arguments of which an empty one is a mistake, such as a variable of the shell that is not set."""
    if not text:
        raise argparse.ArgumentTypeError("it is empty")
    if "\0" in text:  # possible only where the command is called from Python
        raise argparse.ArgumentTypeError("it contains a NUL character")
    return text


class Parser(argparse.ArgumentParser):
    """Raises `UsageError` instead of exiting; an option that takes one value may be given once."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, description=description, formatter_class=_Formatter, allow_abbrev=False)
        self.color = False  # Python 3.14 styles help by itself, past `terminal.output`
        for action in (None, "store"):
            self.register("action", action, _StoreOnce)
        self.register("type", None, not_empty)

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.format_usage().strip())

    def print_help(self, file: object = None) -> None:
        write(self.format_help(), end="")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        raise HelpShown

    def parse(self, words: Sequence[str]) -> dict[str, Any]:
        """The values by their names. Options may come before, between and after positional arguments.

        Raises `UsageError`, and `HelpShown` after `--help`.
        """
        self._refuse_unknown_options(words)
        # What follows `--` is positional, which the intermixed parsing of argparse forgets between its two passes.
        parse = self.parse_known_args if "--" in words else self.parse_known_intermixed_args
        values, rest = parse(words)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}{self._nearest_option(rest[0])}")
        return vars(values)

    def _refuse_unknown_options(self, words: Sequence[str]) -> None:
        # argparse reports missing arguments first, and a misspelt option is often the reason why one is missing.
        for word in itertools.takewhile(lambda word: word != "--", words):
            name = word.partition("=")[0]
            if name.startswith("--") and " " not in word and name not in self._option_string_actions:
                self.error(f"unrecognized arguments: {word}{self._nearest_option(name)}")

    def _nearest_option(self, word: str) -> str:
        return nearest(word.partition("=")[0], self._option_string_actions) if word.startswith("-") else ""


class _StoreOnce(argparse._StoreAction):
    """Refuses an option given twice, of which argparse would keep the last."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *rest: Any) -> None:
        if self.option_strings and getattr(namespace, self.dest, self.default) is not self.default:
            raise argparse.ArgumentError(self, "it may be given once only")
        super().__call__(parser, namespace, *rest)


class _Formatter(argparse.HelpFormatter):
    """Keeps the lines of epilogs, and ends an option's help with its range and default."""

    def __init__(self, prog: str, **options: Any) -> None:
        # Not the default of 24 columns for the names of options: long ones would push the help to the next line.
        super().__init__(prog, max_help_position=30, width=min(_columns(), 100) - 2, **options)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" in text:
            return text
        return super()._fill_text(text, width, indent)

    def _get_help_string(self, action: argparse.Action) -> str:
        notes = [str(action.type)] if isinstance(action.type, Number | Text) and str(action.type) else []
        default = action.default
        if action.option_strings and not (
            default is None or default is False or default in ("", [], argparse.SUPPRESS)
        ):
            notes.append(f"default: {default}".replace("%", "%%"))  # argparse formats help with `%`
        return (action.help or "") + (f" ({'; '.join(notes)})" if notes else "")


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns  # COLUMNS, where it is a positive number, or else the terminal's
