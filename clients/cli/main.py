"""The `leanvibe` command: start the assistant, and ask it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="leanvibe",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="A development assistant that runs on this machine and sends nothing anywhere.",
    epilog="Example: [bold]leanvibe serve --project .[/] and then [bold]leanvibe ask 'How does it start?'[/]",
)

Project = Annotated[
    str | None, typer.Option("--project", "-p", help="Name, id or folder of the project; default: this folder's.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, for programs.")]


@app.command()
def serve(
    project: Annotated[Path | None, typer.Option(help="Folder to index and keep as a project.")] = None,
    host: Annotated[str | None, typer.Option(help="Address; other than loopback only with TLS. LEANVIBE_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="TCP port; 0 takes a free one. LEANVIBE_PORT; default 8765.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Folder of database, index and key. LEANVIBE_DATA_DIR.")] = None,
    model: Annotated[str | None, typer.Option(help="Language model. LEANVIBE_MODEL; default: this machine's.")] = None,
) -> None:
    """Start the assistant; Ctrl-C stops it, and the next start goes on where it was."""
    from clients.cli.serve import run

    sys.exit(run(project, host=host, port=port, data_dir=data_dir, model=model))


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")],
    project: Project = None,
    tokens: Annotated[int | None, typer.Option(help="The most tokens of the answer.")] = None,
    as_json: Json = False,
) -> None:
    """Ask about your code; the answer comes as it is written, then the places it rests on.

    Example: leanvibe ask "How does a start go on with an index?"
    """
    from clients.cli.ask import run

    sys.exit(run(question, project=project, tokens=tokens, as_json=as_json))


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="A question or a piece of code.")],
    project: Project = None,
    limit: Annotated[int, typer.Option("--limit", "-n", help="How many places.")] = 5,
    as_json: Json = False,
) -> None:
    """Find code by meaning.

    Example: leanvibe search "retry with backoff" -n 3
    """
    from clients.cli.search import run

    sys.exit(run(query, project=project, limit=limit, as_json=as_json))


@app.command()
def status(as_json: Json = False) -> None:
    """How the server, its engines and its projects are."""
    from clients.cli.status import run

    sys.exit(run(as_json=as_json))


def main() -> None:
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
