"""How much one visitor may send, without knowing who it is and without asking anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from ipaddress import ip_address, ip_network

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.publishing.enums import VisitKind
from thidua.publishing.models import Visit
from thidua.registry.identity import lookup_hash

BURST, BURST_WITHIN = 5, timedelta(minutes=10)
A_DAY, DAY = 30, timedelta(days=1)
KEPT = timedelta(days=2)
# Two people may both write “Chúc mừng!”; two who write the same long sentence are one, or a machine.
_SHORT = 40
_NETWORK = 64  # bits of an IPv6 address that stand for one household


@dataclass(frozen=True)
class Visitor:
    """Whoever writes without an account, as the log names them: not at all."""

    username: str = ""


@transaction.atomic
def admit_visitor(*, kind: VisitKind, address: str, text: str, about: str = "") -> None:
    """Count what a visitor sends, inside the act that keeps it: an act that fails is not counted.

    `about` says what the text stands under (an article): the same words are no repetition elsewhere. Raises Refused
    for the sixth within ten minutes, the thirty-first within 24 hours, and for the same text within 24 hours.
    """
    now = timezone.now()
    visitor, before = (visitor_hash(address, on) for on in (localdate(now), localdate(now - DAY)))
    folded = fold(text)
    mark = lookup_hash(f"visit-text:{kind}:{about}:{folded}")
    _one_at_a_time(visitor, mark)
    own = Visit.objects.filter(kind=kind, visitor__in=(visitor, before), at__gt=now - DAY)
    _check_number(own, now)
    same = own if len(folded) < _SHORT else Visit.objects.filter(at__gt=now - DAY)
    if same.filter(text=mark).exists():
        raise _refused(
            "repeated", "Nội dung này đã được gửi rồi.", "Không cần gửi lại; cơ quan đã nhận được."
        )
    Visit.objects.create(kind=kind, visitor=visitor, text=mark, at=now)


def _one_at_a_time(visitor: str, mark: str) -> None:
    """Two acts of one visitor, or of one text, at the same moment are counted one after the other."""
    with connection.cursor() as cursor:
        for space, what in ((1, visitor), (2, mark)):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [space, what])


def _check_number(own: QuerySet[Visit], now: datetime) -> None:
    moments = list(own.values_list("at", flat=True))
    if sum(at > now - BURST_WITHIN for at in moments) >= BURST:
        raise _refused("often", f"Đã gửi {BURST} lần trong 10 phút.", "Chờ 10 phút rồi gửi lại.")
    if len(moments) >= A_DAY:
        raise _refused("day", f"Đã gửi {A_DAY} lần trong một ngày.", "Ngày mai gửi tiếp.")


def visitor_hash(address: str, on: date) -> str:
    """A visitor of one day: nobody without the key can test an address, and no two days can be put together.

    Of an IPv6 address the network counts. What is no address is one visitor.
    """
    try:
        found = ip_address(address)
        network = str(ip_network((found, _NETWORK), strict=False)) if found.version == 6 else str(found)
    except ValueError:
        network = ""
    return lookup_hash(f"visitor:{on.isoformat()}:{network}")


@transaction.atomic
def sweep_visits() -> int:
    """Forget what is older than two days, by the clock; returns how many."""
    return Visit.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def _refused(code: str, message: str, cure: str) -> Refused:
    return Refused(Issue(f"visit.{code}", message, cure))
