"""A list sent on screen: sent, read, looked at, received or dropped, and taken back."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils import timezone

from thidua.access.actions import create_user, grant
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.audit.actions import record
from thidua.eligibility.queries.law import law_book
from thidua.flow.actions import move
from thidua.flow.jobs import enqueue
from thidua.kernel.issues import Issue, Place, Refused
from thidua.kernel.text import fold, tidy
from thidua.movements.models import Season
from thidua.nominations.actions.identify import identify
from thidua.nominations.actions.sheets import SheetRecord, receive_sheets
from thidua.nominations.enums import State, UploadState
from thidua.nominations.imports import ListDraft, read_list
from thidua.nominations.models import Nomination, UploadedList
from thidua.nominations.queries.sending import may_send, why_not_undone
from thidua.nominations.workflow import NOMINATION, UPLOAD
from thidua.registry import identity
from thidua.registry.models import OrgUnit
from thidua.registry.queries.matching import PersonIndex
from thidua.registry.queries.units import unit_index

MAX_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class _Intake:
    """The installation, which makes the account of its automatic intake."""

    username: str = "he-thong"


@dataclass(frozen=True)
class Receipt:
    """What receiving a list did, in nominations."""

    rows: int
    received: int
    asked: int
    refused: int


@transaction.atomic
def send(
    *, actor: User, season: Season, file: str, content: bytes, unit: OrgUnit | None = None
) -> UploadedList:
    """Keep a file and have it read; nothing of it is a nomination yet. The same content again is the same list.

    Without `unit` the file itself must say who sends it. Raises Refused when the actor may not send (see
    `may_send`), for an empty or too big file, and for a content that was already received.
    """
    name = tidy(PurePath(file.replace("\\", "/")).name)[-200:] or "danh-sach"
    if not (answer := may_send(actor, season, unit)):
        raise Refused(Issue("upload.right", answer.reason))
    if not content or len(content) > MAX_BYTES:
        message = "tệp rỗng." if not content else "tệp lớn hơn 10 MB."
        cure = "Gửi tệp .xlsx, .xls, .ods hoặc .csv chỉ gồm danh sách, bỏ ảnh chụp kèm theo."
        raise Refused(Issue("upload.size", message, cure, Place(name)))
    Season.objects.select_for_update().get(pk=season.pk)
    digest = sha256(content).hexdigest()
    same = season.uploads.filter(sha256=digest, uploader=actor, state=UploadState.DRAFT).first()
    if same:
        return same
    _refuse_known(season, digest, name)
    sent = UploadedList.objects.create(
        season=season,
        unit=unit,
        uploader=actor,
        file=name,
        folded_file=fold(name),
        sha256=digest,
        sealed=identity.seal(base64.b64encode(content).decode()),
    )
    record(actor=actor, verb="upload.sent", subject=f"nominations.UploadedList:{sent.pk}", sha256=digest)
    enqueue(actor=actor, kind="upload.read", title=f"Đọc danh sách {name}", unit=unit, upload=sent.pk)
    return sent


def _refuse_known(season: Season, digest: str, name: str) -> None:
    if season.sheets.filter(sha256=digest, withdrawn_at=None).exists():
        message = "nội dung này đã được nhận trước đó; không có gì thay đổi."
        raise Refused(Issue("upload.twice", message, "Xem ở mục “Danh sách đã gửi”.", Place(name)))


def read_content(upload: UploadedList) -> ListDraft:
    """The rows of the kept file. Raises InputFault with place and cure when it is no list."""
    with TemporaryDirectory(prefix="thidua-danh-sach-") as folder:
        path = Path(folder) / f"danh-sach{PurePath(upload.file).suffix.lower()}"
        path.write_bytes(base64.b64decode(identity.unseal(bytes(upload.sealed))))
        return read_list(path, name=upload.file, honours=law_book().honour_reader())


@transaction.atomic
def receive(*, actor: User, upload: UploadedList) -> Receipt:
    """Take the list in: its rows, who they mean, what they ask; the appraisal follows as a job.

    The rows are read again from the kept file, so what is written is what the file says. Identifying is done
    by the account of the automatic intake, never in the name of the clerk. Raises Refused when the actor may
    not, when the list is not read or is no list, when it is no draft any more or its content was received.
    """
    season, unit = _locked(upload), upload.unit
    if upload.draft is None or unit is None or upload.fault:
        cure = "Chờ đọc xong, hoặc sửa tệp rồi gửi lại."
        raise Refused(
            Issue("upload.unread", upload.fault or "danh sách chưa đọc xong.", cure, Place(upload.file))
        )
    if not (answer := may_send(actor, season, unit)):
        raise Refused(Issue("upload.right", answer.reason))
    _refuse_known(season, upload.sha256, upload.file)
    sent = SheetRecord(f"gui/{upload.pk}/{upload.file}", upload.sha256, unit, read_content(upload).rows)
    (sheet,) = receive_sheets(actor=actor, season=season, sheets=[sent])
    upload.nomination_sheet = sheet
    UploadedList.objects.filter(pk=upload.pk).update(nomination_sheet=sheet)
    move(UPLOAD, [upload], "receive", actor=actor, unit=unit)
    units = unit_index(place=season.place, province=season.province, on=season.received_until)
    identify(actor=intake(season), season=season, people=PersonIndex(), units=units)
    _have_appraised(actor, season, unit)
    record(actor=actor, verb="upload.received", subject=f"nominations.UploadedList:{upload.pk}")
    return receipt(upload)


def receipt(upload: UploadedList) -> Receipt:
    """Where the nominations of a received list stand, in numbers."""
    rows = Nomination.objects.filter(line__nomination_sheet=upload.nomination_sheet_id)
    states = list(rows.values_list("state", flat=True))
    refused, asked = states.count(State.REFUSED), states.count(State.ASKED)
    sheet = upload.nomination_sheet
    return Receipt(sheet.rows if sheet else 0, len(states) - refused - asked, asked, refused)


@transaction.atomic
def drop(*, actor: User, upload: UploadedList) -> None:
    """Put a draft aside; nothing of it was written. Raises Refused when it is no draft or the actor may not."""
    move(UPLOAD, [upload], "drop", actor=actor, unit=upload.unit)
    record(actor=actor, verb="upload.dropped", subject=f"nominations.UploadedList:{upload.pk}")


@transaction.atomic
def withdraw(*, actor: User, upload: UploadedList) -> int:
    """Undo a received list: its nominations are withdrawn and its content may be sent again. Returns how many.

    Raises Refused, and nothing changes, when the actor may not, when a nomination was voted on or decided,
    or when another list lost rows to this one as duplicates (they would be lost with nobody saying so).
    """
    season, unit, sheet = _locked(upload), upload.unit, upload.nomination_sheet
    if unit is None or sheet is None:
        raise Refused(Issue("upload.state", "danh sách này chưa được nhận.", "", Place(upload.file)))
    if not (answer := may_send(actor, season, unit)):
        raise Refused(Issue("upload.right", answer.reason))
    rows = list(Nomination.objects.filter(line__nomination_sheet=sheet).select_for_update(of=("self",)))
    if bar := why_not_undone(upload):
        raise Refused(bar)
    move(NOMINATION, rows, "withdraw", actor=actor, unit=unit)
    move(UPLOAD, [upload], "withdraw", actor=actor, unit=unit)
    sheet.withdrawn_at = timezone.now()
    sheet.save(update_fields=["withdrawn_at"])
    _have_appraised(actor, season, unit)
    record(
        actor=actor,
        verb="upload.withdrawn",
        subject=f"nominations.UploadedList:{upload.pk}",
        nominations=len(rows),
    )
    return len(rows)


def _locked(upload: UploadedList) -> Season:
    """The season, held so that two people do not take in or take back at once; the upload as it now stands."""
    season = Season.objects.select_for_update().select_related(None).get(pk=upload.season_id)
    upload.refresh_from_db()
    return season


def intake(season: Season) -> User:
    """The account of the automatic intake: nobody signs in with it, and it may identify and appraise only."""
    made = create_user(actor=_Intake(), username="tiep-nhan", full_name="Tiếp nhận tự động")
    since: date = season.received_from
    grant(actor=_Intake(), user=made, role=Role.INTAKE, unit=season.authority, from_on=since)
    return made


def _have_appraised(actor: User, season: Season, unit: OrgUnit) -> None:
    enqueue(
        actor=actor,
        kind="season.appraise",
        title=f"Xét tiêu chuẩn các hồ sơ mới nhận năm {season.review_year}",
        unit=unit,
        season=season.pk,
    )
