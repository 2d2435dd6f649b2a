"""What the article says of the conference: day and place, who was there by number, what was handed over."""

from __future__ import annotations

from thidua.conferences.enums import ConferenceState, HandoverState
from thidua.conferences.models import Conference
from thidua.conferences.queries import handed
from thidua.kernel.numbers import day, number
from thidua.movements.models import Season
from thidua.reports.told import Figure, Sentence, told

_HELD = (ConferenceState.RUNNING, ConferenceState.DONE, ConferenceState.CLOSED)


def conference_of(season: Season) -> Conference | None:
    """The season's conference once it is held."""
    return Conference.objects.filter(season=season, state__in=_HELD).order_by("held_on", "id").first()


def conference_words(season: Season) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]] | None:
    """Paragraphs, and captions of the pictures, of the season's conference; none while none was held."""
    one = conference_of(season)
    if one is None:
        return None
    said = [
        told(
            "Buổi họp mở lúc {hour} ngày {on} tại {place}.",
            hour=f"{one.begins_at:%H:%M}",
            on=day(one.held_on),
            place=one.place,
        )
    ]
    came = [guest.came for guest in one.guests.all() if guest.came is not None]
    if came:
        said.append(
            told("Ban tổ chức đếm được {n} đại biểu.", n=Figure("conference/came", number(sum(came))))
        )
    if present := _presented(handed(one)):
        said.append(present)
    return tuple(said), tuple(Sentence((f"Ảnh: {picture.caption}",)) for picture in one.pictures.all())


def _presented(counts: dict[str, int]) -> Sentence | None:
    present = counts[HandoverState.PRESENTED]
    later = counts[HandoverState.HANDED] + counts[HandoverState.WAITING] + counts[HandoverState.ABSENT]
    if not present:
        return None
    n = Figure("conference/presented", number(present))
    if not later:
        return told("Trên sân khấu trao {n} lượt khen thưởng.", n=n)
    rest = Figure("conference/later", number(later))
    pattern = "Trên sân khấu trao {n} lượt khen thưởng, {rest} lượt nhận sau hoặc còn chờ."
    return told(pattern, n=n, rest=rest)
