"""The four fixture contracts, generated once for all gates."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.gates.subjects import NAMES, Subject, subject


@pytest.fixture(scope="session")
def subjects(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Subject]:
    return {name: subject(name, tmp_path_factory.mktemp(name)) for name in NAMES}
