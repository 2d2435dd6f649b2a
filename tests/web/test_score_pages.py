"""Scoring on the screens: kept cell by cell, blind, a conflict told with both figures, corrections in the open."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from builders import user
from desk import faults_of, follow, sign_in
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from scoring_town import Town, scoring_town

from thidua.access.enums import Role
from thidua.movements.models import LeaderProposal


def said(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def cell_of(town: Town, code: str, position: int, points: str, version: int) -> dict[str, object]:
    return {
        "viec": "o",
        "cell": town.cell(code, position).pk,
        "points": points,
        "note": "",
        "version": version,
    }


@pytest.mark.django_db
def test_a_cell_is_kept_alone_and_a_second_writer_gets_both_figures(client: Client) -> None:
    town = scoring_town()
    client.force_login(town.clerks["X1"])
    address = reverse("scorecard", args=[town.card("X1").pk])
    first = client.post(address, cell_of(town, "X1", 1, "50,5", 0))
    second = client.post(address, cell_of(town, "X1", 1, "40", 0))
    other = client.post(address, cell_of(town, "X1", 2, "0", 0))
    wrong = client.post(address, cell_of(town, "X1", 2, "40,01", 1))
    assert [r.status_code for r in (first, second, other, wrong)] == [200, 409, 200, 422]
    assert (first.json(), second.json()["points"], second.json()["version"]) == (
        {"version": 1, "points": "50,5"},
        "50,5",
        1,
    )
    assert "UBND xã 1, tiêu chí 2 “Văn hóa”: điểm 40,01" in wrong.json()["message"]
    assert (town.cell("X1", 1).self_points, town.cell("X1", 2).self_points) == (Decimal("50.5"), 0)
    strange = client.post(address, cell_of(town, "X2", 1, "1", 0))
    assert (strange.status_code, town.cell("X2", 1).self_points) == (404, None)


@pytest.mark.django_db
def test_the_form_without_script_keeps_every_good_cell(client: Client) -> None:
    town = scoring_town()
    client.force_login(town.clerks["X1"])
    address = reverse("scorecard", args=[town.card("X1").pk])
    one, two = town.cell("X1", 1).pk, town.cell("X1", 2).pk
    form = {"viec": "luu", f"p-{one}": "61", f"v-{one}": 0, f"p-{two}": "0", f"v-{two}": 0}
    page = client.post(address, form, follow=True).content.decode()
    assert ("điểm 61 không nằm trong 0–60" in page, "Đã lưu 1 ô" in page) == (True, True)
    assert (town.cell("X1", 1).self_points, town.cell("X1", 2).self_points) == (None, 0)


@pytest.mark.django_db
def test_cross_scores_show_to_nobody_before_they_are_closed(client: Client) -> None:
    town = scoring_town()
    town.advance()
    town.cross("X1", "X2", "37.77", "17.77")
    card, cluster = town.card("X2"), (town.round.pk, town.cluster.pk)
    pages = [
        reverse("scorecard", args=[card.pk]),
        reverse("score_explained", args=[card.pk]),
        reverse("ranking", args=cluster),
        reverse("score_round", args=[town.round.pk]),
    ]
    grid = reverse("score_grid", args=cluster)
    for reader, more in ((town.clerks["X2"], []), (town.office, [grid]), (town.signer, [])):
        client.force_login(reader)
        assert [page for page in [*pages, *more] if "7,77" in said(client, page)] == []
    client.force_login(town.office)
    book = openpyxl.load_workbook(io.BytesIO(client.get(grid + "?xuat=xlsx").content))
    assert "7.77" not in str(list(book.active.values))
    client.force_login(town.clerks["X3"])
    peer = reverse("cross_card", args=[card.pk, "X3"])
    assert ("7,77" in said(client, peer), client.get(pages[0]).status_code) == (False, 404)
    client.force_login(town.clerks["X1"])
    assert "37,77" in said(client, reverse("cross_card", args=[card.pk, "X1"]))
    town.advance()
    client.force_login(town.clerks["X2"])
    assert "trung bình 37,77" in said(client, pages[1])


@pytest.mark.django_db
def test_before_publication_a_unit_sees_no_other_and_after_it_the_order(client: Client) -> None:
    town = scoring_town()
    ranking = reverse("ranking", args=(town.round.pk, town.cluster.pk))
    client.force_login(town.clerks["X3"])
    before = said(client, ranking)
    assert ("Kết quả chưa công bố" in before, "UBND xã 1" in before) == (True, False)
    town.published(("60", "40"), ("50", "40"), ("0", "0"), ("30", "40"))
    after = said(client, ranking)
    assert ("UBND xã 1" in after, "01/QĐ-MẪU" in after) == (True, True)
    assert client.get(reverse("score_explained", args=[town.card("X1").pk])).status_code == 404
    own = said(client, reverse("score_explained", args=[town.card("X3").pk]))
    assert ("<strong>0</strong>" in own, "chưa có" in own) == (True, False)


@pytest.mark.django_db
def test_a_correction_shows_beside_the_earlier_figure_and_the_office_confirms_the_leader(
    client: Client,
) -> None:
    town = scoring_town()
    town.published(("60", "40"), ("50", "40"), ("40", "40"), ("30", "40"))
    card = town.card("X1")
    form = {"viec": "dinh-chinh", "cell": town.cell("X1", 1).pk, "points": "59,5", "reason": "Cộng nhầm"}
    client.force_login(town.signer)
    client.post(reverse("scorecard", args=[card.pk]), {**form, "paper": "09/QĐ-MẪU"})
    client.force_login(town.clerks["X1"])
    told = said(client, reverse("score_explained", args=[card.pk]))
    assert ("từ 60 thành 59,5" in told, "từ 100 thành 99,5" in told, "Cộng nhầm" in told) == (True,) * 3
    ranking = reverse("ranking", args=(town.round.pk, town.cluster.pk))
    assert "đã đính chính" in said(client, ranking)
    client.force_login(town.office)
    client.post(ranking, {"viec": "xac-nhan", "key": LeaderProposal.objects.get().pk})
    assert [(p.card.unit.code, p.confirmed_by) for p in LeaderProposal.objects.all()] == [
        ("X1", town.office.username)
    ]


@pytest.mark.django_db
def test_the_office_makes_a_table_of_a_workbook_and_a_round_of_it(client: Client) -> None:
    town = scoring_town()
    client.force_login(town.office)
    book = openpyxl.Workbook()
    book.active.append(["Nhóm", "Tiêu chí", "Điểm tối đa", "Loại", "Minh chứng"])
    book.active.append(["Kinh tế", "Thu ngân sách", 99.5, "", "có"])
    book.active.append(["", "Sáng kiến", 5, "Điểm thưởng", "không"])
    kept = io.BytesIO()
    book.save(kept)
    kept.seek(0)
    kept.name = "bang.xlsx"
    made = client.post(
        reverse("score_table_new"), {"name": "Bảng hai", "year": "2024", "rule": "office", "file": kept}
    )
    days = {"self_until": "2024-11-01", "cross_until": "2024-11-10", "check_until": "2024-11-20"}
    client.post(made["Location"], {"name": "Cả năm", "clusters": [town.cluster.pk], **days})
    table = town.table.authority.score_tables.get(name="Bảng hai")
    rows = [(c.content, str(c.max_points), c.kind, c.needs_evidence) for c in table.criteria.all()]
    assert rows == [("Thu ngân sách", "99.50", "points", True), ("Sáng kiến", "5.00", "bonus", False)]
    assert [one.name for one in table.rounds.all()] == ["Cả năm"]


@pytest.mark.django_db(transaction=True)
def test_two_at_one_card_lose_nothing(browser: Browser, live_server: LiveServer) -> None:
    town = scoring_town()
    address = live_server.url + reverse("scorecard", args=[town.card("X1").pk])
    desk = sign_in(browser, live_server, town.clerks["X1"])
    head = user("thu-truong-x1", Role.UNIT_HEAD, town.communes[0])
    phone = sign_in(browser, live_server, head, width=360)
    desk.goto(address)
    phone.goto(address)
    label = "Điểm tiêu chí {}, tối đa {}".format
    with desk.expect_response(address):
        desk.get_by_label(label(1, 60)).fill("50")
        desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.getAttribute('aria-label')") == label(2, 40)
    with phone.expect_response(address):
        phone.get_by_label(label(1, 60)).fill("45,5")
        phone.keyboard.press("ArrowDown")
    assert "người khác vừa ghi 50" in phone.get_by_role("alert").inner_text()
    assert faults_of(phone) == []
    assert faults_of(desk) == []
    with phone.expect_response(address):
        phone.get_by_role("button", name="Ghi điểm của tôi").click()
    with desk.expect_response(address):
        desk.get_by_label(label(2, 40)).fill("0")
        desk.keyboard.press("Tab")
    assert (town.cell("X1", 1).self_points, town.cell("X1", 2).self_points) == (Decimal("45.5"), 0)
    follow(desk.get_by_role("button", name="Gửi phiếu"))
    assert town.card("X1").state == "sent"
