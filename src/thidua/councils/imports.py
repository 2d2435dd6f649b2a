"""The tally sheet of a council: votes counted for each nominee and honour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from thidua.councils.records import Votes
from thidua.kernel.issues import InputFault, Issue, Place
from thidua.kernel.sheets import Record, Vocabulary, open_tables, read_whole
from thidua.kernel.sheets.fields import read_name
from thidua.kernel.text import fold
from thidua.lawbook.wordings import HonourReader
from thidua.nominations.enums import NomineeKind
from thidua.nominations.models import Nomination
from thidua.registry.alike import near
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


def _named_so(one: Nomination, name: str) -> bool:
    return near(fold(str(one.person or one.line.name)), fold(read_name(name)[0]))


class _Nominees:
    """Nominations by code and by name of whom they are for; a row not yet identified goes by what it says."""

    def __init__(self, nominations: Iterable[Nomination]) -> None:
        self.by_code: dict[tuple[str, str], list[Nomination]] = defaultdict(list)
        self.by_name: dict[tuple[str, str], list[Nomination]] = defaultdict(list)
        for one in nominations:
            nominee = one.collective if one.kind == NomineeKind.COLLECTIVE else one.person
            for code in [nominee.code] if nominee else one.candidates:
                self.by_code[one.kind, code].append(one)
            self.by_name[one.kind, fold(str(nominee or one.line.name))].append(one)

    def meant(self, row: Record, honours: HonourReader, units: UnitIndex) -> list[Nomination]:
        """Nominations a row of the sheet can mean: by code where it gives one, else by name and unit."""
        name, code, sender = text(row, "name"), text(row, "code"), units.find(text(row, "unit"))
        found: list[Nomination] = []
        for kind in (NomineeKind.PERSON, NomineeKind.COLLECTIVE):
            collective = kind == NomineeKind.COLLECTIVE
            unit = units.find(name) if collective else None
            asked_for = {"", *honours.read(text(row, "honour"), collective).codes}
            if code or unit:
                pool = self.by_code.get((kind, code or (unit.code if unit else "")), [])
                if not collective:  # a code of somebody of another name is a slip, and votes are not moved
                    pool = [one for one in pool if _named_so(one, name)]
            else:
                pool = self.by_name.get((kind, fold(name)), [])
            found += [
                one
                for one in pool
                if one.honour in asked_for and (code or not sender or sender.id == one.submitting_unit_id)
            ]
        return found


def read_tally(
    path: Path,
    honours: HonourReader,
    units: UnitIndex,
    before_council: Sequence[Nomination],
    *,
    others: Sequence[Nomination] = (),
    name: str | None = None,
) -> dict[Nomination, Votes]:
    """Votes by nomination. A nomination the sheet does not name has no votes and waits.

    `others` are nominations that a row may name and that are not before the council: voted on earlier, or
    still open; such a row is passed over, so that one sheet serves until all is answered. Raises InputFault
    for missing columns, for a row that names none or two, and for two rows of one nomination.
    """
    votes: dict[Nomination, Votes] = {}
    issues: list[Issue] = []
    nominees, passed = _Nominees(before_council), _Nominees(others)
    for sheet, rows in demand(open_tables(path, name=name), TALLY, ("name", "honour", "yes")):
        for row in rows:
            meant = nominees.meant(row, honours, units)
            if not meant and passed.meant(row, honours, units):
                continue
            yes, place = read_whole(row.get("yes")), sheet.place(row.number)
            if issue := _fault(text(row, "name"), place, meant, yes, votes):
                issues.append(issue)
            else:
                votes[meant[0]] = Votes(yes or 0, read_whole(row.get("no")) or 0, place)
    if issues:
        raise InputFault(*issues)
    return votes


def _fault(
    name: str, place: Place, meant: Sequence[Nomination], yes: int | None, votes: dict[Nomination, Votes]
) -> Issue | None:
    if yes is None:
        return Issue("tally.yes", "thiếu số phiếu đồng ý.", "Điền số phiếu.", place)
    if not meant:
        message = f"“{name}” không có trong danh sách trình hội đồng."
        return Issue("tally.nobody", message, "Kiểm tra tên và danh hiệu.", place)
    if len(meant) > 1:
        message = f"“{name}” có thể là {len(meant)} người."
        return Issue("tally.two", message, "Ghi thêm mã cán bộ hoặc đơn vị.", place)
    if meant[0] in votes:
        message = f"“{name}” đã có phiếu ở {votes[meant[0]].place}."
        return Issue("tally.twice", message, "Giữ lại một dòng.", place)
    return None
