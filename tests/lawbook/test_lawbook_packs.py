"""Local packs: one place is loaded, it tightens the law, and what it sets holds from its day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from thidua.lawbook import Cohort, LawFault, SubjectFacts, load
from thidua.lawbook.reading import read

LAW = Path(__file__).parents[2] / "law"
NATIONAL, HANOI = load(LAW, ""), load(LAW)
TEMPLATE, TEMPLATE_FAULTS = read(LAW, "mau-tinh")
FROM = date(2026, 1, 15)
EVE, MORROW = FROM - timedelta(days=1), FROM + timedelta(days=1)


def test_the_place_of_the_installation_is_loaded_and_no_other() -> None:
    assert (HANOI.place.name if HANOI.place else "") == "Thành phố Hà Nội"
    assert {h.code for h in HANOI.honours() if h.place} == {
        "hn_nguoi_tot_viec_tot", "hn_cong_dan_uu_tu", "hn_cong_dan_danh_du", "hn_others"
    }  # fmt: skip
    assert NATIONAL.place is None
    assert {h.code for h in HANOI.honours()} - {h.code for h in NATIONAL.honours()} == {
        h.code for h in HANOI.honours() if h.place
    }
    assert HANOI.honour_reader().read("NTVT").codes == ("hn_nguoi_tot_viec_tot",)
    assert NATIONAL.honour_reader().read("NTVT").codes == ()
    assert HANOI.digest != NATIONAL.digest


def test_a_place_without_a_pack_and_a_template_are_refused() -> None:
    with pytest.raises(LawFault, match=r"Không có gói “hue” trong law/local; đang có: ha-noi, mau-tinh\."):
        load(LAW, "hue")
    assert TEMPLATE_FAULTS == []
    with pytest.raises(LawFault, match="Gói mẫu chỉ để chép, không dùng để xét"):
        load(LAW, "mau-tinh")


@pytest.mark.parametrize(("on", "limit"), [(EVE, None), (FROM, 7), (MORROW, 7)])
def test_a_local_cap_holds_from_its_day(on: date, limit: int | None) -> None:
    quota = TEMPLATE.quota("cstd_co_so", on)
    assert (quota.limit(30) if quota else None) == limit


def test_a_local_cap_leaves_the_national_one_on_the_days_before() -> None:
    quota = TEMPLATE.quota("cstd_co_so", date(2023, 12, 31))
    assert quota is not None
    assert (quota.limit(30), str(quota.basis.citation)) == (4, "91/2017/NĐ-CP art 9")


@pytest.mark.parametrize(("on", "needed"), [(EVE, 8), (FROM, 12), (MORROW, 12)])
def test_a_local_share_of_votes_holds_from_its_day(on: date, needed: int) -> None:
    assert TEMPLATE.vote("ttldxs", on, 15) == needed
    assert NATIONAL.vote("ttldxs", on, 15) == 8


def test_a_local_rule_is_asked_beside_the_law() -> None:
    rules = TEMPLATE.rules_for("giay_khen", "person", FROM)
    assert "mau_chat_hon" in rules
    assert "mau_chat_hon" not in TEMPLATE.rules_for("giay_khen", "person", EVE)
    assert "mau_chat_hon" not in NATIONAL.rules_for("giay_khen", "person", FROM)


@pytest.mark.parametrize(
    ("on", "max_given"), [(date(2025, 12, 5), None), (date(2025, 12, 6), 10), (date(2025, 12, 7), 10)]
)
def test_ten_outstanding_citizens_a_year(on: date, max_given: int | None) -> None:
    quota = HANOI.quota("hn_cong_dan_uu_tu", on)
    assert (quota.limit(11) if quota else None) == max_given


def test_an_own_title_of_a_pack_is_judged_by_its_own_standard() -> None:
    found = Cohort.build(2026, [SubjectFacts(kind="household", attested={"local_standard": True})])
    assert TEMPLATE.judge("mau_danh_hieu_rieng", found, FROM).verdict(0).outcome == "met"
    assert TEMPLATE.in_force("mau_danh_hieu_rieng", "household", EVE) is None
