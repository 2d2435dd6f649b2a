"""Reward money of a decision: on screen, in the list for the accountant, and what is paid once."""

from __future__ import annotations

from io import BytesIO

import pytest
from builders import SERIES, SPIRIT, House, born, house, people, row
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.decisions.actions import issue
from thidua.decisions.exports import list_xlsx
from thidua.decisions.models import Decision
from thidua.decisions.queries import money_of
from thidua.honours.enums import Source
from thidua.honours.models import Award


@pytest.fixture
def town(db: None) -> House:
    made = house()
    people(born("C1", "Lê Bình", "A"), born("C2", "Đỗ Chi", "A"))
    made.rate("good")
    made.attest(SPIRIT)
    made.send(made.a, row("Lê Bình"), row("Đỗ Chi"))
    made.judge()
    made.vote()
    return made


def decide(town: House) -> Decision:
    made = issue(actor=town.records, season=town.season, honour="ldtt", series=SERIES)
    assert made is not None
    return made


def test_every_line_and_the_sum_are_paid_by_the_law_of_the_day(town: House) -> None:
    """December 2023: base salary 1.800.000 đ, LĐTT 0,3 of it."""
    money = money_of(decide(town))
    assert [line.amount for line in money.by_award.values()] == [540_000, 540_000]
    assert (money.reward.total, money.unknown) == (1_080_000, 0)


def test_the_list_for_the_accountant_ends_with_the_sum(town: House) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(list_xlsx(decide(town))))
    rows = book.get_sheet_by_index(0).to_python()
    assert [(one[1], one[-1]) for one in rows[2:]] == [
        ("Họ và tên, tập thể", "Tiền thưởng (đồng)"),
        ("Lê Bình", 540_000),
        ("Đỗ Chi", 540_000),
        ("Tổng tiền thưởng", 1_080_000),
    ]


def test_the_lower_title_of_the_same_day_and_year_is_not_paid_again(town: House) -> None:
    decision = decide(town)
    line = decision.lines.select_related("award").earliest("position")
    higher = line.award
    higher.pk, higher.honour, higher.decision_number, higher.source = (
        None,
        "cstd_co_so",
        "9/QĐ",
        Source.RECORDED,
    )
    higher.save()
    money = money_of(decision)
    assert [money.cell(one.award) for one in decision.lines.select_related("award")] == [
        "không chi riêng",
        540_000,
    ]
    assert money.reward.total == 540_000


def test_a_revoked_honour_is_not_paid(town: House) -> None:
    decision = decide(town)
    line = decision.lines.select_related("award").earliest("position")
    Award.objects.filter(pk=line.award_id).update(revoked_on=decision.signed_on, revoked_by="10/QĐ")
    money = money_of(decision)
    assert (money.cell(line.award), money.reward.total) == ("đã hủy bỏ", 540_000)


def test_the_screen_shows_money_with_its_grounds(town: House, client: Client) -> None:
    client.force_login(town.records)
    page = client.get(reverse("decision", args=[decide(town).pk])).content.decode()
    assert "Tổng tiền thưởng <strong>1.080.000 đ</strong>." in page
    assert "0,3 × 1.800.000 đ = 540.000 đ." in page
    assert "Kiểm tra thẩm quyền" not in page


def test_the_overview_sums_what_the_season_costs(town: House, client: Client) -> None:
    decide(town)
    client.force_login(town.office)
    page = " ".join(client.get(reverse("dashboard")).content.decode().split())
    assert '<td>Lao động tiên tiến</td> <td class="num">2</td> <td class="num">1.080.000 đ</td>' in page
    assert "Tổng <strong>1.080.000 đ</strong>. </p>" in page


def test_an_office_that_ended_is_questioned_on_the_screen(town: House, client: Client) -> None:
    decision = decide(town)
    Decision.objects.filter(pk=decision.pk).update(signed_on="2025-07-01")
    client.force_login(town.records)
    page = client.get(reverse("decision", args=[decision.pk])).content.decode()
    assert "Kiểm tra thẩm quyền ký: Từ ngày 01/07/2025 không còn Chủ tịch UBND cấp huyện" in page
