"""Asking who could be proposed."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.eligibility.models import Screening
from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.screening import computed_honours
from thidua.eligibility.queries.screenings import open_screening
from thidua.flow.jobs import enqueue
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import day
from thidua.registry.models import OrgUnit


@transaction.atomic
def screen(*, actor: User, unit: OrgUnit, year: int, law_on: date) -> Screening:
    """Have everybody of the unit and of what lies below judged by every honour that is computed, as a job.

    Whoever has `screening.run` on the unit may. The law is that in force on `law_on`. Nothing is decided by it:
    findings of people stay open. Raises Refused when the actor may not, the year has not begun, the law of the
    day computes nothing, or the same is under way.
    """
    if not (answer := can(actor, "screening.run", unit=unit)):
        raise Refused(Issue("screening.right", answer.reason))
    if year > law_on.year:
        said = f"năm {year} chưa bắt đầu vào ngày {day(law_on)}."
        raise Refused(Issue("screening.year", said, "Chọn năm xét không sau ngày áp dụng luật."))
    if not computed_honours(law_on):
        said = f"luật có hiệu lực ngày {day(law_on)} chưa có tiêu chuẩn nào tính được bằng máy."
        raise Refused(Issue("screening.law", said, "Chọn ngày khác, hoặc xét từng hồ sơ."))
    # Two who ask at once: the second waits for the first and finds it open.
    OrgUnit.objects.select_for_update().get(pk=unit.pk)
    if (other := open_screening(unit, year)) is not None:
        said = f"đang rà soát {unit.name} năm {year} theo yêu cầu của {other.asked_by}."
        raise Refused(Issue("screening.open", said, "Chờ lần này xong."))
    job = enqueue(actor=actor, kind="people.screen", title=f"Rà soát {unit.name} năm {year}", unit=unit)
    made = Screening.objects.create(
        unit=unit,
        year=year,
        law_on=law_on,
        law_digest=law_book().digest,
        job=job,
        asked_by=actor.username,
    )
    record(actor=actor, verb="screening.asked", subject=f"eligibility.Screening:{made.pk}", year=year)
    return made
