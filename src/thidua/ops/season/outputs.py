"""What a run leaves in OUT: summary, papers, certificates, the refused rows, the draft article."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from thidua.documents.workbooks import Column, list_workbook
from thidua.eligibility.queries.law import law_book
from thidua.movements.models import Season
from thidua.nominations.enums import State
from thidua.nominations.models import Nomination
from thidua.reports.article import draft_article

_COLUMNS = (
    Column("Đơn vị gửi", 30, wrap=True),
    Column("Tệp", 34, wrap=True),
    Column("Trang", 12),
    Column("Dòng", 8),
    Column("Họ và tên, tập thể", 28, wrap=True),
    Column("Danh hiệu đề nghị", 24, wrap=True),
    Column("Kết quả", 18, wrap=True),
    Column("Lý do, việc cần làm", 70, wrap=True),
    Column("Căn cứ", 24, wrap=True),
)
_SENT_BACK = (State.REFUSED, State.ASKED, State.TO_ATTEST, State.DEFERRED, State.REJECTED)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)


def refused_workbook(season: Season) -> bytes:
    """Every row that goes back to its unit, with the reason in Vietnamese beside it."""
    rows = (
        Nomination.objects.filter(season=season, state__in=_SENT_BACK)
        .select_related("line__nomination_sheet", "submitting_unit")
        .order_by(
            "submitting_unit__code", "line__nomination_sheet__file", "line__sheet", "line__row", "honour"
        )
    )
    return list_workbook(
        title=f"Các dòng trả lại đơn vị – {season.authority.name}, năm {season.review_year}",
        columns=_COLUMNS,
        rows=[_row(one) for one in rows],
        sheet="Trả lại",
    )


def _row(one: Nomination) -> list[str | int]:
    line = one.line
    return [
        one.submitting_unit.name,
        line.nomination_sheet.file.rpartition("/")[2],
        line.sheet,
        line.row,
        line.name,
        law_book().label(one.honour) if one.honour else line.wording,
        State(one.state).label,
        " ".join(one.sentences) or one.get_question_display(),
        _articles(one),
    ]


def _articles(one: Nomination) -> str:
    return "; ".join(cite.replace(" art ", ", Điều ").replace(" cl ", ", khoản ") for cite in one.cites)


def write_summary(out: Path, summary: dict[str, Any]) -> None:
    """summary.json, last of all: where it stands, the run is complete."""
    content = json.dumps(summary, ensure_ascii=False, indent=1)
    write(out / "summary.json", (content + "\n").encode())


def write_lists(season: Season, out: Path) -> None:
    """refused.xlsx and article.md."""
    write(out / "refused.xlsx", refused_workbook(season))
    write(out / "article.md", draft_article(season, law_book()).encode())
