"""Background work of this room: reading a list that was sent, appraising what was received."""

from __future__ import annotations

from typing import Any

from thidua.access.models import User
from thidua.flow.jobs import Progress, work
from thidua.flow.models import Job
from thidua.kernel.issues import InputFault, Issue, Place
from thidua.movements.models import Season
from thidua.nominations.actions.appraise import appraise
from thidua.nominations.actions.cap import apply_caps
from thidua.nominations.actions.identify import clue_of, collective_of
from thidua.nominations.actions.sheets import line_of
from thidua.nominations.actions.uploads import intake, read_content
from thidua.nominations.enums import NomineeKind, UploadState
from thidua.nominations.imports import DraftRow, ListDraft
from thidua.nominations.models import UploadedList
from thidua.nominations.queries.sending import may_send
from thidua.registry.models import OrgUnit
from thidua.registry.queries.matching import PersonIndex
from thidua.registry.queries.units import UnitIndex, unit_index

_ASKED = {
    "same_name": "nhiều người trùng họ tên, sẽ hỏi lại",
    "id_mismatch": "số định danh không khớp họ tên, sẽ hỏi lại",
    "near_name": "họ tên gần giống, sẽ hỏi lại",
    "unknown_person": "không có trong danh bạ, sẽ trả lại",
}


@work("upload.read")
def read(job: Job, tell: Progress) -> dict[str, Any]:
    """Read a sent file and keep its preview; a file that is no list keeps its one message instead."""
    upload = UploadedList.objects.select_related("season", "uploader", "unit").get(pk=job.arguments["upload"])
    if upload.state != UploadState.DRAFT:
        return {"upload": upload.pk}
    season = upload.season
    units = unit_index(place=season.place, province=season.province, on=season.received_until)
    try:
        draft = read_content(upload)
        unit = upload.unit or _sender(upload, draft, units)
    except InputFault as fault:
        UploadedList.objects.filter(pk=upload.pk).update(fault=str(fault.issues[0]))
        return {"upload": upload.pk}
    kept = {"rows": _preview(draft, unit, units, tell), "issues": [_told(one) for one in draft.issues]}
    UploadedList.objects.filter(pk=upload.pk).update(unit=unit, draft=kept)
    return {"upload": upload.pk, "rows": len(draft.rows)}


def _sender(upload: UploadedList, draft: ListDraft, units: UnitIndex) -> OrgUnit:
    """The unit the list names, when the uploader may send for it. Raises InputFault."""
    unit = next((u for name in draft.senders if (u := units.find(name))), None)
    if unit is None or not may_send(upload.uploader, upload.season, unit):
        message = "không xác định được đơn vị gửi trong các đơn vị của bạn."
        cure = "Chọn đơn vị khi gửi, hoặc ghi tên đơn vị như trong danh bạ ở đầu danh sách."
        raise InputFault(Issue("upload.sender", message, cure, Place(upload.file)))
    return unit


def _preview(draft: ListDraft, unit: OrgUnit, units: UnitIndex, tell: Progress) -> list[dict[str, Any]]:
    people = PersonIndex()
    rows = []
    for done, row in enumerate(draft.rows, 1):
        status, said = _who(row, unit, people, units)
        rows.append(
            {
                "sheet": row.sheet,
                "row": row.row,
                "name": row.name,
                "honours": list(row.honours),
                "wording": row.wording,
                "born": row.birth.isoformat() if row.birth else str(row.birth_year or ""),
                "repairs": list(row.repairs),
                "status": status,
                "said": said,
            }
        )
        tell(done, len(draft.rows))
    return rows


def _who(row: DraftRow, unit: OrgUnit, people: PersonIndex, units: UnitIndex) -> tuple[str, str]:
    """found, asked or unknown, with a sentence that tells nothing of people of other units."""
    if row.kind == "collective":
        known = collective_of(line_of(row), unit, units)
        return ("found", known.name) if known else ("unknown", "không có trong danh bạ đơn vị, sẽ trả lại")
    match = people.match(clue_of(line_of(row), unit, units))
    if match.found is None:
        return ("unknown" if match.why == "unknown_person" else "asked"), _ASKED[match.why]
    if match.found.unit_id != unit.pk:
        return "asked", "người thuộc đơn vị khác, sẽ hỏi lại"
    return "found", match.found.person.full_name


def _told(issue: Issue) -> dict[str, str]:
    return {"place": str(issue.place), "message": issue.message, "cure": issue.cure}


@work("season.appraise")
def appraise_received(job: Job, tell: Progress) -> dict[str, Any]:
    """Judge what was received, persons first, then caps, then collectives."""
    season = Season.objects.select_related("authority").get(pk=job.arguments["season"])
    actor: User = intake(season)
    persons = appraise(actor=actor, season=season, kind=NomineeKind.PERSON)
    tell(1, 3)
    over = apply_caps(actor=actor, season=season)
    tell(2, 3)
    collectives = appraise(actor=actor, season=season, kind=NomineeKind.COLLECTIVE)
    tell(3, 3)
    return {**{k: persons[k] + collectives[k] for k in {*persons, *collectives}}, "over_quota": over}
