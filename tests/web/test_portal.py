"""Public pages: what anyone finds, and what nobody may read there."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date

import openpyxl
import pytest
from builders import SERIES, SPIRIT, House, born, house, people, row
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.decisions.actions import issue
from thidua.decisions.models import DecisionLine
from thidua.documents.codes import as_typed, grouped
from thidua.honours.models import Award

UNKNOWN = "FBWTDSZ7PB939BXR8Y8CMJDM3VM4"  # shaped like a code, given to nobody
pytestmark = pytest.mark.django_db
ID = "001180900123"
# Of the honoured person: id, its last digits, birth date, code; of the others: their names.
PRIVATE = (ID, "… 123", "02/01/1980", "CB1", "CB2", "Trần Văn Rớt", "Lê Thị Trùng", "Xếp loại", "Hoàn thành")


@dataclass
class World:
    house: House
    line: DecisionLine

    @property
    def code(self) -> str:
        return self.line.code or ""

    def revoke(self) -> None:
        Award.objects.filter(pk=self.line.award_id).update(
            revoked_on=date(2024, 5, 6), revoked_by="12/QĐ-UBND"
        )


@pytest.fixture
def world() -> World:
    """One honoured, one refused, one asked; the decision is issued."""
    h = house()
    people(
        born("CB1", "Đặng Thị Ường", "A", date(1980, 1, 2), id_number=ID),
        born("CB2", "Trần Văn Rớt", "A", date(1981, 1, 2)),
        born("CB3", "Lê Thị Trùng", "A", date(1982, 1, 2)),
        born("CB4", "Lê Thị Trùng", "A", date(1982, 5, 2)),
        born("CB5", "Bùi Văn Năm", "B", date(1983, 5, 2)),
    )
    h.rate("good", "CB1", "CB3", "CB4", "CB5")
    h.rate("completed", "CB2")
    h.attest(SPIRIT)
    h.send(
        h.a,
        row("Đặng Thị Ường", birth=date(1980, 1, 2)),
        row("Trần Văn Rớt", birth=date(1981, 1, 2)),
        row("Lê Thị Trùng", birth_year=1982),
    )
    h.send(h.b, row("Bùi Văn Năm", birth=date(1983, 5, 2)))
    h.judge()
    h.vote()
    decision = issue(actor=h.records, season=h.season, honour="ldtt", series=SERIES)
    assert decision is not None
    return World(h, decision.lines.get(award__person__code="CB1"))


def names(page: str) -> list[str]:
    return re.findall(r'<td data-label="Cá nhân, tập thể">([^<]*)</td>', page)


def skeleton(page: str) -> str:
    """Markup with its attributes, every text taken out; the code in addresses apart."""
    return re.sub(r">[^<]+<", "><", page)


def get(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_no_public_page_holds_what_is_private(world: World, client: Client) -> None:
    pk = world.line.decision_id
    addresses = [reverse(n) for n in ("home", "honour_roll", "public_decisions", "check", "robots")]
    addresses += [reverse("article", args=[2023]), reverse("public_decision", args=[pk])]
    addresses += [reverse("verification", args=[world.code])]
    leaks = {a: [word for word in PRIVATE if word in get(client, a)] for a in addresses}
    assert leaks == {a: [] for a in addresses}


@pytest.mark.parametrize("name", ["honour_roll", "public_decision"])
def test_lists_in_excel_have_the_columns_of_the_page(name: str, world: World, client: Client) -> None:
    address = reverse(name, args=[world.line.decision_id] if name == "public_decision" else [])
    heads = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<▲▼]*)', get(client, address))
    book = openpyxl.load_workbook(io.BytesIO(client.get(address, {"xuat": "xlsx"}).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert (list(rows[2]), len(rows)) == ([h.strip() for h in heads], 5)
    text = " ".join(str(cell) for one in rows for cell in one)
    assert ([word for word in PRIVATE if word in text], "Đặng Thị Ường" in text) == ([], True)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dang thi uong", ["Đặng Thị Ường"]),
        ("ĐẶNG THỊ Ường", ["Đặng Thị Ường"]),
        ("xa an", ["Đặng Thị Ường"]),
        ("bui van", ["Bùi Văn Năm"]),
        ("bui nam", ["Bùi Văn Năm"]),
        ("nam bui", []),
        ("uo", ["Đặng Thị Ường"]),
        ("ong", []),
        ("…", []),
        ("7001", ["Đặng Thị Ường", "Bùi Văn Năm"]),
        ("7001 / qd-ubnd", ["Đặng Thị Ường", "Bùi Văn Năm"]),
        ("700", []),
        ("uong ubnd", []),
        ("tran van rot", []),
        ("001180900123", []),
        ("CB1", []),
    ],
)
def test_names_are_found_without_accents(words: str, found: list[str], world: World, client: Client) -> None:
    assert names(get(client, reverse("honour_roll"), q=words)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"nam": "2023"}, ["Đặng Thị Ường", "Bùi Văn Năm"]),
        ({"nam": "2022"}, ["Đặng Thị Ường", "Bùi Văn Năm"]),
        ({"don_vi": "UBND xã Bình"}, ["Bùi Văn Năm"]),
        ({"danh_hieu": "ldtt", "don_vi": "xa an"}, ["Đặng Thị Ường"]),
        ({"khi_do": "UBND xã An"}, ["Đặng Thị Ường"]),
        ({"khi_do": "xa binh"}, ["Bùi Văn Năm"]),
        ({"khi_do": "ubnd xa"}, ["Đặng Thị Ường", "Bùi Văn Năm"]),
        ({"khi_do": "bui van"}, []),
        ({"don_vi": "UBND huyện"}, []),
        ({"don_vi": "không có đơn vị này"}, []),
    ],
)
def test_filters(query: dict[str, str], found: list[str], world: World, client: Client) -> None:
    """A year without anybody honoured is no choice and narrows nothing; a unit is typed as people know it."""
    assert names(get(client, reverse("honour_roll"), **query)) == found


def test_a_revoked_honour_leaves_the_lists(world: World, client: Client) -> None:
    world.revoke()
    roll, decision = reverse("honour_roll"), reverse("public_decision", args=[world.line.decision_id])
    assert (names(get(client, roll)), names(get(client, decision))) == (["Bùi Văn Năm"], ["Bùi Văn Năm"])


def test_a_decision_wholly_revoked_is_not_announced(world: World, client: Client) -> None:
    Award.objects.update(revoked_on=date(2024, 5, 6), revoked_by="12/QĐ-UBND")
    page = get(client, reverse("public_decisions"))
    answer = client.get(reverse("public_decision", args=[world.line.decision_id]))
    assert ("7001/QĐ-UBND" in page, answer.status_code) == (False, 404)


@pytest.mark.parametrize("words", ["7001", "ubnd huyen", "lao dong tien tien"])
def test_decisions_are_found_by_number_body_and_honour(words: str, world: World, client: Client) -> None:
    page = get(client, reverse("public_decisions"), q=words)
    assert f'<a href="{reverse("public_decision", args=[world.line.decision_id])}">7001/QĐ-UBND</a>' in page


def facts(page: str) -> list[str]:
    return [re.sub("<.*?>", "", one) for one in re.findall(r"<dd>(.*?)</dd>", page)]


def test_a_certificate_is_confirmed(world: World, client: Client) -> None:
    page = get(client, reverse("verification", args=[world.code]))
    assert facts(page) == [
        "Đặng Thị Ường",
        "Lao động tiên tiến năm 2023",
        "7001/QĐ-UBND",
        "22/12/2023",
        "còn hiệu lực",
    ]


def test_a_revoked_certificate_says_so(world: World, client: Client) -> None:
    world.revoke()
    assert facts(get(client, reverse("verification", args=[world.code])))[-1] == "đã hủy bỏ"


@pytest.mark.parametrize("code", [UNKNOWN, "A", "A" * 400, "%00", "<b>", "0O1I"])
def test_an_unknown_code_has_the_same_page(code: str, world: World, client: Client) -> None:
    with CaptureQueriesContext(connection) as known:
        right = client.get(reverse("verification", args=[world.code]))
    with CaptureQueriesContext(connection) as unknown:
        wrong = client.get(reverse("verification", args=[code]))
    assert (wrong.status_code, len(unknown)) == (200, len(known))
    assert skeleton(wrong.content.decode()) == skeleton(right.content.decode())
    assert {
        k: v for k, v in wrong.headers.items() if k not in ("Content-Length", "Expires", "Last-Modified")
    } == {k: v for k, v in right.headers.items() if k not in ("Content-Length", "Expires", "Last-Modified")}
    assert facts(wrong.content.decode()) == ["–", "–", "–", "–", "không có giấy chứng nhận mang mã này"]


def test_answers_about_codes_are_kept_nowhere(world: World, client: Client) -> None:
    answer = client.get(reverse("verification", args=[world.code]))
    assert ("no-store" in answer["Cache-Control"], answer["X-Robots-Tag"]) == (True, "noindex, nofollow")


def test_a_code_is_typed_in_any_way(world: World, client: Client) -> None:
    typed = [grouped(world.code), grouped(world.code).lower(), world.code.lower().replace("", " ")]
    asked = [client.get(reverse("check"), {"ma": one}) for one in typed]
    assert [a["Location"] for a in asked] == [reverse("verification", args=[world.code])] * 3
    assert [as_typed(one) for one in typed] == [world.code] * 3


def test_nothing_typed_asks_again(client: Client) -> None:
    assert 'role="alert"' not in get(client, reverse("check"))
    assert 'role="alert"' in get(client, reverse("check"), ma="- ?")


def test_the_front_page_leads_to_everything(world: World, client: Client) -> None:
    page = get(client, reverse("home"))
    wanted = [reverse(n) for n in ("honour_roll", "public_decisions", "check")] + [
        reverse("article", args=[2023])
    ]
    assert [a for a in wanted if f'"{a}"' not in page] == []
    assert "UBND huyện khen thưởng 2 cá nhân năm 2023" in page


def test_before_the_first_season(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ARTICLE", None)
    assert "Chưa có đợt xét nào được công bố." in get(client, reverse("home"))
    assert "Chưa có quyết định nào được công bố." in get(client, reverse("honour_roll"))
    missing = ("season_figures", []), ("article", [2023]), ("public_decision", [1])
    assert [client.get(reverse(name, args=args)).status_code for name, args in missing] == [404] * 3
