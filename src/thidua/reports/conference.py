"""What the article says of the conference: day and place, who was there by number, what was handed over."""

from __future__ import annotations

from thidua.conferences.enums import ConferenceState, HandoverState
from thidua.conferences.models import Conference
from thidua.conferences.queries import handed
from thidua.kernel.numbers import day, number
from thidua.movements.models import Season

_HELD = (ConferenceState.RUNNING, ConferenceState.DONE, ConferenceState.CLOSED)


def conference_words(season: Season) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Paragraphs, and captions of the pictures, of the season's conference; none while none was held."""
    one = Conference.objects.filter(season=season, state__in=_HELD).order_by("held_on", "id").first()
    if one is None:
        return None
    counts = handed(one)
    present = counts[HandoverState.PRESENTED]
    said = [f"Buổi họp mở lúc {one.begins_at:%H:%M} ngày {day(one.held_on)} tại {one.place}."]
    came = [guest.came for guest in one.guests.all() if guest.came is not None]
    if came:
        said.append(f"Ban tổ chức đếm được {number(sum(came))} đại biểu.")
    if present:
        later = counts[HandoverState.HANDED] + counts[HandoverState.WAITING] + counts[HandoverState.ABSENT]
        rest = f", {number(later)} lượt nhận sau hoặc còn chờ" if later else ""
        said.append(f"Trên sân khấu trao {number(present)} lượt khen thưởng{rest}.")
    return tuple(said), tuple(f"Ảnh: {picture.caption}" for picture in one.pictures.all())
