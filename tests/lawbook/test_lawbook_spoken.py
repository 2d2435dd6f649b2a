"""The law in words: what anybody reads of an honour, and what differs between two days."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from thidua.lawbook import load
from thidua.lawbook.around import around
from thidua.lawbook.cases import Story, stories
from thidua.lawbook.facts import Subject
from thidua.lawbook.spoken import Asked, own_standard, shared_rules
from thidua.lawbook.timeline import changes, turns

LAW = Path(__file__).parents[2] / "law"
BOOK = load(LAW)
OLD, NEW, TODAY = date(2023, 12, 31), date(2024, 1, 1), date(2026, 11, 25)


def lines(one: Asked, depth: int = 0) -> list[str]:
    return [f"{'  ' * depth}{one.sentence}", *(line for part in one.parts for line in lines(part, depth + 1))]


def spoken(code: str, on: date, subject: Subject = "person") -> list[str]:
    own = own_standard(BOOK, code, subject, on)
    return lines(own) if own else []


def test_grassroots_fighters_before_and_under_the_law_of_2022() -> None:
    assert spoken("cstd_co_so", OLD) == [
        "Phải đạt tất cả.",
        "  Đạt tiêu chuẩn “Lao động tiên tiến” của năm xét hoặc đã được công nhận danh hiệu đó cùng năm.",
        "  Có sáng kiến, đề tài khoa học hoặc mưu trí sáng tạo, phạm vi từ cấp cơ sở trở lên, được công nhận "
        "trong năm xét.",
    ]
    assert spoken("cstd_co_so", NEW) == [
        "Phải đạt tất cả.",
        "  Đạt tiêu chuẩn “Lao động tiên tiến” của năm xét.",
        "  Chỉ cần đạt một trong các cách sau.",
        "    Năm xét xếp loại “Hoàn thành xuất sắc nhiệm vụ”.",
        "    Có sáng kiến, đề tài khoa học hoặc mưu trí sáng tạo, phạm vi từ cấp cơ sở trở lên, được công nhận "
        "trong năm xét.",
    ]


def test_chains_windows_and_shares_say_their_numbers() -> None:
    merit = " ".join(spoken("bk_ttg", NEW))
    assert "Xếp loại từ “Hoàn thành tốt nhiệm vụ” trở lên 5 năm liên tục tính đến năm xét." in merit
    assert "Đạt Chiến sĩ thi đua cơ sở ít nhất 3 lần trong 5 năm tính đến năm xét." in merit
    assert "Ít nhất 70 % cá nhân đạt Lao động tiên tiến." in " ".join(spoken("ttldxs", NEW, "collective"))


def test_every_criterion_of_the_law_speaks_under_an_article() -> None:
    """On every day on which something begins: no word of the program shows, every leaf names an article."""
    silent = []
    for honour in BOOK.honours():
        for on in [turn.on for turn in turns(BOOK, honour.code)]:
            for subject in honour.subjects:
                own = own_standard(BOOK, honour.code, subject, on)
                for tree in [*([own] if own else []), *shared_rules(BOOK, honour.code, subject, on)]:
                    silent += [
                        f"{honour.code} {on} {leaf.id}: {leaf.sentence}"
                        for leaf in tree.leaves()
                        if not leaf.sentence.endswith(".")
                        or re.search(r"[a-z]_[a-z]", leaf.sentence + leaf.label)
                        or (leaf.place is None and not leaf.honour)
                    ]
    assert silent == []


def test_what_nobody_has_read_says_so() -> None:
    own = own_standard(BOOK, "ldtt", "person", TODAY)
    assert own is not None
    assert (own.unread, own.place and own.place.unverified) == (True, True)
    assert own.sentence == "Văn bản chưa được đọc; người có thẩm quyền xem xét toàn bộ tiêu chuẩn."
    assert shared_rules(BOOK, "ldtt", "person", TODAY) == ()


def test_an_article_nobody_read_tells_what_else_carries_it() -> None:
    (rule,) = [one for one in shared_rules(BOOK, "cstd_co_so", "person", OLD) if one.id == "discipline"]
    (leaf,) = rule.leaves()
    assert leaf.place is not None
    assert (rule.label, leaf.place.unverified) == ("Không bị kỷ luật trong năm xét", True)
    assert leaf.why.startswith("Chưa đọc điều tương ứng")
    (read,) = [one for one in shared_rules(BOOK, "cstd_co_so", "person", NEW) if one.id == "discipline"]
    assert [one.why for one in read.leaves()] == [""]


def test_the_days_of_an_honour() -> None:
    found = {turn.on: turn for turn in turns(BOOK, "cstd_co_so")}
    assert sorted(found) == [date(2017, 10, 1), NEW, date(2025, 7, 1), date(2026, 10, 1)]
    assert [day for day, turn in found.items() if turn.unread] == [date(2026, 10, 1)]
    assert found[date(2025, 7, 1)].what[0] == "Thẩm quyền quyết định"
    # The bar on bodies that ended is for collectives: it is no day of a person's title.
    bar = date(2025, 8, 5)
    assert bar in {turn.on for turn in turns(BOOK, "co_bo_tinh")}


def test_what_the_law_of_2022_changed_for_fighters() -> None:
    found = changes(BOOK, "cstd_co_so", "person", OLD, NEW)
    assert [(one.kind, (one.after or one.before or Asked("", "", "")).id) for one in found] == [
        ("changed", "ldtt_standard"),
        ("added", "excellent"),
        ("changed", "initiative"),  # one of two ways now
        ("changed", "discipline"),
        ("moved", "pending"),
        ("moved", "same_achievement"),
    ]
    initiative = found[2]
    assert (initiative.before and initiative.before.either, initiative.after and initiative.after.either) == (
        False,
        True,
    )
    assert changes(BOOK, "cstd_co_so", "person", NEW, NEW) == ()


def test_who_decides_the_vote_and_the_cap_in_words() -> None:
    def told(on: date) -> dict[str, str]:
        return {one.label: one.words for one in around(BOOK, "cstd_co_so", on)}

    old, new = told(OLD), told(date(2025, 8, 1))
    assert old["Số lượng"] == (
        "Không quá 15 % số cá nhân đạt Lao động tiên tiến của đơn vị; phần lẻ không làm tròn lên."
    )
    assert new["Số lượng"] == "Không còn giới hạn tỷ lệ."
    assert new["Phiếu của hội đồng"].startswith("Từ 80 % tổng số thành viên trở lên")
    assert "Chủ tịch UBND cấp xã" in new["Người quyết định"]
    assert "cấp huyện" not in new["Người quyết định"]


@pytest.fixture(scope="module")
def told() -> dict[str, Story]:
    return {one.result.id: one for one in stories(BOOK, [LAW / "cases"])}


def test_a_case_is_told_in_vietnamese(told: dict[str, Story]) -> None:
    assert told["A01"].given == (
        "Cá nhân, năm xét 2022.",
        "Nhóm: cán bộ, công chức.",
        "Xếp loại: 2022 Hoàn thành xuất sắc nhiệm vụ.",
        "Đã được tặng: Lao động tiên tiến năm 2022.",
        "Không có sáng kiến, đề tài khoa học.",
        "Đã đăng ký thi đua.",
    )
    assert told["A01"].expects == "Không đủ tiêu chuẩn; Chưa có sáng kiến được công nhận."
    assert (told["A01"].result.status, told["A01"].honours) == ("passed", {"cstd_co_so"})
    assert (told["A06"].given[0], told["A06"].expects) == (
        "Số cá nhân đạt Lao động tiên tiến: 40.",
        "Được tặng nhiều nhất 6.",
    )


def test_every_case_of_the_law_is_told_without_a_word_of_the_program(told: dict[str, Story]) -> None:
    spoken = {id: " ".join([*one.given, one.expects, *one.sources]) for id, one in told.items()}
    assert [id for id, words in spoken.items() if re.search(r"[a-z]_[a-z]", words)] == []
    assert len(spoken) > 200
