"""What one visitor may send: five in ten minutes, thirty a day, no text twice; no address is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.signing import Signer
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from thidua.kernel.issues import Refused
from thidua.publishing.actions import admit_visitor, sweep_visits
from thidua.publishing.actions.visits import visitor_hash
from thidua.publishing.models import Visit
from thidua.web.portal import limits

HERE, THERE = "203.0.113.7", "203.0.113.8"
LONG = "Tuyến đường trước nhà văn hóa thôn đã được sửa xong."
MINUTE = timedelta(minutes=1)


def send(text: str, address: str = HERE, kind: str = "letter", about: str = "") -> str:
    """The code of the refusal, empty when admitted."""
    try:
        admit_visitor(kind=kind, address=address, text=text, about=about)  # type: ignore[arg-type]
    except Refused as refused:
        return refused.issues[0].code
    return ""


def fill(ages: list[timedelta], now: datetime) -> None:
    """Visits of HERE so long ago, under the hash of their day."""
    for number, age in enumerate(ages):
        at = now - age
        visitor = visitor_hash(HERE, timezone.localdate(at))
        Visit.objects.create(kind="letter", visitor=visitor, text=str(number), at=at)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ages", "answer"),
    [
        ([MINUTE] * 4, ""),
        ([MINUTE] * 5, "visit.often"),
        ([MINUTE] * 6, "visit.often"),
        ([MINUTE] * 4 + [timedelta(minutes=10, seconds=5)], ""),
        ([timedelta(hours=3)] * 29, ""),
        ([timedelta(hours=3)] * 30, "visit.day"),
        ([timedelta(hours=3)] * 31, "visit.day"),
        ([timedelta(hours=23, minutes=59)] * 30, "visit.day"),
        ([timedelta(hours=24, seconds=5)] * 30, ""),
    ],
)
def test_one_below_at_and_above_the_limits(ages: list[timedelta], answer: str) -> None:
    fill(ages, timezone.now())
    assert send("Thư mới") == answer
    assert (send("Thư mới", THERE), send("Bình luận mới", kind="comment")) == ("", "")


@pytest.mark.django_db
def test_a_text_is_taken_once_a_day() -> None:
    assert (send("Chúc mừng!"), send("chuc mung"), send("Chúc mừng!", THERE)) == ("", "visit.repeated", "")
    assert send("Chúc mừng!", about="bai-2") == ""
    assert (send(LONG), send(LONG.upper(), THERE)) == ("", "visit.repeated")
    Visit.objects.update(at=timezone.now() - timedelta(hours=24, seconds=5))
    assert send(LONG, THERE) == ""


@pytest.mark.django_db
def test_neither_address_nor_text_is_kept() -> None:
    send(LONG)
    row = str(Visit.objects.values().get())
    assert [word for word in (HERE, "203.0", "Tuyến", LONG) if word in row] == []
    today = timezone.localdate()
    assert visitor_hash(HERE, today) != visitor_hash(HERE, today - timedelta(days=1))


def test_a_household_is_one_visitor() -> None:
    today = timezone.localdate()
    one, same, next_door = (
        visitor_hash(a, today) for a in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert (one == same, one == next_door, visitor_hash("", today) == visitor_hash("không rõ", today)) == (
        True,
        False,
        True,
    )


@pytest.mark.django_db
def test_visits_are_forgotten_after_two_days() -> None:
    fill([timedelta(days=2, minutes=1), timedelta(days=1, hours=23)], timezone.now())
    assert (sweep_visits(), Visit.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_at_one_moment_are_counted_one_after_the_other() -> None:
    fill([MINUTE] * 4, timezone.now())
    together, answers = Barrier(2), list[str]()

    def at_once(text: str) -> None:
        together.wait()
        answers.append(send(text))
        connection.close()

    threads = [Thread(target=at_once, args=(text,)) for text in ("Thư một", "Thư hai")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(answers) == ["", "visit.often"]


def check(age: int, *, bait: str = "", form: str = "letter", stamp: str | None = None) -> str:
    """The code by which a form is refused that was shown so many seconds ago; empty when it is taken."""
    opened = Signer(salt="portal.letter").sign(str(int(limits.time()) - age)) if stamp is None else stamp
    request = RequestFactory().post("/", {limits.BAIT: bait, limits.STAMP: opened})
    try:
        limits.check_trap(request, form)
    except Refused as refused:
        return refused.issues[0].code
    return ""


def test_the_time_of_filling_in_and_the_hidden_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "time", lambda: 1_700_000_000.9)
    most = 6 * 60 * 60
    ages = {age: check(age) for age in (0, 2, 3, 4, most - 1, most, most + 1)}
    assert ages == {
        0: "form.early", 2: "form.early", 3: "", 4: "", most - 1: "", most: "", most + 1: "form.late",
    }  # fmt: skip
    assert (check(60, bait="x"), check(60, form="comment"), check(0, stamp=""), check(0, stamp="1:x")) == (
        "form.bait",
        "form.unknown",
        "form.unknown",
        "form.unknown",
    )
    assert check(0, stamp=limits.trap("letter")["opened"]) == "form.early"
