"""Letters, examples and notices on the screens: what a citizen sends and reads, what the office answers."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from builders import House, house, user
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from people_heard import people_heard

from thidua.access.enums import Role
from thidua.publishing.actions import (
    ConsentRecord,
    NoticeRecord,
    Proposal,
    announce_suspension,
    move_exemplar,
    propose_exemplar,
    record_consent,
    withdraw_consent,
    write_story,
)
from thidua.publishing.enums import ExemplarSource
from thidua.publishing.models import CitizenLetter, Exemplar
from thidua.web.portal import limits

pytestmark = pytest.mark.django_db
UNKNOWN = "FBWTDSZ7PB939BXR8Y8CMJDM3VM4"
EVIL = "<script>alert(1)</script> https://xau.example/?x=1 <img src=x onerror=alert(1)>"
PHONE = "0912 345 678"


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(limits, "LEAST", 0)
    return house()


def write(client: Client, text: str = "Xin sửa tên bà Ường.", **more: str) -> str:
    """The page after sending, with the fields a browser would send along."""
    shown = client.get(reverse("letter_new")).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown))
    given = {"kind": "fault", "text": text, "sender": "Trần Thị Kín", "contact": PHONE, **hidden, **more}
    return client.post(reverse("letter_new"), given).content.decode()


def code_in(page: str) -> str:
    return "".join(re.findall(r'<p class="code"><strong>([^<]*)<', page))


def track(client: Client, code: str) -> str:
    return client.post(reverse("letter_track"), {"ma": code}).content.decode()


def skeleton(page: str) -> str:
    """Markup without its texts and the token of its form."""
    return re.sub(r">[^<]+<", "><", re.sub(r'value="[^"]*"', "", page))


def test_a_citizen_writes_and_reads_the_answer_by_the_code(town: House, client: Client) -> None:
    code = code_in(write(client))
    one = CitizenLetter.objects.get()
    office = Client()
    office.force_login(town.office)
    page = reverse("letter", args=[one.pk])
    assert PHONE in office.get(page).content.decode()
    office.post(page, {"viec": "nhan"})
    office.post(page, {"viec": "tra-loi", "answer": "Đã đính chính.\r\n\r\nCảm ơn bà."})
    told = track(client, code)
    assert "Đã trả lời" in told
    assert "Đã đính chính.<br><br>Cảm ơn bà." in told
    assert [word for word in ("Trần Thị Kín", PHONE, "Ường", "van-phong") if word in told] == []


def test_known_and_unknown_codes_have_one_page_and_ask_alike(town: House, client: Client) -> None:
    code = code_in(write(client))
    with CaptureQueriesContext(connection) as known:
        there = track(client, code)
    with CaptureQueriesContext(connection) as unknown:
        nowhere = track(client, UNKNOWN)
    assert (skeleton(there), len(known)) == (skeleton(nowhere), len(unknown))
    assert "không có thư nào mang mã này" in nowhere


def test_a_refused_letter_keeps_what_was_typed(
    town: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LEAST", 3)
    page = write(client, text="Nội dung gõ công phu")
    assert ("Gửi nhanh quá." in page, "Nội dung gõ công phu</textarea>" in page) == (True, True)
    monkeypatch.setattr(limits, "LEAST", 0)
    assert "Ô phải để trống đã có chữ" in write(client, trang_web="x")
    assert "Chưa chọn “Loại thư”." in write(client, kind="khac")
    assert CitizenLetter.objects.count() == 0
    for number in range(5):
        assert code_in(write(client, text=f"Thư thứ {number} của một người")) != ""
    assert "Đã gửi 5 lần trong 10 phút." in write(client, text="Thư thứ sáu")
    assert CitizenLetter.objects.count() == 5


def test_who_inspects_reads_the_letter_but_not_who_wrote_it(town: House, client: Client) -> None:
    write(client)
    one = CitizenLetter.objects.get()
    for role, seen in ((Role.AUDITOR, False), (Role.EDITOR, True)):
        client.force_login(user(f"u-{role}", role, town.authority))
        page = client.get(reverse("letter", args=[one.pk])).content.decode()
        assert ("Xin sửa tên" in page, PHONE in page) == (True, seen)
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("letters"), {"xuat": "xlsx"}).content))
    text = " ".join(str(cell) for row in book.active.iter_rows(values_only=True) for cell in row)
    assert ("Xin sửa tên" in text, "Trần Thị Kín" in text, PHONE in text) == (True, False, False)


def test_letters_are_found_without_accents_and_by_being_late(town: House, client: Client) -> None:
    write(client)
    client.force_login(town.office)

    def found(**query: str) -> int:
        return client.get(reverse("letters"), query).content.decode().count('data-label="Loại thư"')

    today = timezone.localdate()
    assert (found(q="sua ten ba uong"), found(q="khong co"), found(loai="opinion")) == (1, 0, 0)
    for days, late in ((1, 0), (0, 0), (-1, 1)):
        CitizenLetter.objects.update(answer_until=today + timedelta(days=days))
        assert (days, found(tinh_trang="qua_han")) == (days, late)


def test_what_people_write_is_text_and_no_link(town: House, client: Client) -> None:
    write(client, text=EVIL, about=EVIL, place=EVIL, sender=EVIL, contact=EVIL)
    letter = CitizenLetter.objects.get()
    one = told(town, name=EVIL, place=EVIL, story=EVIL)
    client.force_login(town.office)
    pages = [
        client.get(reverse(name, args=args)).content.decode()
        for name, args in (
            ("letter", [letter.pk]),
            ("letters", []),
            ("exemplar", [one.pk]),
            ("exemplars", []),
            ("public_exemplar", [one.pk]),
            ("public_exemplars", []),
        )
    ]
    assert [
        ("<script>alert" in page, "<img src=x" in page, 'href="https://xau' in page) for page in pages
    ] == [(False, False, False)] * len(pages)
    assert all("&lt;script&gt;alert(1)" in page for page in pages)


def told(
    h: House, *, name: str = "Bà Ường", place: str = "thôn Đông", story: str = "Bà dạy chữ."
) -> Exemplar:
    """Published with consent."""
    given = Proposal("Tận tụy", ExemplarSource.OFFICE, name=name, place=place)
    one = propose_exemplar(actor=h.office, unit=h.a, proposal=given)
    move_exemplar(actor=h.office, exemplar=one, step="accept")
    write_story(actor=h.office, exemplar=one, title=f"Chuyện {name}"[:300], story=story)
    consent = ConsentRecord("Lê Văn Hỏi", timezone.localdate(), "Phiếu")
    record_consent(actor=h.office, exemplar=one, consent=consent)
    move_exemplar(actor=h.office, exemplar=one, step="publish")
    return one


def test_a_story_is_public_only_while_its_consent_stands(town: House, client: Client) -> None:
    draft = people_heard(town, "Nguyễn Thị Kín")["exemplar"]
    one = told(town, story="Đoạn một.\n\nĐoạn hai.")
    Exemplar.objects.filter(pk=one.pk).update(
        image=draft.image, caption="Bà Ường", alternative="Bà Ường bên lớp học"
    )
    addresses = [reverse("public_exemplar", args=[one.pk]), reverse("public_exemplar_picture", args=[one.pk])]

    def answers() -> list[int]:
        return [client.get(address).status_code for address in addresses]

    page = client.get(addresses[0]).content.decode()
    assert (answers(), "<p>Đoạn một.</p>" in page, "Phiếu" in page) == ([200, 200], True, False)
    shelf = client.get(reverse("public_exemplars"), {"q": "ba uong"}).content.decode()
    assert ("Chuyện Bà Ường" in shelf, "Nguyễn Thị Kín" in shelf) == (True, False)
    assert client.get(reverse("public_exemplar_picture", args=[draft.pk])).status_code == 404
    withdraw_consent(actor=town.office, exemplar=one, on=timezone.localdate(), paper="Đơn")
    assert answers() == [404, 404]
    assert "Chuyện Bà Ường" not in client.get(reverse("public_exemplars")).content.decode()


def test_a_clerk_proposes_by_code_only_the_own_people(town: House, client: Client) -> None:
    from builders import born, people

    people(born("CA", "Nguyễn Thị Của A", "A"), born("CB", "Trần Văn Của B", "B"))
    client.force_login(user("can-bo", Role.UNIT_CLERK, town.b))
    given = {"unit": "B", "reason": "Tận tụy", "person": "CA"}
    refused = client.post(reverse("exemplar_new"), given).content.decode()
    assert "Không có người mã “CA” ở các đơn vị của bạn." in refused
    client.post(reverse("exemplar_new"), {**given, "person": "cb"})
    assert list(Exemplar.objects.values_list("name", "source")) == [("Trần Văn Của B", "unit")]


def test_a_stop_is_told_on_every_page_until_it_is_over(town: House, client: Client) -> None:
    now = timezone.now()
    stop = NoticeRecord(now + timedelta(days=20), now + timedelta(days=20, hours=2), "Tra cứu, kiểm tra mã")
    assert "Tra cứu, kiểm tra mã" not in client.get(reverse("check")).content.decode()
    one = announce_suspension(actor=town.office, authority=town.authority, notice=stop)
    pages = [client.get(reverse(name)).content.decode() for name in ("check", "letter_new", "suspensions")]
    assert ["Tra cứu, kiểm tra mã" in page for page in pages] == [True] * 3
    client.force_login(town.office)
    client.post(reverse("notice", args=[one.pk]), {"reason": "Hoãn"})
    client.logout()
    assert "Tra cứu, kiểm tra mã" not in client.get(reverse("check")).content.decode()
