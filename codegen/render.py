"""Stage 5, render: a view fills a template's holes. A template sees one name, `view`, and never decides anything."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, Undefined
from jinja2.utils import missing

from codegen.diagnostics import ToolchainError
from codegen.template_sandbox import BoundedEnvironment, ContainedLoader

SHIPPED = Path(__file__).resolve().parent.parent / "templates"


class RenderError(ToolchainError):
    """A template that does not fit its view; the message starts with the template's file:line."""


def template_folders(target: str, overrides: Path | None = None, own: Path | None = None) -> tuple[Path, ...]:
    """Where a target's templates are looked for, in this order; `overrides` has a folder a target, as templates/, and
    `own` is the folder that a plugin brings with it."""
    return (*([overrides / target] if overrides else []), own or SHIPPED / target)


class Renderer:
    """The templates of one target. `folders` as `template_folders` gives them. `sandboxed`: some of them may come with
    a repository, whose templates must not run code; without a sandbox rendering is faster."""

    def __init__(self, folders: Sequence[Path], *, sandboxed: bool = True) -> None:
        self._folders = folders
        self._environment = (BoundedEnvironment if sandboxed else Environment)(
            loader=ContainedLoader(folders) if sandboxed else FileSystemLoader(folders, followlinks=True),
            undefined=_Explained,
            finalize=_final,
            autoescape=False,  # the output is source code: views hold strings that are escaped for it
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def text(self, template: str, view: object | None = None) -> str:
        """The rendered text; with `view` None the template's own text as it is."""
        if isinstance(self._environment, BoundedEnvironment):
            self._environment.restart()
        try:
            if view is None:
                return self._source(template)
            return self._environment.get_template(template).render(view=view)
        except TemplateNotFound as error:
            places = " or ".join(str(folder) for folder in self._folders)
            why = "" if error.message == error.name else f" ({error.message})"
            raise RenderError(f"{error.name}: there is no such template in {places}{why}") from error
        except RecursionError as error:
            raise RenderError(f"{template}: macros or includes use each other without an end") from error
        except (TemplateError, RenderError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise RenderError(f"{self._place(error, template)}: {error}") from error

    def _source(self, template: str) -> str:
        loader = self._environment.loader
        assert loader is not None
        return loader.get_source(self._environment, template)[0]

    def _place(self, error: Exception, template: str) -> str:
        """file:line of the template. Jinja's tracebacks name templates; the innermost one counts."""
        line = getattr(error, "lineno", None)
        if line is not None:
            return f"{getattr(error, 'filename', None) or template}:{line}"
        places = [(file, number) for file, number in _frames(error) if self._owns(file)]
        return f"{places[-1][0]}:{places[-1][1]}" if places else template

    def _owns(self, file: str) -> bool:
        return any(Path(file).is_relative_to(folder) for folder in self._folders)


def _frames(error: Exception) -> Iterator[tuple[str, int]]:
    traceback = error.__traceback__
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


class _Explained(StrictUndefined):
    """Using what a view does not have is an error that says what it has."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"{self._undefined_name!r} is unknown here; a template sees `view` and what it sets itself"
        kind = type(self._undefined_obj).__name__
        return (
            f"{kind} has no attribute {self._undefined_name!r}; it has: {', '.join(_attributes(self._undefined_obj))}"
        )


def _attributes(value: object) -> list[str]:
    fields = [field.name for field in dataclasses.fields(value)] if dataclasses.is_dataclass(value) else []
    public = [name for name in dir(type(value)) if not name.startswith("_") and name not in fields]
    return fields + public


def _final(value: Any) -> Any:
    """Only text and numbers may reach the output: `None` or `True` in source code is a hole that nobody filled."""
    if isinstance(value, Undefined) or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    raise RenderError(f"a {type(value).__name__} cannot be written: a view holds final strings ({value!r:.80})")
