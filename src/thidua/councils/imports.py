"""The tally sheet of a council: votes counted for each nominee and honour."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from thidua.councils.records import Votes
from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.sheets import Record, Sheet, Vocabulary, open_tables, read_whole
from thidua.kernel.text import fold
from thidua.lawbook.wordings import HonourReader
from thidua.nominations.enums import NomineeKind
from thidua.nominations.models import Nomination
from thidua.registry.imports.cells import demand, text
from thidua.registry.queries.units import UnitIndex

TALLY = Vocabulary(
    {
        "code": ("Mã CB", "Mã cán bộ", "Mã đơn vị", "=Mã"),
        "name": ("Họ và tên", "Họ tên", "Tên cá nhân, tập thể", "Cá nhân, tập thể", "Tên tập thể", "Tập thể"),
        "unit": ("Đơn vị công tác", "Đơn vị"),
        "honour": ("Danh hiệu, hình thức", "Danh hiệu đề nghị", "Danh hiệu", "Hình thức khen thưởng"),
        "no": ("Số phiếu không đồng ý", "Không đồng ý", "Phiếu không đồng ý", "Không tán thành"),
        "yes": ("Số phiếu đồng ý", "Đồng ý", "Phiếu đồng ý", "Tán thành"),
    }
)


def read_tally(
    path: Path,
    honours: HonourReader,
    units: UnitIndex,
    before_council: Sequence[Nomination],
    *,
    name: str | None = None,
) -> dict[Nomination, Votes]:
    """Votes by nomination. A nomination the sheet does not name has no votes and waits.

    Raises InputFault for missing columns and for a row that names none or two of those before the council.
    """
    votes: dict[Nomination, Votes] = {}
    issues: list[Issue] = []
    for sheet, rows in demand(open_tables(path, name=name), TALLY, ("name", "honour", "yes")):
        for row in rows:
            meant = [one for one in before_council if _is_meant(one, row, honours, units)]
            yes = read_whole(row.get("yes"))
            if issue := _fault(sheet, row, meant, yes):
                issues.append(issue)
            else:
                votes[meant[0]] = Votes(yes or 0, read_whole(row.get("no")) or 0)
    if issues:
        raise InputFault(*issues)
    return votes


def _fault(sheet: Sheet, row: Record, meant: Sequence[Nomination], yes: int | None) -> Issue | None:
    place = sheet.place(row.number)
    if yes is None:
        return Issue("tally.yes", "thiếu số phiếu đồng ý.", "Điền số phiếu.", place)
    if not meant:
        message = f"“{text(row, 'name')}” không có trong danh sách trình hội đồng."
        return Issue("tally.nobody", message, "Kiểm tra tên và danh hiệu.", place)
    if len(meant) > 1:
        message = f"“{text(row, 'name')}” có thể là {len(meant)} người."
        return Issue("tally.two", message, "Ghi thêm mã cán bộ hoặc đơn vị.", place)
    return None


def _is_meant(one: Nomination, row: Record, honours: HonourReader, units: UnitIndex) -> bool:
    collective = one.kind == NomineeKind.COLLECTIVE
    if one.honour not in honours.read(text(row, "honour"), collective).codes:
        return False
    nominee = one.collective if collective else one.person
    if nominee is None:
        return False
    if code := text(row, "code"):
        return nominee.code == code
    unit = units.find(text(row, "unit"))
    if unit is not None and unit.id != one.submitting_unit_id:
        return False
    if collective:
        found = units.find(text(row, "name"))
        return found is not None and found.id == nominee.pk
    return fold(text(row, "name")) == fold(str(nominee))
