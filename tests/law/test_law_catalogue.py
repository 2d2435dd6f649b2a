"""Every honour of the national catalogue and of Hà Nội: what it is, which law it stands on each day, who decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from thidua.lawbook import Cohort, SubjectFacts, load
from thidua.lawbook.facts import MemberFacts, Subject

BOOK = load(Path(__file__).parents[2] / "law")

# Code, kind, level, who can get it (p, c, h), article of the law of 2022; `?` where its standard was not read.
NATIONAL = """
ldtt title co_so p 24
cstt title co_so p 24
cstd_co_so title co_so p 23
cstd_bo_tinh title bo_tinh p 22
cstd_toan_quoc title nha_nuoc p 21
ttldtt title co_so c 28
dvtt title co_so c 28
ttldxs title bo_tinh c 27
dvqt title bo_tinh c 27
co_bo_tinh title bo_tinh c 26
co_cp title nha_nuoc c 25
co_quan_khu title bo_tinh c 0?
xa_tieu_bieu title bo_tinh c 29
thon_van_hoa title co_so c 30
gia_dinh_van_hoa title co_so h 31
local_title title local pch 32?
giay_khen form co_so pch 75
bk_bo_tinh form bo_tinh pch 74
bk_ttg form nha_nuoc pch 73
knc_bo_tinh form bo_tinh p 71
hcld_3 form nha_nuoc pc 44
hcld_2 form nha_nuoc pc 43
hcld_1 form nha_nuoc pc 42
hc_sao_vang form nha_nuoc pc 34?
hc_hcm form nha_nuoc pc 35?
hc_dl_1 form nha_nuoc pc 36?
hc_dl_2 form nha_nuoc pc 37?
hc_dl_3 form nha_nuoc pc 38?
hc_qc form nha_nuoc pc 39?
hc_bvtq form nha_nuoc pc 45?
hc_cc form nha_nuoc pc 48?
hc_ddk form nha_nuoc pc 51?
hc_dc form nha_nuoc pc 52?
hc_hn form nha_nuoc pc 53?
huy_chuong form nha_nuoc p 54?
dhvd_tinh_anh_hung form nha_nuoc c 59?
dhvd_bmvnah form nha_nuoc p 59?
dhvd_ahllvt form nha_nuoc pc 62?
dhvd_ahld form nha_nuoc pc 63?
dhvd_nhan_dan form nha_nuoc p 64?
dhvd_uu_tu form nha_nuoc p 64?
giai_thuong_hcm form nha_nuoc p 68?
giai_thuong_nn form nha_nuoc p 68?
"""
HANOI = """
hn_nguoi_tot_viec_tot title local p 0
hn_cong_dan_uu_tu title local p 0
hn_cong_dan_danh_du title local p 0
hn_others title local pc 0?
"""
ROWS = [row.split() for row in (NATIONAL + HANOI).split("\n") if row]
KINDS: dict[str, Subject] = {"p": "person", "c": "collective", "h": "household"}
D91, L22, FRAME_86 = date(2017, 10, 1), date(2024, 1, 1), date(2024, 1, 30)
TWO_TIERS, L26 = date(2025, 7, 1), date(2026, 10, 1)
DAY = timedelta(days=1)
Timeline = list[tuple[date, str]]

# The leading citation from a day on, where it is not that of the three laws.
OTHER_TIMELINES: dict[str, Timeline] = {
    "bk_ttg": [(D91, "65/2014/NĐ-CP art 23"), (L22, "06/2022/QH15 art 73"), (L26, "06/2026/QH16")],
    "co_quan_khu": [
        (D91, "15/2003/QH11"), (L22, "06/2022/QH15"), (TWO_TIERS, "152/2025/NĐ-CP art 50"), (L26, "06/2026/QH16"),
    ],
    "knc_bo_tinh": [(D91, "15/2003/QH11"), (L22, "06/2022/QH15 art 71 cl 2"), (L26, "06/2026/QH16")],
    "thon_van_hoa": [
        (D91, "15/2003/QH11"), (L22, "06/2022/QH15 art 30"), (FRAME_86, "06/2022/QH15 art 30"),
        (L26, "06/2026/QH16"),
    ],
    "xa_tieu_bieu": [
        (L22, "06/2022/QH15 art 29"), (FRAME_86, "06/2022/QH15 art 29"), (TWO_TIERS, "06/2022/QH15 art 29"),
        (L26, "06/2026/QH16"),
    ],
    "hn_nguoi_tot_viec_tot": [(date(2025, 12, 18), "77/2025/QĐ-UBND (Hà Nội)"), (L26, "06/2026/QH16")],
    "hn_cong_dan_uu_tu": [(date(2025, 12, 6), "71/2025/QĐ-UBND (Hà Nội) art 3"), (L26, "06/2026/QH16")],
    "hn_cong_dan_danh_du": [(date(2025, 12, 10), "83/2025/NQ-HĐND (Hà Nội)"), (L26, "06/2026/QH16")],
    "hn_others": [(date(2020, 5, 8), "09/2020/QĐ-UBND (Hà Nội)")],
}  # fmt: skip
# Articles of the law of 2003 that were read.
OLD_ARTICLES = {"ldtt": 24, "cstd_co_so": 23, "cstd_toan_quoc": 21, "ttldtt": 28, "ttldxs": 27}


def timeline(code: str, article: str) -> Timeline:
    old = f"15/2003/QH11 art {OLD_ARTICLES[code]}" if code in OLD_ARTICLES else "15/2003/QH11"
    usual = [(D91, old), (L22, f"06/2022/QH15 art {article.rstrip('?')}"), (L26, "06/2026/QH16")]
    return OTHER_TIMELINES.get(code, usual)


def test_the_catalogue_is_complete() -> None:
    assert {h.code: (h.kind, h.level, h.subjects) for h in BOOK.honours()} == {
        code: (kind, level, tuple(KINDS[letter] for letter in who)) for code, kind, level, who, _ in ROWS
    }


@pytest.mark.parametrize(
    ("code", "subject", "article"),
    [(row[0], KINDS[letter], row[4]) for row in ROWS for letter in row[3]],
)
def test_the_version_of_each_day_around_every_boundary(code: str, subject: Subject, article: str) -> None:
    wanted = timeline(code, article)
    days = [start + step for start, _ in wanted for step in (-DAY, 0 * DAY, DAY)]
    found = {on: BOOK.in_force(code, subject, on) for on in days}
    assert {on: (v.start, str(v.basis.citation)) if v else None for on, v in found.items()} == {
        on: max((entry for entry in wanted if entry[0] <= on), default=None) for on in days
    }


def extremes(subject: Subject, year: int) -> Iterator[SubjectFacts]:
    """Somebody of whom everything is found and somebody of whom nothing is."""
    for fine in (True, False):
        grade = "excellent" if fine else "not_completed"
        yield SubjectFacts(
            kind=subject,
            ratings={year - back: grade for back in range(6)},
            honours=(),
            members=MemberFacts(20, 20 * fine, 20 * fine, fine, 20 - 20 * fine),
            attested=dict.fromkeys(BOOK.terms["criterion"], fine),
        )


def unread_days() -> Iterator[tuple[str, Subject, date]]:
    """The first day of every version whose text nobody has read, and of the amended law for every honour."""
    for code, _, _, who, article in ROWS:
        for subject in (KINDS[letter] for letter in who):
            starts = {start for start, _ in timeline(code, article)} if article.endswith("?") else set()
            for start in sorted(starts | {L26}):
                yield code, subject, start


@pytest.mark.parametrize(("code", "subject", "on"), list(unread_days()))
def test_an_unread_text_leaves_everything_to_people(code: str, subject: Subject, on: date) -> None:
    cohort = Cohort.build(on.year, list(extremes(subject, on.year)))
    judgement = BOOK.judge(code, cohort, on)
    assert [judgement.verdict(row).outcome for row in range(2)] == ["to_attest", "to_attest"]


STATE = "president"
OVER_ALL = "minister provincial_chair"
# Who decides on the last day of the old law, the first of the new one, the eve and the day of the two tiers.
DECIDERS = {
    "ldtt cstt giay_khen": (
        "unit_head director_of_department district_chair commune_chair",
        "unit_head director_of_department district_chair commune_chair",
        "unit_head director_of_department district_chair commune_chair",
        "unit_head director_of_department commune_chair",
    ),
    "cstd_co_so ttldtt dvtt": (
        "unit_head district_chair",
        "unit_head director_of_department district_chair",
        "unit_head director_of_department district_chair",
        "unit_head director_of_department commune_chair",
    ),
    "thon_van_hoa": ("district_chair", "district_chair", "district_chair", "commune_chair"),
    "gia_dinh_van_hoa": ("commune_chair",) * 4,
    "cstd_bo_tinh ttldxs dvqt co_bo_tinh bk_bo_tinh knc_bo_tinh": (OVER_ALL,) * 4,
    "xa_tieu_bieu": ("", "provincial_chair", "provincial_chair", "provincial_chair"),
    "cstd_toan_quoc bk_ttg": ("prime_minister",) * 4,
    "co_cp": ("government",) * 4,
    "hcld_1 hcld_2 hcld_3 hc_sao_vang hc_hcm hc_dl_1 hc_dl_2 hc_dl_3 hc_qc hc_bvtq hc_cc hc_ddk": (STATE,)
    * 4,
    "hc_dc hc_hn huy_chuong giai_thuong_hcm giai_thuong_nn dhvd_nhan_dan dhvd_uu_tu": (STATE,) * 4,
    "dhvd_ahld dhvd_ahllvt dhvd_bmvnah dhvd_tinh_anh_hung": (STATE,) * 4,
    "co_quan_khu local_title": ("",) * 4,
}


@pytest.mark.parametrize("codes", DECIDERS)
def test_who_decides_before_and_after_each_change(codes: str) -> None:
    days = (L22 - DAY, L22, TWO_TIERS - DAY, TWO_TIERS)
    for code in codes.split():
        found = tuple(" ".join(BOOK.deciders(code, on)) for on in days)
        assert (code, found) == (code, DECIDERS[codes])


def test_the_deciders_of_every_national_honour_are_tried() -> None:
    tried = [code for codes in DECIDERS for code in codes.split()]
    assert sorted(tried) == sorted(row.split()[0] for row in NATIONAL.split("\n") if row)


@pytest.mark.parametrize("code", [row[0] for row in ROWS if not row[0].startswith("hn_")])
def test_the_share_of_votes_before_and_after_each_change(code: str) -> None:
    """Of twenty members: 18 are 90 %, 16 are 80 %, 11 more than half."""
    shares = {18: "dhvd_ahld dhvd_ahllvt cstd_toan_quoc cstd_bo_tinh", 16: "cstd_co_so co_bo_tinh co_cp"}
    needed = next((votes for votes, codes in shares.items() if code in codes.split()), 11)
    days = (L22 - DAY, L22, TWO_TIERS - DAY, TWO_TIERS)
    assert [BOOK.vote(code, on, 20) for on in days] == [11, needed, needed, needed]
