"""What a province adds to money, terms and papers, and what it may not."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from thidua.lawbook import LawBook, load
from thidua.lawbook.money import Award

LAW = Path(__file__).parents[2] / "law"
HA_NOI, NATION = load(LAW, "ha-noi"), load(LAW, "")
DAY = timedelta(days=1)
FIRST = date(2026, 1, 15)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> LawBook:
    """The template as a province takes it into use."""
    law = Path(shutil.copytree(LAW, tmp_path_factory.mktemp("tinh") / "law"))
    pack = law / "local/mau-tinh/pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("\ntemplate: true", ""), encoding="utf-8")
    return load(law, "mau-tinh")


def paid(decider: str, on: date = date(2026, 3, 2)) -> int | None:
    award = Award("hn_nguoi_tot_viec_tot", "person", on, 2026, 2026, decider=decider)
    return HA_NOI.reward([award]).total


@pytest.mark.parametrize(
    ("decider", "amount"),
    [("", 710_000), ("commune_chair", 710_000), ("unit_head", 710_000), ("provincial_chair", 3_510_000)],
)
def test_the_multiple_depends_on_who_decided(decider: str, amount: int) -> None:
    assert paid(decider) == amount


def test_a_decider_the_city_does_not_name_has_no_multiple(sample: LawBook) -> None:
    assert paid("prime_minister") is None


def test_a_city_amount_begins_on_its_day() -> None:
    first = date(2025, 12, 18)
    assert [paid("", on) for on in (first - DAY, first, first + DAY)] == [None, 710_000, 710_000]


def test_rounding_of_a_city_title_is_marked_open() -> None:
    line = HA_NOI.reward([Award("hn_nguoi_tot_viec_tot", "person", date(2026, 3, 2), 2026, 2026)]).lines[0]
    assert line.unverified == ("cách làm tròn đối với danh hiệu của địa phương",)
    assert line.cites[0] == "77/2025/QĐ-UBND (Hà Nội) art 8"


def test_below_a_ceiling_the_province_sets_the_multiple(sample: LawBook) -> None:
    amounts = [
        sample.reward([Award("knc_bo_tinh", "person", on, on.year, on.year)]).total
        for on in (FIRST - DAY, FIRST, FIRST + DAY)
    ]
    assert amounts == [None, 1_170_000, 1_170_000]


def test_delegated_papers_are_the_provinces_from_its_day(sample: LawBook) -> None:
    papers = []
    for on in (FIRST - DAY, FIRST, FIRST + DAY):
        found = sample.dossier("ldtt", "person", on)
        papers.append(found and (found.sets, [one.code for one in found.papers]))
    law, own = (0, ["to_trinh", "bao_cao", "bien_ban"]), (2, ["to_trinh", "danh_sach", "bien_ban"])
    assert papers == [law, own, own]


def test_a_pack_speaks_for_its_province_alone(sample: LawBook) -> None:
    events, on = {"award_year_start": date(2026, 1, 1)}, date(2026, 2, 2)
    assert HA_NOI.due("bk_bo_tinh", events, on) == NATION.due("bk_bo_tinh", events, on) == ()
    (due,) = sample.due("bk_bo_tinh", events, on)
    assert due.due_on == date(2026, 12, 10)


def test_the_citys_dossier_asks_about_heads_with_budget_duties() -> None:
    found = HA_NOI.dossier("hn_cong_dan_uu_tu", "person", date(2026, 2, 2))
    assert found is not None
    assert [one.code for one in found.papers] == ["to_trinh", "bien_ban_don_vi", "bao_cao_cu_tru"]
    assert found.papers[2].name.endswith("(Mẫu số 01 của 71/2025/QĐ-UBND (Hà Nội))")
    assert [one.code for one in found.asked] == ["xac_nhan_ngan_sach"]
