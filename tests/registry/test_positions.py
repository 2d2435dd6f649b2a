"""Leading posts: read as named or asked for, entered once, told to the law with the day after the last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import System, born, people, save, units

from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.persons import facts_on_record
from thidua.kernel.issues import InputFault
from thidua.lawbook.facts import POSTS, PositionFact
from thidua.registry.actions import enter_positions
from thidua.registry.enums import LeadingPostKind
from thidua.registry.imports import read_positions
from thidua.registry.models import LeadingPost, Person
from thidua.registry.records import Entered, PositionRecord

HEADS = ["Mã CB", "Họ và tên", "Chức vụ lãnh đạo", "Từ ngày", "Đến ngày", "Số QĐ"]
LINE = ["C1", "Nguyễn Văn An", "Giám đốc sở", "1/2/2016", "31/8/2023", "12/QĐ"]
HELD = PositionRecord("C1", "director_of_department", date(2016, 2, 1), None)


def test_the_register_knows_the_posts_of_the_law_by_their_names() -> None:
    assert tuple(LeadingPostKind.values) == POSTS
    assert [law_book().label(f"post.{kind.value}") for kind in LeadingPostKind] == list(
        LeadingPostKind.labels
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Giám đốc sở", "director_of_department"),
        ("Giám đốc Sở Nội vụ", "director_of_department"),
        ("Phó giám đốc Sở Y tế", "deputy_director_of_department"),
        ("Bí thư Huyện ủy Thạch Thất", "district_secretary"),
        ("Chủ tịch Ủy ban nhân dân tỉnh", "provincial_chair"),
        ("Phó Chủ tịch UBND tỉnh", "provincial_vice_chair"),
    ],
)
def test_posts_as_lists_write_them(tmp_path: Path, words: str, kind: str) -> None:
    line = [*LINE[:2], words, *LINE[3:]]
    (found,) = read_positions(save(tmp_path / "chuc-vu.xlsx", HEADS, line))
    assert (found.kind, found.from_on, found.until_on, found.paper) == (
        kind, date(2016, 2, 1), date(2023, 8, 31), "12/QĐ",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {2: "Phó Bí thư Huyện ủy"},
            "“Phó Bí thư Huyện ủy” không thuộc các chức vụ được tính quá trình cống hiến.",
        ),
        (
            {2: "Giám đốc công ty"},
            "“Giám đốc công ty” không thuộc các chức vụ được tính quá trình cống hiến.",
        ),
        ({3: "đầu năm"}, "không đọc được “đầu năm”."),
        ({4: "?8/2023"}, "không đọc được “?8/2023”."),
    ],
)
def test_what_cannot_be_read_is_asked_for(tmp_path: Path, cells: dict[int, str], said: str) -> None:
    line = [cells.get(at, cell) for at, cell in enumerate(LINE)]
    with pytest.raises(InputFault) as caught:
        read_positions(save(tmp_path / "chuc-vu.xlsx", HEADS, line))
    assert [(i.message, i.place.row) for i in caught.value.issues] == [(said, 2)]


@pytest.fixture
def an(db: None) -> Person:
    units(("A", "Sở An", ""))
    return people(born("C1", "Nguyễn Văn An", "A"))[0]


def test_a_later_list_adds_the_end_and_takes_nothing_away(an: Person) -> None:
    assert enter_positions(actor=System(), records=[HELD, HELD]) == Entered(1, 0, 1)
    assert facts_on_record(2023, [an])[0].positions == (PositionFact(HELD.kind, date(2016, 2, 1)),)
    ended = replace(HELD, until_on=date(2023, 8, 31), paper="9/QĐ")
    assert enter_positions(actor=System(), records=[ended]) == Entered(0, 1, 0)
    assert enter_positions(actor=System(), records=[HELD]) == Entered(0, 0, 1)
    assert facts_on_record(2023, [an])[0].positions == (
        PositionFact(HELD.kind, date(2016, 2, 1), date(2023, 9, 1), "9/QĐ"),
    )


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (replace(HELD, person_code="C9"), "không có mã “C9” trong danh bạ."),
        (replace(HELD, until_on=date(2016, 1, 31)), "ngày thôi giữ chức vụ sớm hơn ngày bổ nhiệm."),
    ],
)
def test_a_list_that_cannot_be_true_is_refused_whole(an: Person, second: PositionRecord, said: str) -> None:
    with pytest.raises(InputFault) as caught:
        enter_positions(actor=System(), records=[HELD, second])
    assert [i.message for i in caught.value.issues] == [said]
    assert LeadingPost.objects.count() == 0


def test_one_post_with_two_ends(an: Person) -> None:
    ends = [replace(HELD, until_on=date(2020, month, 1)) for month in (3, 4)]
    with pytest.raises(InputFault) as caught:
        enter_positions(actor=System(), records=ends)
    assert [i.message for i in caught.value.issues] == ["chức vụ của C1 có hai ngày thôi giữ khác nhau."]
