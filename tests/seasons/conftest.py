"""Run as root, clusters lie outside the folders of the tests; they go when the tests end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from thidua.ops.postgres import DatabaseFault
from thidua.ops.postgres.home import home_of


@pytest.fixture(scope="session", autouse=True)
def clusters_go(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Forget every cluster made below the session's folder, unless a server still runs on it."""
    yield
    for log in tmp_path_factory.getbasetemp().rglob("postgres.log"):
        try:
            home = home_of(log.parent)
        except DatabaseFault:  # the test that made it has forgotten it already
            continue
        if not (home.cluster / "postmaster.pid").exists():
            home.forget()
