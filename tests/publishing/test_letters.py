"""A citizen's letter: taken in, dealt with, answered; who wrote it stays sealed."""

from __future__ import annotations

from typing import Any

import pytest
from builders import House, house, user
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from steps import check_every_state_and_role

from thidua.access.enums import Role
from thidua.audit.models import AuditEntry
from thidua.flow.workflow import Transition
from thidua.kernel.days import after_working_days
from thidua.kernel.issues import Refused
from thidua.publishing.actions import (
    LetterRecord,
    Visitor,
    answer_letter,
    erase_sender,
    refuse_letter,
    reopen_letter,
    send_letter,
    take_letter,
    take_over_letter,
)
from thidua.publishing.enums import LetterKind
from thidua.publishing.models import CitizenLetter, Exemplar
from thidua.publishing.queries.letters import Sender, Tracked, letters_of, sender_of, tracked
from thidua.publishing.workflow import LETTER

pytestmark = pytest.mark.django_db
TEXT = "Tên bà Ường trên bảng vinh danh bị ghi sai thành Ương."
WHO, PHONE = "Trần Thị Kín", "0912 345 678"


@pytest.fixture
def town() -> House:
    return house()


def send(h: House, **more: Any) -> tuple[CitizenLetter, str]:
    given = {"kind": LetterKind.FAULT, "text": TEXT, "sender": WHO, "contact": PHONE, **more}
    return send_letter(
        actor=Visitor(),
        authority=more.pop("authority", h.a),
        letter=LetterRecord(**given),
        address="203.0.113.7",
    )


def code_of(act: Any) -> str:
    with pytest.raises(Refused) as fault:
        act()
    return fault.value.issues[0].code


@pytest.mark.parametrize("step", LETTER.transitions, ids=lambda step: step.name)
def test_every_state_and_role_for_this_step(town: House, step: Transition) -> None:
    one, _ = send(town)
    check_every_state_and_role(LETTER, step, one, town.a, answer="x", answered_at="2024-01-02T00:00Z")


def test_who_wrote_and_the_code_are_kept_sealed(town: House) -> None:
    one, code = send(town)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(l)::text FROM publishing_citizenletter l")
        stored = str(cursor.fetchone()[0])
    log = str(list(AuditEntry.objects.values_list("subject", "detail")))
    assert [word for word in (WHO, PHONE, code) if word in stored or word in log] == []
    assert [word for word in (TEXT, "203.0.113.7") if word in log] == []
    assert sender_of(one) == Sender(WHO, PHONE)
    assert one.answer_until == after_working_days(localdate(), 10)
    erase_sender(actor=town.office, letter=one)
    one.refresh_from_db()
    assert (sender_of(one), one.text) == (Sender("", ""), TEXT)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": "x" * 9}, "letter.length"),
        ({"text": "x" * 10}, ""),
        ({"text": "x" * 4000}, ""),
        ({"text": "x" * 4001}, "letter.length"),
        ({"about": "x" * 300}, ""),
        ({"contact": "x" * 301}, "letter.line"),
        ({"kind": LetterKind.NOMINATION}, "letter.nobody"),
        ({"kind": LetterKind.NOMINATION, "about": "Bà Ường"}, ""),
    ],
)
def test_what_a_letter_must_hold(town: House, given: dict[str, Any], code: str) -> None:
    if code:
        assert (code_of(lambda: send(town, **given)), CitizenLetter.objects.count()) == (code, 0)
    else:
        send(town, **given)
        assert CitizenLetter.objects.count() == 1


def test_the_sender_reads_state_and_answer_by_the_code_alone(town: House) -> None:
    one, code = send(town)
    today, due = f"{localdate():%d/%m/%Y}", f"{one.answer_until:%d/%m/%Y}"
    with CaptureQueriesContext(connection) as asked:
        known, unknown = tracked(code), tracked("FBWTDSZ7PB939BXR8Y8CMJDM3VM4")
    assert len(asked) == 2
    assert known == Tracked(today, "Đã nhận", due, "–")
    assert unknown == Tracked("–", "không có thư nào mang mã này", "–", "–")
    take_letter(actor=town.office, letter=one)
    answer_letter(actor=town.office, letter=one, answer="Đã sửa tên.")
    assert tracked(code) == Tracked(today, "Đã trả lời", "–", "Đã sửa tên.")
    reopen_letter(actor=town.office, letter=one)
    assert tracked(code) == Tracked(today, "Đang xử lý", due, "–")


def test_an_answer_needs_words_and_a_letter_in_hand(town: House) -> None:
    one, code = send(town)
    assert code_of(lambda: answer_letter(actor=town.office, letter=one, answer="Vội")) == "flow.state"
    assert code_of(lambda: refuse_letter(actor=town.office, letter=one, reason="")) == "letter.no_answer"
    one.refresh_from_db()
    assert (one.state, one.answer) == ("received", "")
    refuse_letter(actor=town.office, letter=one, reason="Ngoài thẩm quyền.")
    assert tracked(code).standing == "Không xử lý"
    assert code_of(lambda: take_letter(actor=town.office, letter=one)) == "flow.state"


def test_a_letter_to_one_unit_is_not_read_at_another(town: House) -> None:
    one, _ = send(town)
    here, there = user("o-a", Role.OFFICE, town.a), user("o-b", Role.OFFICE, town.b)
    assert (list(letters_of(here)), list(letters_of(there))) == ([one], [])
    assert code_of(lambda: take_letter(actor=there, letter=one)) == "flow.right"
    assert code_of(lambda: answer_letter(actor=there, letter=one, answer="x")) == "flow.right"
    assert code_of(lambda: erase_sender(actor=there, letter=one)) == "letter.right"


def test_a_nomination_becomes_a_proposal_and_is_answered_in_one_act(town: House) -> None:
    one, code = send(town, kind=LetterKind.NOMINATION, about="Bà Ường", place="thôn Đông")
    fault, _ = send(town, text=TEXT + " Lần hai.")
    thanks = "Cảm ơn ông, bà; cơ quan đã nhận đề cử."
    assert (
        code_of(lambda: take_over_letter(actor=town.office, letter=fault, unit=town.a, answer=thanks))
        == "letter.kind"
    )
    assert (
        code_of(lambda: take_over_letter(actor=town.office, letter=one, unit=town.a, answer=""))
        == "letter.no_answer"
    )
    assert Exemplar.objects.count() == 0
    one.refresh_from_db()
    made = take_over_letter(actor=town.office, letter=one, unit=town.a, answer=thanks)
    assert (made.name, made.place, made.reason, made.source, made.state) == (
        "Bà Ường", "thôn Đông", TEXT, "citizen", "proposed",
    )  # fmt: skip
    assert (made.letter, tracked(code).answer) == (one, thanks)
    assert code_of(lambda: take_over_letter(actor=town.office, letter=one, unit=town.a, answer=thanks)) != ""
