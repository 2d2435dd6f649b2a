"""That somebody agrees to be told of in public, and that they no longer do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.publishing.actions.exemplars import about
from thidua.publishing.actions.rights import permit
from thidua.publishing.enums import ExemplarState
from thidua.publishing.models import Exemplar, ExemplarConsent
from thidua.publishing.workflow.exemplars import EXEMPLAR


@dataclass(frozen=True)
class ConsentRecord:
    """Who took the consent, on which day, by which paper."""

    taken_by: str
    taken_on: date
    paper: str


@transaction.atomic
def record_consent(*, actor: User, exemplar: Exemplar, consent: ConsentRecord) -> ExemplarConsent:
    """Record that the person agrees. Raises Refused without the right, without who took it or the paper, for a day to
    come, and where a consent stands."""
    permit(actor, "exemplar.write", exemplar.unit)
    if not consent.taken_by or not consent.paper:
        message = "Chưa ghi người lấy ý kiến hoặc văn bản đồng ý."
        raise Refused(Issue("consent.empty", message, "Ghi cả hai rồi lưu lại."))
    if consent.taken_on > localdate():
        raise Refused(Issue("consent.ahead", "Ngày đồng ý chưa tới.", "Sửa lại ngày."))
    Exemplar.objects.select_for_update().get(pk=exemplar.pk)
    if exemplar.consents.filter(withdrawn_on=None).exists():
        message = "Đã ghi sự đồng ý trước đây."
        raise Refused(Issue("consent.twice", message, "Nếu đồng ý lại, ghi việc rút trước."))
    made = ExemplarConsent.objects.create(
        exemplar=exemplar,
        taken_by=consent.taken_by,
        taken_on=consent.taken_on,
        paper=consent.paper,
        recorded_by=actor.username,
    )
    record(actor=actor, verb="consent.recorded", subject=about(exemplar))
    return made


@transaction.atomic
def withdraw_consent(*, actor: User, exemplar: Exemplar, on: date, paper: str) -> None:
    """Record that the person no longer agrees; a public story is off at once. No hold and no other right stands in the
    way.

    Raises Refused without `exemplar.write`, without a paper, for a day to come or before the consent, and where none
    stands.
    """
    permit(actor, "exemplar.write", exemplar.unit)
    held = Exemplar.objects.select_for_update().get(pk=exemplar.pk)
    consent = exemplar.consents.filter(withdrawn_on=None).first()
    if consent is None:
        raise Refused(Issue("consent.none", "Chưa có sự đồng ý nào để rút.", "Tải lại trang."))
    if not paper or not consent.taken_on <= on <= localdate():
        message = "Chưa ghi văn bản rút đồng ý, hoặc ngày rút trước ngày đồng ý, sau hôm nay."
        raise Refused(Issue("consent.paper", message, "Sửa rồi lưu lại."))
    consent.withdrawn_on, consent.withdrawn_paper = on, paper
    consent.save(update_fields=["withdrawn_on", "withdrawn_paper"])
    if held.state == ExemplarState.PUBLISHED:
        exemplar.closed_reason = "Người được nêu gương rút đồng ý."
        exemplar.save(update_fields=["closed_reason"])
        move(EXEMPLAR, [exemplar], "retract", actor=actor, unit=exemplar.unit)
    record(actor=actor, verb="consent.withdrawn", subject=about(exemplar))
