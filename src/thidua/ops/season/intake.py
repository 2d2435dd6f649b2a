"""Everything a season's folder brings, entered in one transaction: all of it, or nothing."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from thidua.audit.actor import SystemActor
from thidua.honours.actions import enter_past_awards
from thidua.honours.imports import tie
from thidua.initiatives.actions import enter_initiatives
from thidua.kernel.issues import InputFault, Issue, Place
from thidua.movements.actions import enter_registrations, launch, open_season, place_in_clusters
from thidua.movements.models import Season
from thidua.movements.records import ClusterPlace
from thidua.nominations.actions import SheetRecord, receive_sheets
from thidua.ops.season.desk import Desk, set_up_desk
from thidua.ops.season.folder import ReadList, SeasonFolder
from thidua.registry.actions import (
    enter_disciplines,
    enter_people,
    enter_positions,
    enter_ratings,
    enter_units,
)
from thidua.registry.models import OrgUnit
from thidua.registry.queries.matching import PersonIndex
from thidua.registry.queries.units import UnitIndex, unit_index
from thidua.registry.records import PersonRecord


@transaction.atomic
def take_in(folder: SeasonFolder, *, keep_going: bool = False) -> tuple[Season, Desk, list[str]]:
    """Enter register, history, frame, launch and lists. Returns the season, its desks and warnings.

    Raises InputFault or Refused with the place; nothing of the folder is then in the database. With
    `keep_going` a list of an unknown sender is warned of and left out.
    """
    system, frame = SystemActor(), folder.frame
    enter_units(actor=system, records=folder.units)
    units = unit_index(
        place=frame.season.place, province=frame.season.province, on=frame.season.received_until
    )
    authority = _authority(units, frame.season.authority)
    desk = set_up_desk(authority, frame.season)
    enter_people(actor=desk.office, records=_at_home(folder.people, units))
    enter_ratings(actor=desk.office, persons=folder.person_ratings, units=folder.unit_ratings)
    enter_disciplines(actor=desk.office, records=folder.disciplines)
    enter_positions(actor=desk.office, records=folder.positions)
    people = PersonIndex()
    past, untied = tie(folder.awards, people, units)
    enter_past_awards(actor=desk.office, records=past)
    enter_initiatives(actor=desk.office, records=folder.initiatives, units=units)
    season = open_season(actor=desk.office, authority=authority, frame=frame.season)
    enter_registrations(actor=desk.office, authority=authority, records=folder.registrations)
    clusters = [ClusterPlace(u.cluster, u.code) for u in folder.units if u.cluster]
    place_in_clusters(actor=desk.office, authority=authority, year=season.review_year, places=clusters)
    if folder.launch:
        launch(actor=desk.office, authority=authority, plan=folder.launch)
    sheets, passed = _sheets(folder.lists, units, keep_going=keep_going)
    receive_sheets(actor=desk.office, season=season, sheets=sheets)
    return season, desk, [*map(str, untied), *passed]


def _at_home(people: list[PersonRecord], units: UnitIndex) -> list[PersonRecord]:
    """Units of record by code; a register may give the unit's name instead."""
    found = {text: unit.code for text in {r.unit_code for r in people} if (unit := units.find(text))}
    return [replace(r, unit_code=found.get(r.unit_code, r.unit_code)) for r in people]


def _authority(units: UnitIndex, name: str) -> OrgUnit:
    if unit := units.find(name):
        return unit
    message = f"danh bạ đơn vị không có “{name}”."
    place = Place("season.yaml", column="authority")
    raise InputFault(Issue("season.authority", message, "Ghi đúng tên đơn vị trong danh bạ.", place))


def _sheets(
    lists: list[ReadList], units: UnitIndex, *, keep_going: bool
) -> tuple[list[SheetRecord], list[str]]:
    """Each list with the unit that sent it, and what was passed over; of one content the first file is kept."""
    records: dict[str, SheetRecord] = {}
    passed: list[str] = []
    issues: list[Issue] = []
    for one in lists:
        if twin := records.get(one.sha256):
            passed.append(f"{one.file}: trùng nội dung với {twin.file}, chỉ nhận một lần.")
            continue
        unit = sender(one, units)
        if unit is None:
            message = f"không xác định được đơn vị gửi (đọc thấy: {', '.join(one.draft.senders[:3]) or 'không có'})."
            cure = "Ghi tên đơn vị như trong danh bạ ở đầu danh sách."
            issues.append(Issue("list.sender", message, cure, Place(one.file)))
            continue
        records[one.sha256] = SheetRecord(one.file, one.sha256, unit, one.draft.rows)
    if issues and not keep_going:
        raise InputFault(*issues)
    return list(records.values()), [*passed, *map(str, issues)]


def sender(one: ReadList, units: UnitIndex) -> OrgUnit | None:
    """The unit that sent the list: of the names it may bear the first that is in the register."""
    return next((unit for name in one.draft.senders if (unit := units.find(name))), None)
