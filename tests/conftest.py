"""One database for all tests: the product's own launcher, or the server DATABASE_URL names."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from schema import whole_schema

from thidua.ops.keys import key_file
from thidua.ops.postgres import running

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / ".var" / "tests"


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A running server for the session."""
    with running(DATA, say=lambda message: None) as server:
        yield server.url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    database_url: str, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Point Django at it before the test database is made."""
    from thidua.settings import database

    settings = connections["default"].settings_dict
    name = settings["TEST"].get("NAME")
    settings.update(database(database_url))
    settings["CONN_MAX_AGE"] = 0  # threads of the test server must not hold the database when it is dropped
    settings["TEST"]["NAME"] = name
    settings["TEST"]["TEMPLATE"] = whole_schema(database_url)


@pytest.fixture(scope="session", autouse=True)
def keys() -> None:
    """Keys for personal ids, made for the tests alone."""
    from django.conf import settings

    path = key_file(DATA)
    settings.KEYS_FILE = str(path)
    settings.TOTP = "offered"  # tests of the second step ask for it
    settings.PAGE_SECONDS = 0  # tests look at pages as they are now; those of the page cache turn it on
    os.environ["THIDUA_KEYS"] = str(path)
    assert json.loads(path.read_text(encoding="utf-8"))["id_lookup"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that run whole seasons begin first, so that no hand waits for them at the end."""
    items.sort(key=lambda item: item.path.parent.name != "seasons")
