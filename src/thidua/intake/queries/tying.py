"""Lines of old award lists tied to persons and collectives, a chunk at a time: only those that lines can mean are
loaded, and no line costs a query. What is not certain is asked, never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from thidua.honours.imports import AwardLine, clue_of, person_meant, record_of, unit_meant
from thidua.intake.queries.scope import known_units
from thidua.intake.records import ReadRow, Wrong
from thidua.kernel.text import fold
from thidua.registry import identity
from thidua.registry.models import OrgUnit
from thidua.registry.queries.candidates import ids_around, ids_meant, units_of
from thidua.registry.queries.matching import Match, PersonIndex
from thidua.registry.queries.tree import kin

Tell = Callable[[int, int], None]
_CHUNK = 5_000
# Of lines that name nobody, so many are looked up among the people of their unit. A file with more of them lacks
# its register, and a nearly right name is no help.
_NEARLY = 1_000
_CURE = "Ghi thêm mã cán bộ, ngày sinh hoặc số định danh, rồi gửi lại."
_ASKED = {
    "same_name": "Cần hỏi: có nhiều người tên “{}”.",
    "id_mismatch": "Cần hỏi: mã hoặc số định danh không khớp với “{}”.",
    "near_name": "Cần hỏi: có người tên gần giống “{}”, chưa chắc là người này.",
    "unknown_person": "Không có “{}” trong danh bạ các đơn vị thuộc phạm vi của bạn.",
}


def tie(rows: Sequence[ReadRow], allowed: set[int], tell: Tell) -> list[Wrong]:
    """Turn each row's line into a record of the ledger; what is wrong with the rows that tie to nobody."""
    units = _Units()
    wrong: list[Wrong] = []
    unknown: list[tuple[ReadRow, AwardLine]] = []
    done = 0
    for chunk in _chunks([row for row in rows if row.records]):
        wrong += _tie_chunk(chunk, allowed, units, unknown)
        done += len(chunk)
        tell(done, len(rows))
    nearly = _nearly(unknown[:_NEARLY], units)
    for place, (row, line) in enumerate(unknown):
        wrong.append(_asked(row, line, "near_name" if place in nearly else "unknown_person"))
    return wrong


class _Units:
    """Units by what lines call them: the one that bore the name on the day of the decision, looked up once a day."""

    def __init__(self) -> None:
        self._index = known_units()
        self._held: dict[tuple[str, date], OrgUnit | None] = {}

    def find(self, name: str, day: date) -> OrgUnit | None:
        if (name, day) not in self._held:
            self._held[name, day] = replace(self._index, on=day).find(name)
        return self._held[name, day]

    def of(self, line: AwardLine) -> OrgUnit | None:
        """The unit the line's person worked in."""
        return self.find(line.unit, line.decided_on)

    def collective(self, line: AwardLine) -> OrgUnit | None:
        return unit_meant(line, self._index) if line.code else self.find(line.name, line.decided_on)


def _chunks(rows: list[ReadRow]) -> Iterator[list[ReadRow]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]


def _tie_chunk(
    chunk: list[ReadRow], allowed: set[int], units: _Units, unknown: list[tuple[ReadRow, AwardLine]]
) -> list[Wrong]:
    index = _index_for([row.records[0] for row in chunk])
    meant: list[tuple[ReadRow, AwardLine, Match]] = []
    wrong = []
    for row in chunk:
        line: AwardLine = row.records[0]
        if line.is_person:
            meant.append((row, line, person_meant(line, index, units.of(line))))
        else:
            unit = units.collective(line)
            row.records = ()
            if unit is not None and unit.pk in allowed:
                row.records = (record_of(line, person_id=None, unit_id=unit.pk),)
            else:
                wrong.append(_no_collective(row, line))
    at = units_of({match.found.person.pk for _, _, match in meant if match.found})
    for row, line, match in meant:
        row.records = ()
        if match.found and at.get(match.found.person.pk) in allowed:
            row.records = (record_of(line, person_id=match.found.person.pk, unit_id=None),)
        elif match.found or match.why == "unknown_person":
            unknown.append((row, line))
        else:
            wrong.append(_asked(row, line, match.why))
    return wrong


def _index_for(lines: list[AwardLine]) -> PersonIndex:
    people = [line for line in lines if line.is_person]
    names = {fold(line.name) for line in people}
    hashes = {identity.lookup_hash(line.id_number) for line in people if line.id_number}
    return PersonIndex(
        ids_meant(names=names, hashes=hashes, codes={line.code for line in people if line.code})
    )


def _nearly(unknown: list[tuple[ReadRow, AwardLine]], units: _Units) -> set[int]:
    """Places of lines that nearly name somebody of their unit."""
    by_unit: dict[OrgUnit, list[int]] = defaultdict(list)
    for place, (_, line) in enumerate(unknown):
        if unit := units.of(line):
            by_unit[unit].append(place)
    around = kin()
    found = set()
    for unit, places in by_unit.items():
        index = PersonIndex(ids_around({unit.pk, *around.get(unit.pk, ())}))
        for place in places:
            if index.match(clue_of(unknown[place][1], unit)).why == "near_name":
                found.add(place)
    return found


def _asked(row: ReadRow, line: AwardLine, why: str) -> Wrong:
    return Wrong(row.sheet, row.number, "name", f"award.{why}", _ASKED[why].format(line.name), _CURE)


def _no_collective(row: ReadRow, line: AwardLine) -> Wrong:
    message = f"Không có tập thể “{line.name}” trong các đơn vị thuộc phạm vi của bạn."
    return Wrong(
        row.sheet, row.number, "collective", "award.collective", message, "Ghi đúng tên như trong danh bạ."
    )
