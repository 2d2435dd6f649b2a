"""Taking in the lists units send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.kernel.issues import Issue, Place, Refused
from thidua.kernel.text import fold
from thidua.movements.models import Season
from thidua.nominations.enums import NomineeKind
from thidua.nominations.imports import DraftRow
from thidua.nominations.models import Nomination, NominationSheet, SheetRow
from thidua.registry import identity
from thidua.registry.models import OrgUnit


@dataclass(frozen=True)
class SheetRecord:
    """A file that was read, with the unit that sent it. `file` is its path below the season's folder."""

    file: str
    sha256: str
    unit: OrgUnit
    rows: tuple[DraftRow, ...]


@transaction.atomic
def receive_sheets(*, actor: User, season: Season, sheets: Sequence[SheetRecord]) -> list[NominationSheet]:
    """Keep each file's rows as written and list one nomination for each row and honour.

    Returns the sheets that are new. A content already received (and not withdrawn) changes nothing,
    whatever the file's name.
    Raises Refused when the actor may not send for the unit, and when a file of this name was received with
    another content (a corrected list replaces the first by way of its return, never silently).
    """
    held = {s.sha256: s.file for s in season.sheets.filter(withdrawn_at=None)}
    names = set(held.values())
    new: list[NominationSheet] = []
    for sent in sheets:
        if sent.sha256 in held:
            continue
        if sent.file in names:
            raise Refused(
                Issue(
                    "sheet.changed",
                    "tệp đã được tiếp nhận với nội dung khác.",
                    "Đặt tên mới cho danh sách bổ sung, hoặc trả lại danh sách cũ trước.",
                    Place(sent.file),
                )
            )
        if not (answer := can(actor, "sheet.submit", unit=sent.unit)):
            raise Refused(Issue("sheet.right", answer.reason, "", Place(sent.file)))
        new.append(_receive(season, sent))
        held[sent.sha256] = sent.file
        names.add(sent.file)
    if new:
        record(
            actor=actor,
            verb="sheets.received",
            subject=f"movements.Season:{season.code}",
            files=len(new),
            rows=sum(s.rows for s in new),
        )
    return new


def _receive(season: Season, sent: SheetRecord) -> NominationSheet:
    kept = NominationSheet.objects.create(
        season=season, unit=sent.unit, file=sent.file, sha256=sent.sha256, rows=len(sent.rows)
    )
    lines = SheetRow.objects.bulk_create([line_of(row, kept) for row in sent.rows])
    Nomination.objects.bulk_create(
        Nomination(
            season=season,
            line=line,
            submitting_unit=sent.unit,
            honour=honour,
            kind=row.kind,
            priority=row.priority,
        )
        for line, row in zip(lines, sent.rows, strict=True)
        for honour in row.honours or ("",)
    )
    return kept


def line_of(row: DraftRow, kept: NominationSheet | None = None) -> SheetRow:
    """The row without its personal id: only the keyed hash that finds the person stays."""
    return SheetRow(
        nomination_sheet=kept,
        sheet=row.sheet,
        row=row.row,
        kind=NomineeKind(row.kind),
        name=row.name,
        folded_name=fold(row.name),
        wording=row.wording,
        id_hash=identity.lookup_hash(row.id_number) if row.id_number else "",
        repairs=[r[:200] for r in row.repairs],
        read={
            "born_on": row.birth.isoformat() if row.birth else None,
            "birth_year": row.birth_year,
            "post": row.post,
            "unit": row.unit,
            "rating": row.rating,
            "initiative": row.initiative,
            "members": row.members,
            "members_ldtt": row.members_ldtt,
            "note": row.note,
        },
    )
