"""What every test shares: deterministic Hypothesis in CI, and no answer from a person's own configuration."""

from __future__ import annotations

import os
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, settings

from tests.support import swift_package

settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "dev")


@pytest.fixture(autouse=True)
def _own_settings_stay_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A LEANVIBE_* variable of the person's shell must not change what a test sees; tests set their own."""
    for name in [name for name in os.environ if name.startswith("LEANVIBE_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def programs() -> Mapping[str, swift_package.Program]:
    """Programs that use generated Swift modules, by name."""
    return swift_package.build()


ENGINES = {
    "swift": ("tests/swift/", "tests/server/test_sdks.py"),
    "neo4j": ("tests/handlers/graph/", "tests/server/test_neo4j.py"),
    "model": ("tests/handlers/llm/",),
    "security": ("tests/security/",),
    "typescript": (
        "tests/codegen/plan/test_typescript_packages.py",
        "tests/codegen/conform/",
        "tests/server/test_parameters_arrive.py",
    ),
}
"""Tests that share a costly build or server, by the paths that they lie under."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A worker takes whole files, and all that needs one engine: what fixtures start is started once."""
    for item in items:
        path = item.nodeid.split("::")[0]
        engine = next((name for name, places in ENGINES.items() if path.startswith(places)), path)
        item.add_marker(pytest.mark.xdist_group(engine))
