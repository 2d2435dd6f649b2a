"""Signing a covenant: by certificate on its paper, or by the page that was signed with a pen."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.documents.attachments import PDF, SCANS, keep
from thidua.documents.models import Attachment
from thidua.documents.signing import SignerProvider, sign_pdf
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions.covenants import about
from thidua.movements.actions.naming import permit
from thidua.movements.enums import CovenantState, SignedBy
from thidua.movements.models import Covenant, CovenantSignature
from thidua.movements.queries.covenant_paper import covenant_pdf
from thidua.movements.workflow import COVENANT


def _locked(covenant: Covenant) -> Covenant:
    held = Covenant.objects.select_for_update().get(pk=covenant.pk)
    if held.state not in (CovenantState.AGREED, CovenantState.SIGNED):
        message = f"Giao ước ở bước “{held.get_state_display()}” nên chưa ký được."
        raise Refused(Issue("covenant.unready", message, "Thống nhất nội dung trước khi ký."))
    return held


@transaction.atomic
def sign_covenant(
    *, actor: User, covenant: Covenant, by: SignerProvider, on: date, witnesses: str = ""
) -> CovenantSignature:
    """Sign the covenant's paper as the head of its unit, with a certificate (PAdES). The first signature makes the
    paper; a signing that is on record without a paper gets it so.

    Raises Refused when the actor may not sign for the unit, before it is agreed, and when the head has signed already.
    """
    permit(actor, "covenant.sign", covenant.unit)
    held = _locked(covenant)
    if held.paper_id is not None:
        raise Refused(
            Issue("covenant.signed", "Giao ước này đã có bản ký.", "Tải bản đã ký ở trang giao ước.")
        )
    pdf = covenant_pdf(held)
    place = held.movement.authority.name
    signed = sign_pdf(pdf, by, field="Giao_uoc", reason="Ký giao ước thi đua", place=place)
    paper = _keep(actor, held, signed)
    Covenant.objects.filter(pk=held.pk).update(
        paper=paper, signed_on=held.signed_on or on, witnesses=witnesses or held.witnesses
    )
    if held.state == CovenantState.AGREED:
        move(COVENANT, [held], "sign", actor=actor, unit=held.unit)
    made = CovenantSignature.objects.create(
        covenant=held,
        role=SignedBy.HEAD,
        subject=by.subject,
        post=held.head_post,
        paper=paper,
        by=actor.username,
    )
    record(actor=actor, verb="covenant.signed", subject=about(held), sha256=paper.sha256, signer=by.subject)
    return made


@transaction.atomic
def witness_covenant(*, actor: User, covenant: Covenant, by: SignerProvider, post: str) -> CovenantSignature:
    """Add the signature of a leader who witnessed it, behind the head's, which stays valid.

    Raises Refused when the actor may not, and where the covenant has no paper signed by a certificate.
    """
    permit(actor, "covenant.witness", covenant.movement.authority)
    held = _locked(covenant)
    if held.paper is None or held.paper.media_type != PDF or not held.signatures.exists():
        message = "Giao ước chưa có bản ký bằng chứng thư của người ký."
        raise Refused(Issue("covenant.unsigned", message, "Người ký giao ước ký trước."))
    field = f"Chung_kien_{held.signatures.count()}"
    pdf = bytes(held.paper.content)
    place = held.movement.authority.name
    signed = sign_pdf(pdf, by, field=field, reason="Chứng kiến ký giao ước thi đua", place=place)
    paper = _keep(actor, held, signed)
    Covenant.objects.filter(pk=held.pk).update(paper=paper)
    made = CovenantSignature.objects.create(
        covenant=held, role=SignedBy.WITNESS, subject=by.subject, post=post, paper=paper, by=actor.username
    )
    record(
        actor=actor, verb="covenant.witnessed", subject=about(held), sha256=paper.sha256, signer=by.subject
    )
    return made


@transaction.atomic
def file_scan(
    *, actor: User, covenant: Covenant, file: str, content: bytes, on: date, witnesses: str
) -> Attachment:
    """Keep the page that was signed with a pen, with its hash, the day, and the posts of those who witnessed it.

    Raises Refused when the actor may not, before it is agreed, without witnesses, where a signed paper is on record,
    and for a file that is no PDF or picture.
    """
    permit(actor, "covenant.write", covenant.unit)
    held = _locked(covenant)
    if not witnesses:
        raise Refused(
            Issue("covenant.witnesses", "Chưa ghi người chứng kiến.", "Ghi chức vụ người chứng kiến.")
        )
    if held.paper_id is not None:
        raise Refused(
            Issue("covenant.signed", "Giao ước này đã có bản ký.", "Tải bản đã ký ở trang giao ước.")
        )
    paper = keep(actor=actor, file=file, content=content, kinds=SCANS)
    Covenant.objects.filter(pk=held.pk).update(
        paper=paper, signed_on=held.signed_on or on, witnesses=witnesses
    )
    if held.state == CovenantState.AGREED:
        move(COVENANT, [held], "scan", actor=actor, unit=held.unit)
    record(actor=actor, verb="covenant.scanned", subject=about(held), sha256=paper.sha256)
    return paper


def _keep(actor: User, covenant: Covenant, pdf: bytes) -> Attachment:
    return keep(actor=actor, file=f"giao-uoc-{covenant.unit.code}.pdf", content=pdf, kinds=(PDF,))
