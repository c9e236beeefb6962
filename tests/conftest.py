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
