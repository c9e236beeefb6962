"""The `contracts` command: one module per subcommand. Exit statuses: 0 success, 1 findings, 2 wrong command line or
configuration, 130 interrupted, 141 the reader of the output has gone."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from terminal.program import COMPLETION, Command, Group, Program


def _failed(error: Exception, options: Mapping[str, Any]) -> int:
    from codegen.cli.terminal import report_error

    as_json = options.get("as_json") or options.get("style") == "json"
    return report_error(error, as_json=bool(as_json))


PROGRAM = Program(
    "contracts",
    "leanvibe",
    Group(
        "Generate Pydantic models, a FastAPI server, Swift and TypeScript SDKs from OpenAPI and AsyncAPI documents.",
        {
            "generate": Command("Write the files of every target.", "codegen.cli.generate"),
            "check": Command("Compare generated files with the documents; write nothing.", "codegen.cli.check"),
            "diff": Command("Report what a change of documents breaks.", "codegen.cli.diff"),
            "lint": Command("Report errors, likely mistakes and advice about documents.", "codegen.cli.lint"),
            "conform": Command("Send instances of every schema through each language and back.", "codegen.cli.conform"),
            "fuzz-ws": Command("Test a WebSocket server against its AsyncAPI document.", "codegen.cli.fuzz_ws"),
            "status": Command("Report which operations have a handler.", "codegen.cli.status"),
            "completion": COMPLETION,
        },
        "Examples:\n  contracts generate petstore.yaml --out sdk\n  contracts check\n  contracts lint petstore.yaml",
    ),
    _failed,
    "CONTRACTS_",
    ("CONTRACTS_TSC", "CONTRACTS_SWIFT"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """The console script."""
    if arguments is None:  # Hypothesis would keep its tables in .hypothesis in the current folder
        os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", f"{os.devnull}/hypothesis")
    return PROGRAM.main(arguments)
