"""From a row to the person or collective it means; who is on two lists; what must be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Q

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.audit.bulk import store_fields
from thidua.flow.actions import move
from thidua.movements.models import Season
from thidua.nominations.enums import LIVE_STATES, NomineeKind, Question, State
from thidua.nominations.models import Nomination, SheetRow
from thidua.nominations.workflow import NOMINATION
from thidua.registry.models import OrgUnit
from thidua.registry.queries.matching import Clue, Known, Match, PersonIndex
from thidua.registry.queries.units import UnitIndex, unit_words

# Names of collectives that name none (folded): the unit itself is meant.
_NAMELESS = ("", "tap the", "don vi", "co quan", "nha truong", "truong")
_KEPT = ["person", "collective", "question", "candidates", "reasons", "sentences"]


@dataclass
class Sorting:
    """Nominations by what happens to them next, in the order they were decided."""

    receive: list[Nomination] = field(default_factory=list)
    ask: list[Nomination] = field(default_factory=list)
    refuse: list[Nomination] = field(default_factory=list)

    def asked(self, one: Nomination, why: Question, candidates: Iterable[Known] = ()) -> None:
        one.question, one.candidates = why, [k.person.code for k in candidates]
        self.ask.append(one)

    def refused(self, one: Nomination, reason: str, sentence: str) -> None:
        one.reasons, one.sentences = [reason], [sentence]
        self.refuse.append(one)


@transaction.atomic
def identify(*, actor: User, season: Season, people: PersonIndex, units: UnitIndex) -> Sorting:
    """Identify the nominees of all listed nominations, and settle who stands on two lists.

    A person on the lists of two units stays on that of the unit of record; on one list twice, the first row
    stays. What cannot be told is asked, nobody is guessed. Nothing listed, nothing changes.
    """
    listed = list(
        Nomination.objects.filter(season=season, state=State.LISTED)
        .select_related("line__nomination_sheet", "submitting_unit")
        .order_by("line__nomination_sheet__file", "line_id", "id")
    )
    sorting = Sorting()
    if not listed:
        return sorting
    homes: dict[int, int | None] = {}
    found = []
    for one in listed:
        if not one.honour:
            sorting.asked(one, Question.HONOUR_UNCLEAR)
        elif one.kind == NomineeKind.COLLECTIVE:
            found += _collective(one, units, sorting)
        else:
            found += _person(one, people, units, sorting, homes)
    settle_duplicates(season, found, sorting, homes)
    store(sorting, actor, season)
    record(
        actor=actor,
        verb="nominations.identified",
        subject=f"movements.Season:{season.code}",
        received=len(sorting.receive),
        asked=len(sorting.ask),
        refused=len(sorting.refuse),
    )
    return sorting


def store(sorting: Sorting, actor: User, season: Season) -> None:
    """Write what was found and take the transitions; the caller writes the audit row."""
    everyone = [*sorting.refuse, *sorting.ask, *sorting.receive]
    store_fields(everyone, _KEPT)
    move(NOMINATION, sorting.refuse, "refuse", actor=actor, unit=season.authority)
    move(NOMINATION, sorting.ask, "ask", actor=actor, unit=season.authority)
    move(NOMINATION, sorting.receive, "receive", actor=actor, unit=season.authority)


def collective_of(line: SheetRow, sender: OrgUnit, units: UnitIndex) -> OrgUnit | None:
    """The collective a row means, by its name. A name that says no more than "the collective" means the unit
    beside it; a team the register does not know is never taken for the unit it belongs to."""
    unit = units.find(line.name)
    if unit is None and unit_words(line.name) in _NAMELESS:
        return units.find(line.read.get("unit") or "") or sender
    return unit


def _collective(one: Nomination, units: UnitIndex, sorting: Sorting) -> list[Nomination]:
    unit = collective_of(one.line, one.submitting_unit, units)
    if unit is None:
        sentence = f"Không tìm thấy tập thể “{one.line.name}” trong danh bạ đơn vị."
        sorting.refused(one, "unknown_person", sentence)
        return []
    one.collective = unit
    return [one]


def clue_of(line: SheetRow, sender: OrgUnit, units: UnitIndex) -> Clue:
    """What the row tells of the person; a unit named in the row goes before the sender."""
    read = line.read
    born = date.fromisoformat(read["born_on"]) if read.get("born_on") else None
    unit = units.find(read.get("unit") or "") or sender
    return Clue(line.name, line.id_hash, born, read.get("birth_year"), unit)


def _person(
    one: Nomination,
    people: PersonIndex,
    units: UnitIndex,
    sorting: Sorting,
    homes: dict[int, int | None],
) -> list[Nomination]:
    match: Match = people.match(clue_of(one.line, one.submitting_unit, units))
    if match.found is None:
        if match.why == "unknown_person":
            sentence = (
                f"Không tìm thấy “{one.line.name}” trong danh bạ cán bộ. "
                "Kiểm tra họ tên, ngày sinh, số định danh; nếu là người mới, bổ sung vào danh bạ trước."
            )
            sorting.refused(one, "unknown_person", sentence)
        else:
            sorting.asked(one, Question(match.why), match.candidates)
        return []
    one.person = match.found.person
    homes[match.found.person.id] = match.found.unit_id
    return [one]


def settle_duplicates(
    season: Season,
    found: Sequence[Nomination],
    sorting: Sorting,
    homes: dict[int, int | None],
    *,
    confirmed: bool = False,
) -> None:
    """Of several rows for one nominee keep those of the unit of record, one for each honour.

    `confirmed` says that a person named the nominee: being of another unit is then no question any more.
    """
    groups: dict[tuple[int | None, int | None], list[Nomination]] = defaultdict(list)
    for one in found:
        groups[(one.person_id, one.collective_id)].append(one)
    live = _live(season)
    for (person_id, collective_id), rows in groups.items():
        home = homes.get(person_id) if person_id is not None else collective_id
        earlier = live.get((person_id, collective_id), [])
        from_home = any(r.submitting_unit_id == home for r in [*earlier, *rows])
        if person_id is not None and not (from_home or earlier or confirmed):
            _ask_home(rows, sorting)
            continue
        keeping = home if from_home else (earlier or rows)[0].submitting_unit_id
        own = [r for r in [*earlier, *rows] if r.submitting_unit_id == keeping]
        kept = {r.honour: r for r in earlier}
        for one in rows:
            if one.honour in kept:
                _duplicate(one, kept[one.honour], sorting)
            elif one.submitting_unit_id != keeping:
                _duplicate(one, next((r for r in own if r.honour == one.honour), own[0]), sorting)
            else:
                kept[one.honour] = one
                sorting.receive.append(one)


def _live(season: Season) -> dict[tuple[int | None, int | None], list[Nomination]]:
    """Nominations that hold a place, by nominee: a later list does not put out an earlier one.

    Who is asked for an order of priority is known and keeps the place meanwhile.
    """
    groups: dict[tuple[int | None, int | None], list[Nomination]] = defaultdict(list)
    rows = season.nominations.filter(
        Q(state__in=[*LIVE_STATES, State.ABSORBED]) | Q(state=State.ASKED, question=Question.PRIORITY)
    )
    for one in rows.select_related("submitting_unit", "line__nomination_sheet"):
        groups[(one.person_id, one.collective_id)].append(one)
    return groups


def _ask_home(rows: Sequence[Nomination], sorting: Sorting) -> None:
    """Proposed only by a unit that is not the unit of record: a transfer, or a namesake? Ask."""
    for one in rows:
        code = one.person.code if one.person else ""
        one.person = None
        one.question, one.candidates = Question.OTHER_UNIT, [code]
        sorting.ask.append(one)


def _duplicate(one: Nomination, kept: Nomination, sorting: Sorting) -> None:
    sentence = (
        f"Đã có tên trong danh sách của {kept.submitting_unit.name} "
        f"({kept.line.nomination_sheet.file}, dòng {kept.line.row}); mỗi người xét tại một đơn vị."
    )
    sorting.refused(one, "duplicate_nomination", sentence)
