"""A season with a tally sheet: votes decide, what has no vote waits, the same sheet serves every later run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from season_runs import Store, run_season, without_timings
from small_season import SmallSeason

# Nine members: five votes are needed. One below, at, above; "Phùng Văn Phúc" was left out.
VOTES: list[list[Any]] = [
    ["Họ và tên", "Đơn vị", "Danh hiệu", "Số phiếu đồng ý", "Số phiếu không đồng ý"],
    ["Nguyễn Văn An", "Trường THCS An Bình", "CSTĐ cơ sở", 9, 0],
    ["Nguyễn Văn An", "Trường THCS An Bình", "LĐTT", 9, 0],
    ["Đỗ Thị Bình", None, "LĐTT", 4, 5],
    ["Cấn Hoài Chi", None, "LĐTT", 5, 4],
    ["Lê Quang Dũng", None, "Lao động tiên tiến", 6, 3],
    ["Phí Thị Giang", None, "LĐTT", 9, 0],
    ["Khuất Duy Hải", None, "LĐTT", 9, 0],
    ["Vũ Thị Hạnh", None, "LĐTT", 9, 0],
    ["Trường THCS An Bình", None, "Tập thể LĐTT", 9, 0],
    ["Trần Thị Kim", "Trường Mầm non Hoa Sen", "LĐTT", 9, 0],
    ["Bùi Thị Lan", None, "LĐTT", 9, 0],
    ["Hoàng Thị Nga", None, "LĐTT", 9, 0],
    ["Đinh Thị Quế", None, "LĐTT", 9, 0],
]


def sent_back(out: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Name and honour → result and reason, from refused.xlsx."""
    rows = list(openpyxl.load_workbook(out / "refused.xlsx").active.iter_rows(values_only=True))
    heading = next(i for i, row in enumerate(rows) if "Lý do, việc cần làm" in row)
    return {(row[4], row[5]): (row[6], row[7]) for row in rows[heading + 1 :] if row[4]}


def test_votes_decide_and_the_sheet_serves_again(tmp_path: Path, new_store: Callable[[], Store]) -> None:
    season, store = SmallSeason(tally=VOTES), new_store()
    given, season.answers = season.answers, None
    season.write(tmp_path / "season")
    first = run_season(tmp_path / "season", tmp_path / "out", store)
    assert (first.code, first.faults) == (3, [])
    assert first.summary["awarded"] == {
        "cstd_co_so": {"person": 1}, "ldtt": {"person": 8}, "ttldtt": {"collective": 1}
    }  # fmt: skip
    waits = "council/tally.xlsx: không có phiếu cho Phùng Văn Phúc (Lao động tiên tiến), hồ sơ chờ."
    assert first.summary["warnings"] == [waits]
    assert sent_back(tmp_path / "out")["Đỗ Thị Bình", "Lao động tiên tiến"] == (
        "Hội đồng không thông qua",
        "Hội đồng không thông qua: 4/9 phiếu đồng ý, cần ít nhất 5.",
    )

    answers = {"answers": given}
    (tmp_path / "season" / "answers.yaml").write_text(yaml.safe_dump(answers), encoding="utf-8")
    second = run_season(tmp_path / "season", tmp_path / "out", store)
    assert (second.code, second.summary["warnings"]) == (0, [waits])
    assert second.summary["awarded"]["ldtt"] == {"person": 9}
    assert [(d["number"], d["lines"]) for d in second.summary["decisions"]] == [
        ("501/QĐ-UBND", 1), ("502/QĐ-UBND", 1), ("503/QĐ-UBND", 8), ("504/QĐ-UBND", 1)
    ]  # fmt: skip
    pages = sum(decision["lines"] for decision in second.summary["decisions"])
    assert second.summary["certificates"] == {"files": len(second.summary["decisions"]), "pages": pages}

    ledger = store.ledger()
    third = run_season(tmp_path / "season", tmp_path / "out", store)
    assert without_timings(third.summary) == without_timings(second.summary)
    assert (third.code, store.ledger()) == (0, ledger)
