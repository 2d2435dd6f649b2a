"""Papers of a dossier: what is needed, what is missing, which form, and what is only asked."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from thidua.lawbook import load
from thidua.lawbook.dossiers import Checklist
from thidua.lawbook.facts import Subject

BOOK = load(Path(__file__).parents[2] / "law")
DAY = timedelta(days=1)
FIGHTER = ["to_trinh", "bao_cao", "bien_ban_bo_phieu", "chung_nhan"]


def needed(honour: str, on: date, subject: Subject = "person", **circumstances: bool) -> Checklist:
    found = BOOK.dossier(honour, subject, on, circumstances)
    assert found is not None
    return found


def codes(found: Checklist) -> list[str]:
    return [one.code for one in found.papers]


@pytest.mark.parametrize("gone", FIGHTER)
def test_the_one_paper_that_is_missing_is_named(gone: str) -> None:
    found = needed("cstd_co_so", date(2025, 12, 1))
    assert codes(found) == FIGHTER
    assert codes(found.missing([one for one in FIGHTER if one != gone])) == [gone]


def test_what_is_missing_is_told_with_its_form_and_source() -> None:
    found = needed("cstd_co_so", date(2025, 12, 1)).missing(["bao_cao", "bien_ban_bo_phieu", "chung_nhan"])
    assert found.sentence == (
        "Còn thiếu: Tờ trình đề nghị khen thưởng (Mẫu số 01 của 152/2025/NĐ-CP) (Quyết định số 638/QĐ-BNV). "
        "Số bộ theo quy định của bộ, tỉnh."
    )
    assert needed("cstd_co_so", date(2025, 12, 1)).missing(FIGHTER).sentence.startswith("Còn thiếu: không (")


@pytest.mark.parametrize(
    ("start", "before", "after"),
    [
        (date(2024, 1, 1), None, ("98/2023/NĐ-CP art 33", False)),
        (date(2025, 7, 1), ("98/2023/NĐ-CP art 33", False), ("152/2025/NĐ-CP", True)),
    ],
)
def test_the_list_follows_the_law_of_the_day(
    start: date, before: tuple[str, bool] | None, after: tuple[str, bool]
) -> None:
    found = [BOOK.dossier("cstd_toan_quoc", "person", on) for on in (start - DAY, start, start + DAY)]
    assert [one and (one.cite, one.unverified) for one in found] == [before, after, after]


def test_a_paper_for_some_circumstance_is_asked_needed_or_left_out() -> None:
    on = date(2025, 3, 3)
    always = ["to_trinh", "bao_cao_xac_nhan", "bien_ban_xet"]
    open_ = needed("bk_ttg", on, if_any=False)
    assert (codes(open_), [one.code for one in open_.asked]) == (always, ["chung_nhan_thanh_tich"])
    assert open_.asked[0].when == (
        "khen thưởng thành tích đột xuất hoặc khen thưởng đóng góp cho kinh tế, khoa học, xã hội, từ thiện"
    )
    half = needed("bk_ttg", on, if_any=False, exploit=False)
    assert half.asked[0].when == "khen thưởng đóng góp cho kinh tế, khoa học, xã hội, từ thiện"
    yes = needed("bk_ttg", on, if_any=False, exploit=True)
    assert (codes(yes), yes.asked) == ([*always, "chung_nhan_thanh_tich"], ())
    no = needed("bk_ttg", on, if_any=False, exploit=False, contribution=False)
    assert (codes(no), no.asked) == (always, ())


@pytest.mark.parametrize(
    ("honour", "subject", "on", "form"),
    [
        ("cstd_co_so", "person", date(2025, 12, 1), "Mẫu số 05 của 152/2025/NĐ-CP"),
        ("ttldtt", "collective", date(2025, 12, 1), "Mẫu số 04 của 152/2025/NĐ-CP, chưa kiểm chứng"),
        ("co_cp", "collective", date(2025, 12, 1), "Mẫu số 02 của 152/2025/NĐ-CP, chưa kiểm chứng"),
        ("dhvd_ahld", "collective", date(2025, 6, 30), "Mẫu số 05 của 98/2023/NĐ-CP"),
        ("dhvd_ahld", "collective", date(2025, 7, 1), "Mẫu số 09 của 152/2025/NĐ-CP, chưa kiểm chứng"),
    ],
)
def test_a_number_of_a_form_is_that_of_its_decree(honour: str, subject: Subject, on: date, form: str) -> None:
    report = needed(honour, on, subject).papers[1]
    assert report.name.endswith(f"({form})")


def test_a_number_nobody_read_is_not_invented() -> None:
    assert needed("cstd_co_so", date(2024, 12, 1)).papers[1].name == "Báo cáo thành tích"


def test_sets_and_files_go_with_the_level() -> None:
    state, unit = needed("cstd_toan_quoc", date(2025, 3, 3)), needed("ldtt", date(2025, 3, 3))
    assert ((state.sets, state.electronic), (unit.sets, unit.electronic)) == ((1, True), (0, False))
    assert state.sentence.endswith(
        "Số lượng: 01 bộ (bản chính). Kèm tệp điện tử (word và pdf), trừ nội dung bí mật nhà nước."
    )


def test_where_the_book_is_silent_it_says_nothing_and_an_unknown_word_is_an_error() -> None:
    assert BOOK.dossier("giay_khen", "person", date(2025, 3, 3)) is None
    with pytest.raises(KeyError):
        BOOK.dossier("bk_ttg", "person", date(2025, 3, 3), {"by_mistake": True})
