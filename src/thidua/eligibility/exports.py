"""Who could be proposed, as a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.documents.workbooks import Cell, Column, list_workbook
from thidua.eligibility.enums import Outcome
from thidua.eligibility.models import Screening
from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.screenings import candidates
from thidua.kernel.numbers import day
from thidua.registry.models import OrgUnit

_COLUMNS = (
    Column("STT", 6),
    Column("Mã cán bộ", 16),
    Column("Họ và tên", 28),
    Column("Ngày sinh", 14),
    Column("Đơn vị", 40, wrap=True),
    Column("Đã có quyết định trong năm", 16),
)
# What a computed outcome means for a list of proposals: findings of people are still to be made.
_WORDS = {
    Outcome.MET: "có thể đề nghị",
    Outcome.TO_ATTEST: "còn thiếu dữ liệu",
    Outcome.DEFERRED: "tạm dừng xét",
    Outcome.NOT_MET: "chưa đủ điều kiện tính được",
}


def candidates_xlsx(
    screening: Screening, honour: str, outcome: Outcome = Outcome.MET, *, unit: OrgUnit | None = None
) -> bytes:
    """The people of one outcome by name. Raises ScreenedHonour.DoesNotExist for an honour not screened."""
    where = (unit or screening.unit).name
    title = f"{law_book().label(honour)} năm {screening.year}: {_WORDS[outcome]} – {where}"
    title += f" (luật có hiệu lực ngày {day(screening.law_on)})"
    rows = _rows(screening, honour, outcome, unit)
    return list_workbook(title=title, columns=_COLUMNS, rows=rows, sheet="Rà soát")


def _rows(
    screening: Screening, honour: str, outcome: Outcome, unit: OrgUnit | None
) -> Iterator[tuple[Cell, ...]]:
    found = candidates(screening, honour, outcome, unit=unit)
    fields = ("code", "full_name", "born_on", "birth_year", "unit_name", "given")
    for number, row in enumerate(found.values_list(*fields).iterator(), 1):
        code, name, born, year, unit_name, given = row
        yield number, code, name, born or year, unit_name, "có" if given else None
