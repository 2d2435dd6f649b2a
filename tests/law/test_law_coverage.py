"""The page of what the law covers: current, and true cell by cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from thidua.lawbook import load
from thidua.lawbook.coverage import cell, page
from thidua.lawbook.facts import Subject

ROOT = Path(__file__).parents[2]
BOOK = load(ROOT / "law")
CURE = "run .venv/bin/thidua law coverage --out docs/law-coverage.md"


def test_the_page_is_current() -> None:
    assert (ROOT / "docs" / "law-coverage.md").read_text(encoding="utf-8") == page(ROOT / "law"), CURE


@pytest.mark.parametrize(
    ("code", "subject", "on", "said"),
    [
        ("ttldtt", "collective", date(2025, 6, 30), "tính, xác nhận<br>Điều 28, 06/2022/QH15"),
        # The standard of a twin is that of the other title.
        ("dvtt", "collective", date(2025, 6, 30), "tính, xác nhận<br>Điều 28, 06/2022/QH15"),
        ("knc_bo_tinh", "person", date(2025, 6, 30), "xác nhận<br>khoản 2 Điều 71, 06/2022/QH15"),
        ("xa_tieu_bieu", "collective", date(2025, 6, 30), "xác nhận<br>Điều 29, 06/2022/QH15"),
        (
            "xa_tieu_bieu",
            "collective",
            date(2025, 7, 1),
            "xác nhận, chưa kiểm chứng<br>Điều 29, 06/2022/QH15",
        ),
        ("xa_tieu_bieu", "collective", date(2023, 12, 31), "chỉ ghi nhận"),
        ("hc_sao_vang", "person", date(2025, 6, 30), "chưa kiểm chứng<br>Điều 34, 06/2022/QH15"),
        ("ttldtt", "collective", date(2026, 10, 1), "chưa kiểm chứng<br>06/2026/QH16"),
        # Not for persons at all.
        ("ttldtt", "person", date(2025, 6, 30), "chỉ ghi nhận"),
    ],
)
def test_a_cell_says_by_what_an_honour_is_judged(code: str, subject: Subject, on: date, said: str) -> None:
    assert str(cell(BOOK, code, subject, on)) == said
