"""A real Chromium against the running product."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from ctypes.util import find_library

import pytest
from world_of_rights import standing_world, world  # noqa: F401 – the world of the tests of rights

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LIBATOMIC = find_library("atomic")  # the driver of the browser needs it, bare Debian has none
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, headless. Without one the journeys are skipped with the line that installs it; CI fails."""
    if CHROMIUM is None or not LIBATOMIC:
        reason = "không chạy được Chromium: apt-get install chromium libatomic1"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright runs a loop in this thread, Django sees it
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
