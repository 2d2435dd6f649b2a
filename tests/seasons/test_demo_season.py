"""The whole demo season: with answers, without them, with answers given later, and once more; killed and
started again it comes to the same ledger, nothing lost, nothing doubled.

One kill runs in `make test`; `make soak` runs ten single kills and ten chains of ten, each result kept in
.var/soak so that a stopped soak goes on where it was.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from season_runs import DEMO, LEDGER, ROOT, Outcome, Store, run_season, start, without_timings

EXPECTED: dict[str, Any] = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))
DECISIONS = """
    SELECT d.number, l.position, a.honour, a.name_written FROM decisions_decision d
    JOIN decisions_decisionline l ON l.decision_id = d.id JOIN honours_award a ON a.id = l.award_id
    ORDER BY d.id, l.position
"""
MARKS = {  # whatever a run that changes nothing must leave as it is
    "ledger": LEDGER,
    "decisions": DECISIONS,
    "numbers": "SELECT series, year, next FROM decisions_numberseries",
    "states": "SELECT state, honour, count(*) FROM nominations_nomination GROUP BY 1, 2 ORDER BY 1, 2",
    "acts": "SELECT verb, count(*) FROM audit_auditentry GROUP BY 1 ORDER BY 1",
    "tallies": "SELECT count(*) FROM councils_tally",
}
UNINTERRUPTED = {  # whatever must not depend on interruptions
    **{name: MARKS[name] for name in ("ledger", "numbers", "states", "tallies")},
    "serials": "SELECT number, serial FROM decisions_decision ORDER BY number",
    "lines": "SELECT count(*) FROM decisions_decisionline",
    "issued": "SELECT count(*) FROM audit_auditentry WHERE verb = 'decision.issued'",
}
Held = dict[str, list[tuple[Any, ...]]]
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Stage:
    """A run on a database that goes on, and what the database held after it."""

    run: Outcome
    held: Held


def held(store: Store, marks: dict[str, str]) -> Held:
    return dict(zip(marks, store.query(*marks.values()), strict=True))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A data folder that is not there yet: the run in it makes the cluster and the schema, too."""
    return Store(tmp_path_factory.mktemp("answered") / "data")


@pytest.fixture(scope="module")
def answered(store: Store) -> Outcome:
    return run_season(DEMO, store.data.with_name("out"), store)


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory, new_store: Callable[[], Store]) -> list[Stage]:
    """Without answers, then with them, then again: three runs on one database."""
    base, store = tmp_path_factory.mktemp("stages"), new_store()
    folder = Path(shutil.copytree(DEMO, base / "season"))
    (folder / "answers.yaml").unlink()
    done = []
    for i in range(3):
        if i == 1:
            shutil.copy(DEMO / "answers.yaml", folder)
        run = run_season(folder, base / f"out{i}", store, papers=False)
        done.append(Stage(run, held(store, MARKS)))
    return done


def places(rows: list[dict[str, Any]], *more: str) -> list[tuple[Any, ...]]:
    return sorted((row["file"], row["sheet"], row["row"], *(row[key] for key in more)) for row in rows)


def test_the_figures_are_those_expected(answered: Outcome) -> None:
    assert (answered.code, answered.faults) == (0, [])
    assert answered.summary["awarded"] == EXPECTED["totals"]
    assert answered.summary["recorded"] == EXPECTED["recorded"]
    assert answered.summary["asked"] == []
    by_unit = sorted(EXPECTED["quota"], key=lambda row: row["unit"])
    assert answered.summary["quota"] == by_unit


def test_the_rows_sent_back_are_those_expected(answered: Outcome) -> None:
    refused = [row | {"reason": row["reasons"][0]} for row in answered.summary["refused"]]
    assert places(refused, "honour", "reason") == places(EXPECTED["refused"], "honour", "reason")


def test_every_row_sent_back_has_its_reason_in_words(answered: Outcome) -> None:
    book = openpyxl.load_workbook(answered.out / "refused.xlsx")
    rows = [[cell.value for cell in row] for row in book["Trả lại"].iter_rows()]
    start = next(i for i, row in enumerate(rows) if "Lý do, việc cần làm" in row)
    told = [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :] if row[1]]
    refused = answered.summary["refused"]
    assert sorted(
        (row["Tệp"], row["Trang"] or "", row["Dòng"], row["Lý do, việc cần làm"]) for row in told
    ) == (
        sorted(
            (r["file"].rpartition("/")[2], r["sheet"], r["row"], " ".join(r["sentences"])) for r in refused
        )
    )
    assert [row for row in told if len(row["Lý do, việc cần làm"]) < 20] == []


def test_the_summary_has_the_shape_of_the_contract(answered: Outcome) -> None:
    summary = answered.summary
    assert sorted(summary) == [
        "asked", "attested", "awarded", "certificates", "decisions", "quota", "recorded", "refused", "season",
        "timings", "warnings",
    ]  # fmt: skip
    assert summary["season"] == EXPECTED["season"]
    wanted = {
        "refused": {"file", "sheet", "row", "honour", "reasons", "cites"},
        "quota": {"unit", "ldtt", "limit", "proposed", "awarded"},
        "attested": {"criterion", "by", "paper", "persons"},
        "decisions": {"number", "lines"},
    }
    assert {key: [row for row in summary[key] if not keys <= row.keys()] for key, keys in wanted.items()} == {
        key: [] for key in wanted
    }
    assert sorted(summary["timings"]) == ["certificates", "decide", "import", "judge", "total"]
    assert all(isinstance(seconds, float) for seconds in summary["timings"].values())


def test_decisions_and_certificates_are_as_many_as_the_honours_given(answered: Outcome) -> None:
    issued = [d for d in answered.summary["decisions"] if d["number"].endswith("/QĐ-UBND")][:3]
    assert issued == [
        {"number": "7001/QĐ-UBND", "lines": 286},
        {"number": "7002/QĐ-UBND", "lines": 63},
        {"number": "7003/QĐ-UBND", "lines": 1774},
    ]
    printed = {
        path.name: len(pypdf.PdfReader(path).pages) for path in (answered.out / "certificates").iterdir()
    }
    assert sorted(printed.values()) == [63, 286, 1774]
    assert answered.summary["certificates"] == {"files": 3, "pages": 286 + 63 + 1774}


def test_without_answers_nothing_is_guessed(stages: list[Stage]) -> None:
    run = stages[0].run
    assert (run.code, run.faults) == (3, [])
    assert run.summary["awarded"] == EXPECTED["totals_without_answers"]
    assert places(run.summary["asked"], "why") == places(EXPECTED["asked"], "why")
    assert [row for row in run.summary["asked"] if len(row["candidates"]) < 2] == []
    assert len([line for line in run.said.splitlines() if line.startswith("Cần trả lời: ")]) == 8


def test_answers_given_later_lead_to_the_same_honours(stages: list[Stage], answered: Outcome) -> None:
    later = stages[1].run
    assert (later.code, later.faults) == (0, [])
    for key in ("awarded", "recorded", "asked", "quota", "attested", "refused"):
        assert later.summary[key] == answered.summary[key]


def test_what_was_decided_stays_and_new_decisions_follow(stages: list[Stage]) -> None:
    first, later = stages[0].held["decisions"], stages[1].held["decisions"]
    assert [line for line in later if line in set(first)] == first
    new = [line for line in later if line not in set(first)]
    assert [(number, honour) for number, _, honour, _ in new] == [("7004/QĐ-UBND", "ldtt")] * 8
    assert set(stages[0].held["ledger"]) <= set(stages[1].held["ledger"])
    assert stages[1].held["numbers"] == [("QĐ-UBND", 2023, 7005)]


def test_a_third_run_changes_nothing(stages: list[Stage]) -> None:
    assert stages[2].run.code == 0
    assert stages[2].held == stages[1].held
    assert without_timings(stages[2].run.summary) == without_timings(stages[1].run.summary)


def words_of(path: Path) -> str:
    """Everything a reader of the file can see."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
        return "\n".join(str(cell) for cell in cells)
    if path.suffix == ".pdf":
        pages = pypdf.PdfReader(path).pages[:40]  # all pages of a file are set from one template
        return "\n".join(page.extract_text() for page in pages)
    if path.suffix == ".docx":
        paper = docx.Document(str(path))
        cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(p.text for p in paper.paragraphs), *cells])
    return path.read_text(encoding="utf-8")


def test_no_identity_number_leaves_the_register(answered: Outcome, store: Store) -> None:
    people = openpyxl.load_workbook(DEMO / "registry/people.xlsx", read_only=True).worksheets[0]
    ids = {
        str(cell)
        for row in people.iter_rows(values_only=True)
        for cell in row
        if re.fullmatch(r"\d{12}", str(cell))
    }
    assert len(ids) == 2721
    bare = ids | {number.lstrip("0") for number in ids}
    leaked = {
        str(path.relative_to(answered.out)): set(re.findall(r"\d{9,}", words_of(path))) & bare
        for path in answered.out.rglob("*")
        if path.is_file()
    }
    assert {name: found for name, found in leaked.items() if found} == {}
    kinds = Counter(name.rpartition(".")[2] for name in leaked)
    assert kinds == {"pdf": 8, "docx": 3, "xlsx": 1, "json": 1, "md": 1}

    tables = [
        name for (name,) in store.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")[0]
    ]
    assert {"audit_auditentry", "nominations_sheetrow", "nominations_nomination"} <= set(tables)
    contents = store.query(*(f'SELECT t::text FROM "{table}" t' for table in tables))
    for table, rows in zip(tables, contents, strict=True):
        assert (table, {n for (row,) in rows for n in re.findall(r"\d{9,}", row)} & bare) == (table, set())


def kill_and_finish(moments: list[float], folder: Path) -> tuple[Held, dict[str, Any]]:
    """Kill a run at each moment (seconds after its start), then let one finish."""
    store, out = Store(folder / "data"), folder / "out"
    for moment in moments:
        run = start(DEMO, out, store)
        time.sleep(moment)
        run.send_signal(signal.SIGKILL)
        run.communicate()
    done = run_season(DEMO, out, store)
    assert done.code == 0, done.said
    return held(store, UNINTERRUPTED), without_timings(done.summary)


def test_killed_and_started_again(answered: Outcome, store: Store, tmp_path: Path) -> None:
    undisturbed = held(store, UNINTERRUPTED), without_timings(answered.summary)
    seed = random.randrange(10**6)
    moments = [random.Random(seed).uniform(0.2, 0.9) * answered.seconds]
    print(f"seed {seed}: killed after {moments}")
    assert kill_and_finish(moments, tmp_path) == undisturbed


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_many_kills(seed: int, answered: Outcome, store: Store, tmp_path: Path) -> None:
    """Even seeds: one kill anywhere in the run. Odd seeds: ten kills, one after another."""
    done = ROOT / ".var" / "soak" / f"killed-{seed}"
    if done.exists():
        print(f"seed {seed} held in an earlier soak")
        return
    undisturbed = held(store, UNINTERRUPTED), without_timings(answered.summary)
    chance = random.Random(seed)
    moments = [chance.uniform(0, answered.seconds) for _ in range(10 if seed % 2 else 1)]
    assert kill_and_finish(moments, tmp_path) == undisturbed
    done.parent.mkdir(parents=True, exist_ok=True)
    done.touch()
