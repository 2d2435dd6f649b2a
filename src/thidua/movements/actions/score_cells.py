"""Writing one cell: own score, blind cross score, checked figure. Two who write one cell notice each other."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.documents.attachments import keep
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import decimal
from thidua.movements.actions.naming import permit
from thidua.movements.enums import CardState, CriterionKind, RoundState
from thidua.movements.models import CellEvidence, CrossScore, ScoreCell
from thidua.registry.models import OrgUnit

_SUBJECT = "movements.ScoreCell:"
_OWN = (CardState.DRAFT, CardState.RETURNED)


class CellConflict(Refused):
    """Somebody wrote the cell meanwhile. `points`, `note` and `version` are what stands; nothing was written."""

    def __init__(self, cell: ScoreCell, points: Decimal | None, note: str, version: int) -> None:
        self.points, self.note, self.version = points, note, version
        stands = decimal(points) or "chưa chấm"
        message = f"Tiêu chí {cell.criterion.position}: người khác vừa ghi {stands}."
        super().__init__(Issue("cell.conflict", message, "Chọn giữ điểm đang có hoặc ghi điểm của mình."))


@transaction.atomic
def score_own(
    *, actor: User, cell: ScoreCell, points: Decimal | None, note: str = "", version: int
) -> ScoreCell:
    """A unit's own score with its explanation; `version` is the one the writer saw.

    Raises CellConflict, and Refused without the right, once the card is sent, and for points out of bounds.
    """
    held = _held(cell)
    permit(actor, "score.self", held.card.unit)
    if held.card.state not in _OWN or held.card.round.state == RoundState.PUBLISHED:
        raise _closed(f"Phiếu ở bước “{held.card.get_state_display()}” nên không tự chấm được.")
    _check_points(held, points)
    if (held.self_points, held.self_note) == (points, note):
        return held
    if held.self_version != version:
        raise CellConflict(held, held.self_points, held.self_note, held.self_version)
    held.self_points, held.self_note = points, note
    held.self_version += 1
    held.save(update_fields=["self_points", "self_note", "self_version"])
    record(actor=actor, verb="cell.scored", subject=f"{_SUBJECT}{held.pk}", points=_written(points))
    return held


@transaction.atomic
def add_evidence(*, actor: User, cell: ScoreCell, file: str, content: bytes) -> CellEvidence:
    """Add a file to a unit's own score. Raises Refused without the right, once sent, and for a file not taken."""
    held = _held(cell)
    permit(actor, "score.self", held.card.unit)
    if held.card.state not in _OWN:
        raise _closed("Phiếu đã gửi nên không thêm minh chứng được.")
    kept = keep(actor=actor, file=file, content=content)
    made = CellEvidence.objects.create(cell=held, file=kept)
    record(actor=actor, verb="cell.evidenced", subject=f"{_SUBJECT}{held.pk}", sha256=kept.sha256)
    return made


@transaction.atomic
def score_cross(
    *, actor: User, cell: ScoreCell, by_unit: OrgUnit, points: Decimal, version: int
) -> CrossScore:
    """What another member gives, blind; the log says that it was given, not what.

    Raises CellConflict, and Refused without the right, outside cross scoring, for one's own card, a card of another
    cluster, a bonus or deduction, and points out of bounds.
    """
    held = _held(cell)
    permit(actor, "score.cross", by_unit)
    card = held.card
    if card.round.state != RoundState.CROSS:
        raise _closed("Đợt chấm không ở bước chấm chéo.")
    if card.unit_id == by_unit.pk:
        raise _closed("Đơn vị không chấm chéo cho chính mình.")
    if not card.round.cards.filter(cluster=card.cluster, unit=by_unit).exists():
        raise _closed(f"{by_unit.name} không ở cụm của đơn vị này.")
    if held.criterion.kind != CriterionKind.POINTS:
        raise _closed("Chấm chéo chỉ chấm điểm chuẩn.")
    _check_points(held, points)
    given = CrossScore.objects.filter(cell=held, by_unit=by_unit).first()
    if given is None:
        given = CrossScore(cell=held, by_unit=by_unit, points=points, version=0)
    elif given.points == points:
        return given
    if given.version != version:
        raise CellConflict(held, given.points, "", given.version)
    given.points = points
    given.version += 1
    given.save()
    record(actor=actor, verb="cell.cross_scored", subject=f"{_SUBJECT}{held.pk}", by=by_unit.code)
    return given


@transaction.atomic
def score_office(
    *, actor: User, cell: ScoreCell, points: Decimal | None, reason: str = "", version: int
) -> ScoreCell:
    """The checked figure; one that differs from the unit's own needs a reason.

    Raises CellConflict, and Refused without the right, outside checking, without that reason, and out of bounds.
    """
    held = _held(cell)
    permit(actor, "score.check", held.card.round.table.authority)
    if held.card.round.state != RoundState.CHECK or held.card.state != CardState.SENT:
        raise _closed("Chỉ thẩm định phiếu đã gửi, sau khi khóa chấm chéo.")
    _check_points(held, points)
    if points is not None and points != _proposed(held) and not reason:
        message = f"{_where(held)}: điểm thẩm định {decimal(points)} khác điểm tự chấm."
        raise Refused(Issue("cell.reason", message, "Ghi lý do."))
    if (held.office_points, held.office_reason) == (points, reason):
        return held
    if held.office_version != version:
        raise CellConflict(held, held.office_points, held.office_reason, held.office_version)
    held.office_points, held.office_reason = points, reason
    held.office_version += 1
    held.save(update_fields=["office_points", "office_reason", "office_version"])
    record(actor=actor, verb="cell.checked", subject=f"{_SUBJECT}{held.pk}", points=_written(points))
    return held


def _proposed(cell: ScoreCell) -> Decimal | None:
    """What the unit asks for: of a bonus or deduction it left out, nothing."""
    if cell.self_points is None and cell.criterion.kind != CriterionKind.POINTS:
        return Decimal(0)
    return cell.self_points


def _held(cell: ScoreCell) -> ScoreCell:
    """The cell, locked, as it stands now."""
    rows = ScoreCell.objects.select_related("card__round__table__authority", "card__unit", "criterion")
    return rows.select_for_update(of=("self", "card")).get(pk=cell.pk)


def _check_points(cell: ScoreCell, points: Decimal | None) -> None:
    if points is None:
        return
    most = cell.criterion.max_points
    if not 0 <= points <= most:
        message = f"{_where(cell)}: điểm {decimal(points)} không nằm trong 0–{decimal(most)}."
        raise Refused(Issue("cell.bounds", message, "Ghi điểm không quá điểm tối đa."))
    if points != points.quantize(Decimal("0.01")):
        message = f"{_where(cell)}: điểm có quá hai chữ số sau dấu phẩy."
        raise Refused(Issue("cell.digits", message, "Ghi tối đa hai chữ số sau dấu phẩy."))


def _where(cell: ScoreCell) -> str:
    return f"{cell.card.unit.name}, tiêu chí {cell.criterion.position} “{cell.criterion.content}”"


def _closed(message: str) -> Refused:
    return Refused(Issue("cell.closed", message, "Tải lại trang để xem bước hiện tại."))


def _written(points: Decimal | None) -> str:
    return "" if points is None else str(points)
