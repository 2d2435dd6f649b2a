"""The import contracts hold, and each of them catches a violation planted for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

ROOMS = "Rooms, low to high: a room imports only rooms below it"
INSIDE = "Inside a room: files over actions over queries over models over lists"
PLAIN = "kernel and lawbook are plain Python: no Django, no database"
LEAN = "kernel needs nothing but the reader of spreadsheets"
AREAS = "Areas of the web stand side by side on the shell"
READS = "Reports and the portal write nothing"

# contract, module that gets the line, the line, what the report must name
PLANTED = [
    (ROOMS, "registry/queries/units.py", "from thidua.honours.models import Award",
     "thidua.registry.queries.units -> thidua.honours.models"),
    (ROOMS, "kernel/numbers.py", "import thidua.registry.identity",
     "thidua.kernel.numbers -> thidua.registry.identity"),
    (ROOMS, "movements/actions/seasons.py", "import thidua.settings",
     "thidua.movements.actions.seasons -> thidua.settings"),
    (ROOMS, "bonus/__init__.py", "", "thidua.bonus"),
    (INSIDE, "honours/models.py", "from thidua.honours.actions import write_lines",
     "thidua.honours.models -> thidua.honours.actions"),
    (INSIDE, "eligibility/queries/law.py", "from thidua.eligibility.actions import attest",
     "thidua.eligibility.queries.law -> thidua.eligibility.actions"),
    (INSIDE, "decisions/exports.py", "import thidua.decisions.imports",
     "thidua.decisions.exports -> thidua.decisions.imports"),
    (INSIDE, "registry/tools.py", "", "thidua.registry.tools"),
    (PLAIN, "lawbook/book.py", "from django.db import models", "thidua.lawbook.book -> django"),
    (LEAN, "kernel/text.py", "import numpy", "thidua.kernel.text -> numpy"),
    (AREAS, "web/shell/middleware.py", "import thidua.web.portal.views",
     "thidua.web.shell.middleware -> thidua.web.portal.views"),
    (READS, "web/portal/views.py", "from thidua.honours.actions import write_lines",
     "thidua.web.portal.views -> thidua.honours.actions"),
    (READS, "reports/queries.py", "import thidua.decisions.actions",
     "thidua.reports.queries -> thidua.decisions.actions"),
]  # fmt: skip


def lint(source: Path) -> tuple[int, str]:
    """Exit status and report of the contracts over the package in `source`."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    environment = {**os.environ, "PYTHONPATH": str(source), "COLUMNS": "200"}
    done = subprocess.run(
        [sys.executable, "-c", program, "--config", str(ROOT / ".importlinter"), "--no-cache", "--no-logo"],
        cwd=source,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The part of the report on each contract, over a copy of the product with every violation planted."""
    source = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "src" / "thidua", source / "thidua", ignore=_only_python)
    for _, module, line, _ in PLANTED:
        path = source / "thidua" / module
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    status, report = lint(source)
    assert status == 1
    _, _, details = report.partition("Broken contracts")
    assert details, report
    names = sorted((n for n in (ROOMS, INSIDE, PLAIN, LEAN, AREAS, READS)), key=details.find)
    starts = [details.find(f"{name}\n---") for name in names] + [len(details)]
    return {name: details[starts[i] : starts[i + 1]] for i, name in enumerate(names)}


def _only_python(folder: str, names: list[str]) -> set[str]:
    return {n for n in names if not n.endswith(".py") and not Path(folder, n).is_dir()} | {"__pycache__"}


def test_every_contract_holds() -> None:
    status, report = lint(ROOT / "src")
    assert (status, "0 broken" in report) == (0, True), report


@pytest.mark.parametrize(
    ("contract", "named"), [pytest.param(c, named, id=named) for c, _, _, named in PLANTED]
)
def test_a_planted_violation_is_named(planted: dict[str, str], contract: str, named: str) -> None:
    assert named in planted[contract], planted[contract]
