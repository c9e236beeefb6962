"""The `contracts` command: a file a subcommand. Exit status: 0 fine, 1 findings, 2 wrong command or configuration,
130 interrupted."""

from __future__ import annotations

import typer

from codegen.cli import check, conform, diff, fuzz_ws, generate, lint, status

app = typer.Typer(
    name="contracts",
    help="OpenAPI and AsyncAPI documents in; Pydantic models, a FastAPI server, a Swift and a TypeScript SDK out.",
    epilog="Examples:  contracts generate petstore.yaml --out sdk  ·  contracts check  ·  contracts lint petstore.yaml",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help comes in half the time
)
app.command("generate", epilog=generate.EXAMPLES)(generate.generate)
app.command("check", epilog=check.EXAMPLES)(check.check)
app.command("diff", epilog=diff.EXAMPLES)(diff.diff)
app.command("lint", epilog=lint.EXAMPLES)(lint.lint)
app.command("conform", epilog=conform.EXAMPLES)(conform.conform)
app.command("fuzz-ws", epilog=fuzz_ws.EXAMPLES)(fuzz_ws.fuzz_ws)
app.command("status", epilog=status.EXAMPLES)(status.status)


def main() -> None:
    """The console script."""
    app()
