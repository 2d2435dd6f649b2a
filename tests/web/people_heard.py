"""A letter to unit A, an example of it and a notice, the secret name in the first two."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

from builders import House
from PIL import Image

from thidua.publishing.actions import (
    LetterRecord,
    NoticeRecord,
    Proposal,
    Visitor,
    announce_suspension,
    move_exemplar,
    picture_exemplar,
    propose_exemplar,
    send_letter,
)
from thidua.publishing.enums import ExemplarSource, LetterKind


def people_heard(h: House, secret: str) -> dict[str, Any]:
    """The example is chosen and has its picture, but is not published."""
    told = LetterRecord(LetterKind.OPINION, f"{secret} rất tận tụy", sender=secret, contact=secret)
    letter, _ = send_letter(actor=Visitor(), authority=h.a, letter=told, address="203.0.113.7")
    given = Proposal("Tận tụy", ExemplarSource.OFFICE, name=secret, place="thôn Đông")
    one = propose_exemplar(actor=h.office, unit=h.a, proposal=given)
    move_exemplar(actor=h.office, exemplar=one, step="accept")
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    picture_exemplar(
        actor=h.office, exemplar=one, file="a.png", content=out.getvalue(), caption=secret, alternative="x"
    )
    begins = datetime(2024, 3, 20, 1, tzinfo=UTC)
    stop = NoticeRecord(begins, begins + timedelta(hours=4), "Toàn bộ cổng")
    notice = announce_suspension(actor=h.office, authority=h.a, notice=stop, on=date(2024, 3, 1))
    return {"letter": letter, "exemplar": one, "notice": notice}
