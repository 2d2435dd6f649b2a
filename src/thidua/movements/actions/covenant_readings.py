"""Quarterly figures of a covenant's targets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions.covenants import about
from thidua.movements.actions.naming import permit
from thidua.movements.enums import CovenantState
from thidua.movements.models import Covenant, CovenantReading
from thidua.movements.queries.covenants import QUARTERS


@transaction.atomic
def report_quarter(
    *,
    actor: User,
    covenant: Covenant,
    quarter: int,
    values: Mapping[int, Decimal],
    source: str,
    reason: str = "",
) -> tuple[int, int]:
    """Figures of a quarter by the ids of their targets; an equal figure changes nothing, another one corrects the
    earlier, which stays. Returns how many are new and how many correct.

    Raises Refused when the actor may not, for a covenant that is not signed or is judged, for a quarter outside
    1 to 4, a target of another covenant, a figure below zero, without source, and for a correction without a reason.
    """
    permit(actor, "covenant.report", covenant.unit)
    held = Covenant.objects.select_for_update().get(pk=covenant.pk)
    if held.state != CovenantState.SIGNED:
        message = f"Giao ước ở bước “{held.get_state_display()}” nên không báo số liệu được."
        raise Refused(Issue("covenant.unsigned", message))
    targets = {target.pk: target for target in held.targets.all()}
    _check(quarter, source, set(values) - set(targets), values)
    found = CovenantReading.objects.filter(target__covenant=held, quarter=quarter, corrected_by__isnull=True)
    earlier = {one.target_id: one for one in found}
    changed = {pk: v for pk, v in values.items() if pk in earlier and earlier[pk].value != v}
    if changed and not reason:
        names = ", ".join(f"“{targets[pk].name}”" for pk in changed)
        message = f"Quý {quarter} đã có số liệu của {names}."
        raise Refused(Issue("covenant.why", message, "Ghi lý do đính chính rồi lưu lại."))
    new = {pk: v for pk, v in values.items() if pk not in earlier}
    CovenantReading.objects.bulk_create(
        CovenantReading(
            target=targets[pk],
            quarter=quarter,
            value=value,
            source=source,
            by=actor.username,
            corrects=earlier.get(pk),
            reason=reason if pk in changed else "",
        )
        for pk, value in {**new, **changed}.items()
    )
    record(
        actor=actor,
        verb="covenant.reported",
        subject=about(held),
        quarter=quarter,
        new=len(new),
        corrected=len(changed),
    )
    return len(new), len(changed)


def _check(quarter: int, source: str, foreign: set[int], values: Mapping[int, Decimal]) -> None:
    if quarter not in QUARTERS or not source:
        message = "Chưa ghi quý hoặc nguồn số liệu."
        raise Refused(Issue("covenant.source", message, "Chọn quý, ghi báo cáo làm nguồn."))
    if foreign or any(value < 0 for value in values.values()):
        message = "Có số liệu âm, hoặc của giao ước khác."
        raise Refused(Issue("covenant.values", message, "Tải lại trang rồi ghi lại."))
