"""Rows of any table in words, for a choice between two of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps

from thidua.eligibility.queries.law import law_book
from thidua.kernel.numbers import day

# A table that is not named here is shown by its own words, so that none is ever left out.
_TABLES: dict[str, str] = {
    "registry_post": "Công tác",
    "registry_performancerating": "Xếp loại hằng năm",
    "registry_discipline": "Kỷ luật",
    "registry_leadingpost": "Chức vụ lãnh đạo",
    "registry_personname": "Tên khác",
    "registry_personnumber": "Số định danh khác",
    "honours_award": "Khen thưởng",
    "initiatives_initiativeauthor": "Sáng kiến",
    "nominations_nomination": "Đề nghị khen thưởng",
    "eligibility_hold": "Tạm dừng xét",
    "eligibility_attestation": "Xác nhận",
    "personnel_correction": "Sửa đổi đã ghi",
    "personnel_transfer": "Chuyển công tác",
}


def _days(row: Any) -> str:
    start = f"từ {day(row.from_on)}" if row.from_on else "chưa ghi ngày bắt đầu"
    return f"{start}, {f'đến {day(row.until_on)}' if row.until_on else 'đến nay'}"


_SAID: dict[str, Callable[[Any], str]] = {
    "registry_post": lambda row: f"{', '.join(filter(None, (row.title, row.unit.name)))} ({_days(row)})",
    "registry_performancerating": lambda row: f"Năm {row.year}: {row.get_grade_display()}",
    "registry_discipline": lambda row: f"{row.get_kind_display()} {row.number} ({_days(row)})",
    "registry_leadingpost": lambda row: f"{row.get_kind_display()} ({_days(row)})",
    "eligibility_hold": lambda row: f"{row.get_kind_display()}, {row.paper}",
    "initiatives_initiativeauthor": lambda row: (
        f"{row.initiative.title}" + (f", đóng góp {row.share} %" if row.share else "")
    ),
    "nominations_nomination": lambda row: (
        f"{law_book().label(row.honour)}, {row.submitting_unit.name}, {row.get_state_display().lower()}"
    ),
}


def table_words(table: str) -> str:
    """What a table is called on a screen."""
    if table in _TABLES:
        return _TABLES[table]
    model = next((m for m in apps.get_models() if m._meta.db_table == table), None)
    return str(model._meta.verbose_name) if model else table


def words_of(row: Any) -> tuple[str, str]:
    """The table of a row and what the row says."""
    table = row._meta.db_table
    return table_words(table), _SAID.get(table, str)(row)
