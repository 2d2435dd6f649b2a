"""Initiatives as their councils' lists have them: authors, result, scope; what is not answered stays open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders import YEAR, House, System, born, house, people, save

from thidua.audit.models import AuditEntry
from thidua.initiatives.actions import enter_initiatives
from thidua.initiatives.imports import read_initiatives
from thidua.initiatives.models import Initiative, InitiativeAuthor
from thidua.initiatives.records import InitiativeRecord
from thidua.kernel.issues import InputFault, Place

DEMO = Path(__file__).resolve().parents[2] / "demo" / "thach-that-2023"
HEADS = [
    "Mã SK",
    "Tên sáng kiến",
    "Mã CB tác giả",
    "Tỷ lệ đóng góp",
    "Phạm vi",
    "Kết quả",
    "Năm áp dụng",
    "Số QĐ",
    "Ngày ký",
]
LINE = ["SK1", "Thư viện số", "C1", "100%", "Cấp huyện", "Công nhận", 2023, "1/QĐ", "5/5/23"]
ONE = InitiativeRecord("SK1", "Thư viện số", "grassroots", True, YEAR, "C1", 60)


def read(path: Path, **cells: object) -> list[InitiativeRecord]:
    at = {"code": 0, "author": 2, "share": 3, "scope": 4, "result": 5, "year": 6, "day": 8}
    row = list(LINE)
    for field, cell in cells.items():
        row[at[field]] = cell  # type: ignore[call-overload]
    return read_initiatives(save(path / "sk.xlsx", HEADS, row))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Công nhận", True),
        ("Đạt", True),
        ("x", True),
        ("Không công nhận", False),
        ("Chưa đạt", False),
        ("Chưa xét", None),
        ("Chưa họp hội đồng", None),
        ("Đang chờ hội đồng", None),
        (None, None),
        ("Loại A", None),
    ],
)
def test_the_council_s_answer(tmp_path: Path, words: str | None, answer: bool | None) -> None:
    assert [one.recognised for one in read(tmp_path, result=words)] == [answer]


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("Cấp huyện", "grassroots"),
        ("Nội bộ đơn vị", "grassroots"),
        ("Toàn thể cán bộ nhà trường", "grassroots"),
        (None, "grassroots"),
        ("Cấp tỉnh", "provincial"),
        ("Cấp Bộ", "provincial"),
        ("Thành phố", "provincial"),
        ("Toàn quốc", "national"),
    ],
)
def test_the_scope(tmp_path: Path, words: str | None, scope: str) -> None:
    assert [one.scope for one in read(tmp_path, scope=words)] == [scope]


@pytest.mark.parametrize(
    ("used", "wider", "answers"),
    [
        ("Có", "Có khả năng nhân rộng", (True, True)),
        ("Đã áp dụng có hiệu quả", "Không", (True, False)),
        ("Chưa áp dụng", "x", (False, True)),
        (None, "?", (None, None)),
    ],
)
def test_use_and_fitness_for_wider_use(
    tmp_path: Path, used: str | None, wider: str, answers: tuple[bool | None, bool | None]
) -> None:
    heads = [*HEADS, "Đã áp dụng hiệu quả", "Khả năng nhân rộng"]
    found = read_initiatives(save(tmp_path / "sk.xlsx", heads, [*LINE, used, wider]))
    assert [(one.applied, one.replicable) for one in found] == [answers]


def test_authors_of_one_cell_with_their_shares(tmp_path: Path) -> None:
    found = read(tmp_path, author="C1; C2\nC3", share="50%; 30%")
    assert [(one.author_code, one.share) for one in found] == [("C1", 50), ("C2", 30), ("C3", None)]


def test_the_year_is_that_of_use_else_of_the_decision(tmp_path: Path) -> None:
    assert [read(tmp_path, year=year)[0].year for year in (2022, "Năm 2022", None)] == [2022, 2022, 2023]


@pytest.mark.parametrize("cells", [{"code": None}, {"author": None}, {"year": "?", "day": None}])
def test_a_row_that_lacks_what_it_needs(tmp_path: Path, cells: dict[str, object]) -> None:
    with pytest.raises(InputFault) as caught:
        read(tmp_path, **cells)
    assert [(i.message, str(i.place)) for i in caught.value.issues] == [
        ("thiếu mã sáng kiến, mã tác giả hoặc năm áp dụng.", "sk.xlsx, trang “DS”, dòng 2")
    ]


def test_the_demo_s_list_is_read_whole() -> None:
    found = read_initiatives(DEMO / "history" / "initiatives-2023.xlsx")
    assert len(found) == 424
    assert {one.recognised for one in found} == {True, False}


@pytest.fixture
def town(db: None) -> House:
    made = house()
    people(born("C1", "Nguyễn Văn An", "A"), born("C2", "Lê Bình", "A"))
    return made


def enter(town: House, *records: InitiativeRecord) -> int:
    return enter_initiatives(actor=System(), records=records, units=town.index())


def test_co_authors_are_entered_once(town: House) -> None:
    both = [ONE, replace(ONE, author_code="C2", share=40)]
    assert (enter(town, *both), enter(town, *both)) == (2, 0)
    assert Initiative.objects.count() == 1
    assert list(InitiativeAuthor.objects.order_by("id").values_list("person__code", "share")) == [
        ("C1", 60),
        ("C2", 40),
    ]


def test_a_later_answer_corrects_and_silence_takes_none_away(town: House) -> None:
    enter(town, replace(ONE, recognised=None))
    acts = AuditEntry.objects.count()
    assert enter(town, replace(ONE, scope="provincial", number="9/QĐ")) == 0
    enter(town, replace(ONE, recognised=None))
    assert list(Initiative.objects.values_list("recognised", "scope", "decision_number")) == [
        (True, "provincial", "9/QĐ")
    ]
    assert AuditEntry.objects.count() == acts + 1


def test_what_is_found_after_the_decision_is_added_and_kept(town: House) -> None:
    enter(town, ONE)
    enter(town, replace(ONE, applied=True, replicable=False))
    enter(town, replace(ONE, recognised=None))
    assert list(Initiative.objects.values_list("recognised", "applied", "replicable")) == [
        (True, True, False)
    ]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (replace(ONE, author_code="C9"), "không có mã cán bộ “C9” trong danh bạ."),
        (replace(ONE, author_code="C2", recognised=False), "sáng kiến SK1 có hai kết quả khác nhau."),
        (replace(ONE, author_code="C2", year=2022), "sáng kiến SK1 có hai kết quả khác nhau."),
    ],
)
def test_a_list_that_contradicts_itself_is_refused_whole(
    town: House, second: InitiativeRecord, said: str
) -> None:
    with pytest.raises(InputFault) as caught:
        enter(town, ONE, replace(second, place=Place("sk.xlsx", "DS", 4)))
    assert [(i.message, i.place.row) for i in caught.value.issues] == [(said, 4)]
    assert Initiative.objects.count() == 0
