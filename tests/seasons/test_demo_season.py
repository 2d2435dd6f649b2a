"""The whole demo season: with answers, without them, with answers given later, and once more."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from season_runs import DEMO, LEDGER, Outcome, query, run_season, without_timings

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
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Stage:
    """A run on a database that goes on, and what the database held after it."""

    run: Outcome
    held: dict[str, list[tuple[Any, ...]]]


def held(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {name: query(data, sql) for name, sql in MARKS.items()}


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("answered")
    return run_season(DEMO, folder / "out", folder / "data")


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> list[Stage]:
    """Without answers, then with them, then again: three runs on one database."""
    base = tmp_path_factory.mktemp("stages")
    folder, data = Path(shutil.copytree(DEMO, base / "season")), base / "data"
    (folder / "answers.yaml").unlink()
    done = []
    for i in range(3):
        if i == 1:
            shutil.copy(DEMO / "answers.yaml", folder)
        run = run_season(folder, base / f"out{i}", data)
        done.append(Stage(run, held(data)))
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


def test_no_identity_number_leaves_the_register(answered: Outcome) -> None:
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

    data = answered.out.parent / "data"
    tables = [name for (name,) in query(data, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    assert {"audit_auditentry", "nominations_sheetrow", "nominations_nomination"} <= set(tables)
    for table in tables:
        rows = query(data, f'SELECT t::text FROM "{table}" t')
        assert (table, {n for (row,) in rows for n in re.findall(r"\d{9,}", row)} & bare) == (table, set())
