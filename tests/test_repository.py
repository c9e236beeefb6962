"""What is true of this repository as it lies: generated code is fresh, every operation handled, rooms keep apart."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[1]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).with_name(command[0]))
    return subprocess.run([program, *command[1:]], cwd=HERE, capture_output=True, text=True, timeout=120)


def test_generated_code_is_what_the_contracts_say() -> None:
    found = run("contracts", "check", "--json")
    assert found.returncode == 0, found.stdout


def test_every_operation_has_a_handler_and_every_handler_an_operation() -> None:
    lines = json.loads(run("contracts", "status", "--json").stdout)["operations"]
    assert len(lines) >= 38
    assert [line["text"] for line in lines if line["state"] != "implemented"] == []


def test_the_toolchain_imports_none_of_the_servers_engines() -> None:
    engines = "{'fastapi', 'uvicorn', 'mlx', 'chromadb', 'neo4j', 'kglite', 'handlers', 'generated'}"
    found = run(
        "python", "-c", f"import sys, codegen.cli, codegen.build, codegen.pipeline; print({engines} & set(sys.modules))"
    )
    assert found.stdout.strip() == "set()", found.stdout + found.stderr


def test_the_toolchain_generates_where_only_its_own_dependencies_are(tmp_path: Path) -> None:
    """As `pip install leanvibe` leaves a machine: without the extras and the development tools."""
    hidden = """
import sys
from importlib.abc import MetaPathFinder

class Hidden(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in %r:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Hidden())
from codegen.cli import main
main()
"""
    names = (
        "starlette",
        "fastapi",
        "uvicorn",
        "orjson",
        "httpx",
        "websockets",
        "multipart",
        "hypothesis",
        "schemathesis",
    )
    notes = HERE / "tests/fixtures/contracts"
    for document in (notes / "notes/contract/openapi.yaml", notes / "chatroom/contract/asyncapi.yaml"):
        out = str(tmp_path / document.parts[-3])
        found = run("python", "-c", hidden % (names,), "generate", str(document), "--out", out)
        assert found.returncode == 0, found.stderr


def test_links_of_the_documentation_lead_somewhere() -> None:
    pages = [HERE / "README.md", HERE / "AGENTS.md", *(HERE / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text())]
    assert len(links) >= 10
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []


def test_imports_run_one_way() -> None:
    found = run("lint-imports")
    assert found.returncode == 0, found.stdout
