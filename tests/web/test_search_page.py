"""The box that searches everything: what each reader finds, and what never leaves a trace."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from builders import born, house, people, user
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.decisions.enums import Origin
from thidua.decisions.models import Decision

pytestmark = pytest.mark.django_db
ID = "001180900123"


@dataclass
class Desks:
    office: User
    clerk_a: User
    clerk_b: User
    editor: User


@pytest.fixture
def desks() -> Desks:
    h = house()
    people(born("CB1", "Nguyễn Thị Bí Mật", "A", id_number=ID), born("CB2", "Trần Văn Công", "B"))
    Decision.objects.create(
        season=h.season, origin=Origin.RECORDED, body="UBND huyện", series="QĐ", year=2023, number="1325/QĐ-UBND",
        signed_on="2023-12-20", signer_post="Chủ tịch",
    )  # fmt: skip
    return Desks(
        h.office,
        user("a", Role.UNIT_CLERK, h.a),
        user("b", Role.UNIT_CLERK, h.b),
        user("c", Role.EDITOR, h.authority),
    )


def ask(client: Client, who: User, text: str) -> HttpResponse:
    client.force_login(who)
    return client.post(reverse("search"), {"q": text}, follow=True)  # type: ignore[return-value]


def shown(response: HttpResponse) -> str:
    """The answer without the box that repeats what was typed."""
    return response.content.decode().rpartition("</form>")[2]


def test_each_reader_finds_the_people_of_their_units(desks: Desks, client: Client) -> None:
    found = {
        name: "/nguoi/CB1/" in ask(client, who, "bi mat").content.decode()
        for name, who in vars(desks).items()
    }
    assert found == {"office": True, "clerk_a": True, "clerk_b": False, "editor": False}


def test_a_number_finds_its_person_and_enters_no_address(desks: Desks, client: Client) -> None:
    found = {name: ask(client, who, ID) for name, who in vars(desks).items()}
    assert {name: "/nguoi/CB1/" in one.content.decode() for name, one in found.items()} == {
        "office": True,
        "clerk_a": True,
        "clerk_b": False,
        "editor": False,
    }
    assert [name for name, one in found.items() if ID in one.content.decode()] == []
    assert [name for name, one in found.items() if one.redirect_chain] == []  # type: ignore[attr-defined]
    # The same answer whether nobody has the number or somebody elsewhere.
    strange = ask(client, desks.clerk_b, "001180900999")
    assert shown(strange) == shown(found["clerk_b"])
    assert "Không có người nào mang số này" in shown(strange)


def test_a_number_in_the_address_is_thrown_away(desks: Desks, client: Client) -> None:
    client.force_login(desks.office)
    answer = client.get(reverse("search"), {"q": "001 180 900 123"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("search"))


def test_decisions_by_number_for_those_who_may_read_them(desks: Desks, client: Client) -> None:
    for text in ("1325", "1325/QĐ-UBND", "1325/qd-ubnd", "1325 / QĐ-UBND"):
        assert ">1325/QĐ-UBND<" in ask(client, desks.office, text).content.decode(), text
    # The decision has no line of unit B.
    assert "QĐ-UBND</mark>" not in ask(client, desks.clerk_b, "1325").content.decode()
    assert "Số hiệu" not in ask(client, desks.editor, "1325").content.decode()


def test_units_and_honours_are_open_to_everybody_at_work(desks: Desks, client: Client) -> None:
    for who in vars(desks).values():
        assert "UBND" in shown(ask(client, who, "ubnd xa binh"))
        assert reverse("law_honour", args=["cstd_co_so"]) in ask(client, who, "CSTĐCS").content.decode()


def test_nothing_found_says_what_to_do_and_escapes_what_was_typed(desks: Desks, client: Client) -> None:
    page = ask(client, desks.office, "<b>zzz</b>").content.decode()
    assert "Không tìm thấy gì khớp với “&lt;b&gt;zzz&lt;/b&gt;”" in page
    assert ask(client, desks.office, "x" * 500).status_code == 200


def test_the_list_of_people_searches_the_same_way(desks: Desks, client: Client) -> None:
    client.force_login(desks.clerk_a)
    for text in ("mat bi nguyen", "nguyen thi bi mta", "cb1"):
        assert "Nguyễn Thị Bí Mật" in client.get(reverse("people"), {"q": text}).content.decode(), text
    client.force_login(desks.clerk_b)
    for text in ("mat bi nguyen", "cb1"):
        assert "Nguyễn Thị Bí Mật" not in client.get(reverse("people"), {"q": text}).content.decode(), text
