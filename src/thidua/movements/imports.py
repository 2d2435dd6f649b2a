"""Registrations for emulation, and the files of a launch: plan, criteria, clusters, covenants."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from thidua.kernel.issues import InputFault, Issue, Place
from thidua.kernel.sheets import Cell, Vocabulary, open_tables, read_whole
from thidua.kernel.text import fold, tidy
from thidua.movements.enums import CriterionKind
from thidua.movements.records import (
    ClusterPlace,
    LaunchRecord,
    PlanDays,
    RegistrationRecord,
    ScoreRow,
    TargetRecord,
)
from thidua.registry.imports.cells import UNIT_CODES, day, demand, text

REGISTRATIONS = Vocabulary(
    {
        "unit": UNIT_CODES,
        "name": ("Tên đơn vị", "Đơn vị"),
        "day": ("Ngày đăng ký", "Ngày"),
        "persons": ("Số cá nhân đăng ký", "Số người đăng ký", "Tổng số người"),
        "honours": ("Danh hiệu đăng ký", "Danh hiệu"),
    }
)
CLUSTERS = Vocabulary(
    {
        "cluster": ("Cụm, khối thi đua", "Cụm thi đua", "Khối thi đua", "Cụm", "Khối"),
        "unit": UNIT_CODES,
        "name": ("Đơn vị", "Tên đơn vị"),
        "role": ("Vai trò", "Nhiệm vụ", "Chức danh"),
    }
)
COVENANTS = Vocabulary(
    {
        "unit": UNIT_CODES,
        "name": ("Đơn vị ký giao ước", "Đơn vị", "Tên đơn vị"),
        "target": ("Chỉ tiêu", "Nội dung chỉ tiêu", "Tên chỉ tiêu"),
        "measure": ("Đơn vị tính", "ĐVT"),
        "goal": ("Mục tiêu", "Mức giao ước", "Chỉ tiêu phấn đấu"),
    }
)
CRITERIA = Vocabulary(
    {
        "content": ("Nội dung", "Tiêu chí", "Nội dung tiêu chí", "Nhóm tiêu chí"),
        "points": ("Điểm tối đa", "Điểm chuẩn", "Thang điểm"),
    }
)
_WRITTEN = re.compile(r"\D*?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?\D*")
_THEME = re.compile(r"chủ đề[^:“\"]*[:\s]*[“\"](?P<theme>[^”\"]+)[”\"]", re.IGNORECASE)


def read_registrations(path: Path, *, year: int, name: str | None = None) -> list[RegistrationRecord]:
    """What units registered for in the year. Raises InputFault for missing columns."""
    return [
        RegistrationRecord(
            text(row, "unit"),
            year,
            day(row.get("day")),
            read_whole(row.get("persons")),
            text(row, "honours"),
            sheet.place(row.number),
        )
        for sheet, rows in demand(open_tables(path, name=name), REGISTRATIONS, ("unit", "day"))
        for row in rows
        if text(row, "unit")
    ]


def read_clusters(path: Path, *, name: str | None = None) -> list[ClusterPlace]:
    """Units' places in clusters and blocks. Raises InputFault for missing columns."""
    return [
        ClusterPlace(text(row, "cluster"), text(row, "unit"), "truong" in fold(text(row, "role")).split())
        for _, rows in demand(open_tables(path, name=name), CLUSTERS, ("cluster", "unit"))
        for row in rows
    ]


def read_covenants(path: Path, *, name: str | None = None) -> list[TargetRecord]:
    """Targets of covenants, one row a target. Raises InputFault for missing columns."""
    return [
        TargetRecord(text(row, "unit"), text(row, "target"), text(row, "measure"), _decimal(row.get("goal")))
        for _, rows in demand(open_tables(path, name=name), COVENANTS, ("unit", "target"))
        for row in rows
    ]


def read_criteria(path: Path, *, name: str | None = None) -> list[tuple[str, Decimal]]:
    """Groups of criteria with their most points. Raises InputFault for missing columns or points."""
    found: list[tuple[str, Decimal]] = []
    for sheet, rows in demand(open_tables(path, name=name), CRITERIA, ("content", "points")):
        for row in rows:
            points = _decimal(row.get("points"))
            if points is None:
                issue = Issue(
                    "criteria.points", "thiếu điểm tối đa.", "Điền số điểm.", sheet.place(row.number)
                )
                raise InputFault(issue)
            found.append((text(row, "content"), points))
    return found


def _decimal(cell: Cell) -> Decimal | None:
    """A number, also one written in Vietnamese with words beside it: "≥ 95,5 %", "1.774 hộ"."""
    if isinstance(cell, int | float):
        return Decimal(str(cell))
    found = _WRITTEN.fullmatch(cell) if isinstance(cell, str) else None
    return Decimal(f"{found['whole'].replace('.', '')}.{found['part'] or 0}") if found else None


_DAY = r"(\d{1,2}/\d{1,2}/\d{4})"
_PERIOD = re.compile(rf"từ(?: ngày)? {_DAY} đến(?: hết)?(?: ngày)? {_DAY}", re.IGNORECASE)
_REVIEW = r"{}[^.;\d]{{0,40}}?(\d{{1,2}}/\d{{1,2}})(?:/\d{{4}})?"
_MIDTERM = re.compile(_REVIEW.format("sơ kết"), re.IGNORECASE)
_FINAL = re.compile(_REVIEW.format("tổng kết"), re.IGNORECASE)
_QUARTER = re.compile(r"phát động[^.]*?quý (I{1,3}|IV)\b")
_QUARTER_ENDS = {"I": (3, 31), "II": (6, 30), "III": (9, 30), "IV": (12, 31)}


def _days(texts: list[str], year: int) -> PlanDays:
    """The days a plan names; what it does not say, or says in another way, is none."""
    whole = "\n".join(texts)
    period, quarter = _PERIOD.search(whole), _QUARTER.search(whole)
    return PlanDays(
        from_on=day(period[1]) if period else None,
        until_on=day(period[2]) if period else None,
        cascade_until=date(year, *_QUARTER_ENDS[quarter[1]]) if quarter else None,
        midterm_on=_day_of(_MIDTERM.search(whole), year),
        final_on=_day_of(_FINAL.search(whole), year),
    )


def _named(heading: str) -> str:
    """The movement's name from the heading of its plan: without "Kế hoạch phát động", not in capitals throughout."""
    name = re.sub(r"^kế hoạch( phát động| tổ chức)?\s+(?=\S)", "", heading, flags=re.IGNORECASE)
    return name[:1].upper() + (name[1:].lower() if name.isupper() else name[1:])


def _day_of(found: re.Match[str] | None, year: int) -> date | None:
    return day(f"{found[1]}/{year}") if found else None


def read_plan(
    path: Path, *, year: int, name: str | None = None
) -> tuple[str, str, tuple[str, ...], PlanDays]:
    """Title, theme, key tasks and days of a movement of the year from its plan in Word.

    Raises InputFault for a file that Word would not open, or one without a title.
    """
    import docx  # heavy, needed here only

    place = Place(name or path.name)
    try:
        paragraphs = [
            (tidy(p.text), p.style.name if p.style else "") for p in docx.Document(str(path)).paragraphs
        ]
    except Exception as fault:
        issue = Issue("plan.broken", "không mở được tệp Word.", "Lưu lại dạng .docx rồi gửi lại.", place)
        raise InputFault(issue) from fault
    texts = [t for t, _ in paragraphs if t]
    title = next((t for t in texts if "phong trao thi dua" in fold(t) or "ke hoach" in fold(t)), "")
    if not title:
        issue = Issue("plan.title", "không thấy tên phong trào.", "Ghi tên phong trào ở đầu kế hoạch.", place)
        raise InputFault(issue)
    title = _named(title)
    theme = next((m["theme"].strip() for t in texts if (m := _THEME.search(t))), "")
    return title, theme, _tasks(paragraphs), _days(texts, year)


def _tasks(paragraphs: list[tuple[str, str]]) -> tuple[str, ...]:
    """Paragraphs between the heading of key tasks and the next heading."""
    tasks: list[str] = []
    inside = False
    for words, style in paragraphs:
        if "nhiem vu trong tam" in fold(words) and len(words) < 60:
            inside = True
        elif inside and (style.startswith("Heading") or fold(words).startswith("tieu chi")):
            break
        elif inside and words:
            tasks.append(words)
    return tuple(tasks)


def read_launch(folder: Path) -> LaunchRecord | None:
    """The launch of the next year's movement from its folder; none when it holds nothing.

    Raises InputFault for a broken file, tables without a plan, or a folder name without a year.
    """
    plan = next(iter(sorted(folder.glob("*.docx"))), None)
    if plan is None:
        if any(folder.glob("*.xlsx")):
            message, cure = (
                "có bảng nhưng không có kế hoạch phát động.",
                "Đặt kế hoạch (.docx) vào thư mục này.",
            )
            raise InputFault(Issue("launch.plan", message, cure, Place(folder.name)))
        return None
    found = re.search(r"(\d{4})", folder.name)
    if found is None:
        issue = Issue(
            "launch.year", "tên thư mục không có năm.", "Đặt tên dạng launch-2024.", Place(folder.name)
        )
        raise InputFault(issue)
    title, theme, tasks, days = read_plan(plan, year=int(found[1]))
    return LaunchRecord(
        year=int(found[1]),
        days=days,
        title=title,
        theme=theme,
        tasks=tasks,
        criteria=tuple(read_criteria(p)) if (p := folder / "criteria.xlsx").exists() else (),
        clusters=tuple(read_clusters(p)) if (p := folder / "clusters.xlsx").exists() else (),
        targets=tuple(read_covenants(p)) if (p := folder / "covenants.xlsx").exists() else (),
    )


SCORE_ROWS = Vocabulary(
    {
        "content": ("Tiêu chí", "Nội dung", "Nội dung tiêu chí"),
        "points": ("Điểm tối đa", "Điểm chuẩn", "Thang điểm"),
        "group": ("Nhóm", "Nhóm tiêu chí", "Lĩnh vực"),
        "kind": ("Loại", "Loại điểm"),
        "evidence": ("Minh chứng", "Yêu cầu minh chứng"),
    }
)


def read_score_rows(path: Path, *, name: str | None = None) -> list[ScoreRow]:
    """Rows of a table of points; “Loại” says thưởng or trừ. Raises InputFault for missing columns or points."""
    found = []
    for sheet, rows in demand(open_tables(path, name=name), SCORE_ROWS, ("content", "points")):
        for row in rows:
            points = _decimal(row.get("points"))
            if points is None or points <= 0:
                issue = Issue(
                    "criteria.points", "thiếu điểm tối đa.", "Điền số điểm.", sheet.place(row.number)
                )
                raise InputFault(issue)
            words = fold(text(row, "kind")).split()
            kind = (
                CriterionKind.BONUS
                if "thuong" in words
                else CriterionKind.DEDUCTION
                if "tru" in words
                else CriterionKind.POINTS
            )
            asked = fold(text(row, "evidence")) not in ("", "khong")
            found.append(ScoreRow(text(row, "content"), points, text(row, "group"), kind, asked))
    return found
