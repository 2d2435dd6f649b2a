"""Where the seasons of the tests are kept: databases copied from the schema, and clusters of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from schema import copied
from season_runs import Store

from thidua.ops.postgres import DatabaseFault
from thidua.ops.postgres.home import home_of


@pytest.fixture(scope="session", autouse=True)
def clusters_go(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Forget every cluster made below the session's folder, unless a server still runs on it.

    Run as root, clusters lie outside the folders of the tests.
    """
    yield
    for log in tmp_path_factory.getbasetemp().rglob("postgres.log"):
        try:
            home = home_of(log.parent)
        except DatabaseFault:  # the test that made it has forgotten it already
            continue
        if not (home.cluster / "postmaster.pid").exists():
            home.forget()


@pytest.fixture(scope="module")
def new_store(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Store]]:
    """Makes stores on databases with the schema and no row, which go when the file is done."""
    with ExitStack() as held:
        yield lambda: Store(tmp_path_factory.mktemp("store"), held.enter_context(copied(database_url)))
