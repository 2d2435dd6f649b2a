"""A file sent, its columns named, taken in whole or dropped, and taken back."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.flow.enums import OPEN_JOBS
from thidua.flow.jobs import enqueue
from thidua.flow.models import Job
from thidua.intake.actions.keeping import put_back
from thidua.intake.actions.writing import check, write
from thidua.intake.enums import IntakeKind, IntakeState
from thidua.intake.models import Intake, Layout
from thidua.intake.queries.files import job_of, scope_of, why_not_undone
from thidua.intake.queries.kinds import KINDS
from thidua.intake.queries.reading import sheets_of
from thidua.intake.queries.tying import Tell
from thidua.intake.workflow import INTAKE
from thidua.kernel.issues import Issue, Place, Refused
from thidua.kernel.numbers import number
from thidua.kernel.sheets.fields import without_ids
from thidua.kernel.text import fold, tidy
from thidua.registry import identity
from thidua.registry.models import OrgUnit

MAX_BYTES = 20 * 1024 * 1024
_WORK = {
    "intake.read": "Đọc tệp",
    "intake.check": "Kiểm tra tệp",
    "intake.accept": "Ghi tệp",
    "intake.undo": "Hoàn tác tệp",
}


@transaction.atomic
def send(*, actor: User, kind: str, sender: OrgUnit, file: str, content: bytes) -> Intake:
    """Keep a file and have it read; nothing of it is written. A draft of the same content is the same file.

    Raises Refused when the actor may not take in files of the sender, for an empty or too big file, and for
    a content that was taken in already.
    """
    name = without_ids(tidy(PurePath(file.replace("\\", "/")).name)[-200:]) or "tep"
    unit = scope_of(actor, sender)
    if unit is None:
        raise Refused(Issue("intake.right", can(actor, "intake.manage", unit=sender).reason))
    if kind not in KINDS:
        raise Refused(Issue("intake.kind", "chưa chọn loại dữ liệu.", "Chọn loại dữ liệu rồi gửi lại."))
    if not content or len(content) > MAX_BYTES:
        message = "tệp rỗng." if not content else "tệp lớn hơn 20 MB."
        raise Refused(Issue("intake.size", message, "Gửi tệp chỉ gồm bảng dữ liệu.", Place(name)))
    OrgUnit.objects.select_for_update().get(pk=unit.pk)
    digest = sha256(content).hexdigest()
    same = Intake.objects.filter(unit=unit, kind=kind, sha256=digest)
    if held := same.filter(state=IntakeState.DRAFT).first():
        return held
    _refuse_known(same.filter(state=IntakeState.ACCEPTED).first(), name)
    sealed = identity.seal(base64.b64encode(content).decode())
    one = Intake.objects.create(
        unit=unit, sender=sender, uploader=actor, kind=kind, file=name, folded_file=fold(name),
        sha256=digest, sealed=sealed,
    )  # fmt: skip
    record(actor=actor, verb="intake.sent", subject=f"intake.Intake:{one.pk}", sha256=digest)
    ask(actor=actor, intake=one, kind="intake.read")
    return one


def _refuse_known(held: Intake | None, name: str) -> None:
    if held is not None and held.accepted_at is not None:
        day = timezone.localtime(held.accepted_at)
        message = f"tệp này đã được ghi ngày {day:%d/%m/%Y}; không có gì thay đổi."
        raise Refused(Issue("intake.twice", message, "Xem ở danh sách các tệp đã nhập.", Place(name)))


@transaction.atomic
def ask(*, actor: User, intake: Intake, kind: str) -> Job:
    """Have something done with the file in the background, inside the caller's transaction; what is under way goes
    on. Raises Refused without the right."""
    if not (answer := can(actor, "intake.manage", unit=intake.unit)):
        raise Refused(Issue("intake.right", answer.reason))
    Intake.objects.select_for_update().only("id").get(pk=intake.pk)
    held = job_of(intake)
    if held is not None and held.state in OPEN_JOBS:
        return held
    title = f"{_WORK[kind]} {intake.file}"
    return enqueue(actor=actor, kind=kind, title=title, unit=intake.unit, intake=intake.pk)


@transaction.atomic
def assign_columns(
    *, actor: User, intake: Intake, fields: Mapping[str, str], sheet: str = "", header_row: int | None = None
) -> None:
    """Say what the columns mean (heading → field, "" to leave one out), remember it for the sender, and have the
    file checked; naming another row of headings has it read anew.

    Raises Refused without the right, when the file is no draft, when a needed field has no column or one has two.
    """
    one = _locked(intake)
    if not (answer := can(actor, "intake.manage", unit=one.unit)):
        raise Refused(Issue("intake.right", answer.reason))
    if one.state != IntakeState.DRAFT or one.columns is None:
        raise Refused(
            Issue("intake.state", "tệp này không còn chờ ghép cột.", "Tải lại trang.", Place(one.file))
        )
    if (sheet, header_row) != (one.sheet, one.header_row):
        _write(intake, sheet=sheet, header_row=header_row, columns=None, mapped=False, draft=None, fault="")
        record(
            actor=actor, verb="intake.heading_named", subject=f"intake.Intake:{one.pk}", row=header_row or 0
        )
        ask(actor=actor, intake=one, kind="intake.read")
        return
    columns = [{**column, "field": fields.get(column["heading"], "")} for column in one.columns]
    _check_fields(one, [column["field"] for column in columns if column["field"]])
    _write(intake, columns=columns, mapped=True, draft=None, fault="")
    layout = {fold(column["heading"]): column["field"] for column in columns}
    defaults = {"fields": layout, "sheet": sheet, "header_row": header_row}
    Layout.objects.update_or_create(sender=one.sender, kind=one.kind, defaults=defaults)
    record(actor=actor, verb="intake.mapped", subject=f"intake.Intake:{one.pk}", columns=len(columns))
    ask(actor=actor, intake=one, kind="intake.check")


def _check_fields(intake: Intake, chosen: list[str]) -> None:
    kind = KINDS[intake.kind]
    labels = kind.labels()
    if strange := set(chosen) - set(labels):
        raise Refused(Issue("intake.field", f"không có trường “{sorted(strange)[0]}”.", "Tải lại trang."))
    if twice := sorted({labels[field] for field in chosen if chosen.count(field) > 1}):
        message = f"“{twice[0]}” được chọn cho hai cột."
        raise Refused(Issue("intake.field_twice", message, "Chọn một cột, cột kia để “Bỏ qua”."))
    if missing := kind.missing(set(chosen)):
        message = f"chưa có cột cho {', '.join(missing)}."
        raise Refused(Issue("intake.field_missing", message, "Chọn cột tương ứng, hoặc thêm cột vào tệp."))


@transaction.atomic
def accept(*, actor: User, intake: Intake, tell: Tell = lambda done, total: None) -> Intake:
    """Write all of a file or nothing: it is read and checked again, so that what is written is what it says now.

    Raises Refused, and nothing is written, without the right, when the file is no checked draft, when a row is
    wrong by now, and when nothing of it is new.
    """
    one = _locked(intake)
    Intake.objects.filter(pk=one.pk).update(accepted_at=timezone.now())
    move(INTAKE, [one], "accept", actor=actor, unit=one.unit)
    found = check(one, sheets_of(one), actor, tell)
    place = Place(one.file)
    if found.wrong:
        message = f"{number(len(found.wrong_rows))} dòng nay đã sai so với danh bạ, nên chưa ghi dòng nào."
        raise Refused(Issue("intake.wrong", message, "Kiểm tra lại tệp.", place))
    if not found.created + found.changed:
        message = "mọi dòng của tệp đã có trong hệ thống; không có gì thay đổi."
        raise Refused(Issue("intake.nothing_new", message, "Có thể bỏ tệp này.", place))
    entered = write(one, found.records)
    counts = {"created": entered.created, "changed": entered.changed, "same": entered.unchanged}
    _write(intake, **counts)
    record(actor=actor, verb="intake.accepted", subject=f"intake.Intake:{one.pk}", kind=one.kind, **counts)
    return intake


@transaction.atomic
def undo(*, actor: User, intake: Intake) -> int:
    """Take a file back: every row it made, changed or removed is as it was. Returns how many rows.

    Raises Refused, and nothing changes, without the right, when the file is not accepted, and when something rests
    on its rows (see `why_not_undone`).
    """
    one = _locked(intake)
    move(INTAKE, [one], "undo", actor=actor, unit=one.unit)
    if bar := why_not_undone(one):
        raise Refused(bar)
    rows = put_back(one)
    one.written.all().delete()
    _write(intake, undone_at=timezone.now())
    record(actor=actor, verb="intake.undone", subject=f"intake.Intake:{one.pk}", kind=one.kind, rows=rows)
    return rows


@transaction.atomic
def drop(*, actor: User, intake: Intake) -> None:
    """Put a draft aside; nothing of it was written. Raises Refused when it is no draft or the actor may not."""
    one = _locked(intake)
    move(INTAKE, [one], "drop", actor=actor, unit=one.unit)
    record(
        actor=actor, verb="intake.dropped", subject=f"intake.Intake:{one.pk}", kind=str(IntakeKind(one.kind))
    )


def _locked(intake: Intake) -> Intake:
    """The file as it now stands, held until the act ends."""
    return Intake.objects.select_for_update(of=("self",)).select_related("unit", "sender").get(pk=intake.pk)


def _write(intake: Intake, **values: object) -> None:
    Intake.objects.filter(pk=intake.pk).update(**values)
    intake.refresh_from_db()
