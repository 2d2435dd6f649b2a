"""Old registers come into the ledger once; a line that may mean somebody else is asked for, never guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import House, System, born, house, people, save
from django.db import IntegrityError, transaction

from thidua.audit.models import AuditEntry
from thidua.eligibility.queries.law import law_book
from thidua.honours.actions import enter_past_awards, write_lines
from thidua.honours.imports import AwardLine, read_awards, tie
from thidua.honours.models import Award
from thidua.honours.records import AwardRecord
from thidua.kernel.issues import InputFault
from thidua.registry.models import Person
from thidua.registry.queries.matching import PersonIndex

DEMO = Path(__file__).resolve().parents[2] / "demo" / "thach-that-2023"
HEADS = [
    "Năm",
    "Mã CB",
    "Họ và tên",
    "Tập thể",
    "Ngày sinh",
    "Đơn vị",
    "Danh hiệu",
    "Số QĐ",
    "Ngày ký",
    "Cấp khen",
]
LINE = [2021, "C1", "Nguyễn Văn An", None, None, "UBND xã An", "LĐTT", "12/QĐ-UBND", "20/12/21", "UBND huyện"]


def read(path: Path, *rows: list[object]) -> list[AwardLine]:
    return read_awards(save(path / "so.xlsx", HEADS, *rows), law_book().honour_reader())


def but(**cells: object) -> list[object]:
    at = {
        "year": 0,
        "code": 1,
        "name": 2,
        "collective": 3,
        "born": 4,
        "unit": 5,
        "honour": 6,
        "number": 7,
        "day": 8,
    }
    made = list(LINE)
    for field, cell in cells.items():
        made[at[field]] = cell
    return made


@pytest.fixture
def town(db: None) -> House:
    made = house()
    people(
        born("C1", "Nguyễn Văn An", "A", date(1980, 5, 3)),
        born("C2", "Lê Bình", "A", date(1981, 1, 1)),
        born("C3", "Lê Bình", "B", date(1982, 2, 2)),
    )
    return made


def tied(town: House, lines: list[AwardLine]) -> tuple[list[str], list[str]]:
    """Codes of who the lines were tied to, and what is asked."""
    records, issues = tie(lines, PersonIndex(), town.index())
    codes = dict(Person.objects.values_list("id", "code"))
    units = {town.a.id: "A", town.b.id: "B"}
    return [codes.get(r.person_id or 0) or units[r.unit_id or 0] for r in records], [
        i.message for i in issues
    ]


def test_the_demo_s_old_register_is_read_whole() -> None:
    lines = read_awards(DEMO / "history" / "awards-2018-2022.xlsx", law_book().honour_reader())
    assert len(lines) == 10769
    assert {line.year for line in lines} == set(range(2018, 2023))
    assert all(line.number and line.name for line in lines)


def test_persons_and_collectives_of_one_sheet(town: House, tmp_path: Path) -> None:
    lines = read(
        tmp_path,
        LINE,
        but(name=None, code=None, collective="UBND xã An", honour="Tập thể LĐTT"),
        but(collective="UBND xã An"),
    )
    assert [(one.name, one.honour, one.is_person, one.decided_on) for one in lines] == [
        ("Nguyễn Văn An", "ldtt", True, date(2021, 12, 20)),
        ("Nguyễn Văn An", "ldtt", True, date(2021, 12, 20)),
        ("UBND xã An", "ttldtt", False, date(2021, 12, 20)),
    ]
    assert tied(town, lines) == (["C1", "C1", "A"], [])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, ["C1"]),
        ({"name": "Nguyễn Van An"}, ["C1"]),  # a misspelling beside the code
        ({"name": "Trần Thị Cúc"}, []),  # the code of somebody else
        ({"code": None, "born": "03/05/1980"}, ["C1"]),
        ({"code": "C999", "born": "03/05/1980"}, ["C1"]),
        ({"code": None, "name": "Lê Bình", "born": "02/02/1982"}, ["C3"]),
        ({"code": None, "name": "Lê Bình", "unit": None}, []),
        ({"code": None, "name": "Phạm Lạ"}, []),
    ],
)
def test_who_a_line_is_tied_to(
    town: House, tmp_path: Path, cells: dict[str, object], expected: list[str]
) -> None:
    row = but(**cells)
    asked = [] if expected else [f"chưa xác định được “{row[2]}” (12/QĐ-UBND)."]
    assert tied(town, read(tmp_path, row)) == (expected, asked)


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"honour": "Cờ lê"}, ", cột “Danh hiệu, hình thức”", "không đọc được danh hiệu, hình thức “Cờ lê”."),
        ({"day": "32/12/2021"}, ", cột “Ngày ký”", "không đọc được ngày ký quyết định “32/12/2021”."),
        ({"name": None}, "", "thiếu tên người, tập thể được khen thưởng."),
    ],
)
def test_a_bad_cell_has_one_message_with_its_place(
    tmp_path: Path, cells: dict[str, object], column: str, said: str
) -> None:
    with pytest.raises(InputFault) as caught:
        read(tmp_path, LINE, but(**cells))
    assert [(i.message, str(i.place), bool(i.cure)) for i in caught.value.issues] == [
        (said, f"so.xlsx, trang “DS”, dòng 3{column}", True)
    ]


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        (None, "merit"),
        ("Công trạng", "merit"),
        ("Thường xuyên", "merit"),
        ("Theo chuyên đề", "movement"),
        ("Phong trào thi đua", "movement"),
        ("Đột xuất", "unexpected"),
    ],
)
def test_for_what_an_honour_was_given(tmp_path: Path, words: str | None, ground: str) -> None:
    sheet = save(tmp_path / "so.xlsx", [*HEADS, "Loại hình khen thưởng"], [*LINE, words])
    assert [line.ground for line in read_awards(sheet, law_book().honour_reader())] == [ground]


def test_a_ground_nobody_understands_is_asked_for(tmp_path: Path) -> None:
    sheet = save(tmp_path / "so.xlsx", [*HEADS, "Loại hình khen thưởng"], [*LINE, "Loại B"])
    with pytest.raises(InputFault) as caught:
        read_awards(sheet, law_book().honour_reader())
    assert [(i.message, str(i.place)) for i in caught.value.issues] == [
        (
            "không đọc được loại hình khen thưởng “Loại B”.",
            "so.xlsx, trang “DS”, dòng 2, cột “Loại hình khen thưởng”",
        )
    ]


def test_a_file_that_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(InputFault) as caught:
        read_awards(save(tmp_path / "so.xlsx", ["Ngày", "Việc"], [1, "Họp"]), law_book().honour_reader())
    assert str(caught.value.issues[0].place) == "so.xlsx"


def award(person: Person, **more: object) -> AwardRecord:
    made = AwardRecord("ldtt", 2021, "12/QĐ", date(2021, 12, 20), "UBND huyện", person.full_name, person.id)
    return AwardRecord(**{**vars(made), **more})


def test_entering_again_adds_nothing_and_one_file_s_doubles_are_one(town: House) -> None:
    an = Person.objects.get(code="C1")
    rows = [award(an), award(an), award(an, number="13/QĐ"), award(an, year=2020)]
    assert len(enter_past_awards(actor=System(), records=rows)) == 3
    acts = AuditEntry.objects.count()
    assert enter_past_awards(actor=System(), records=rows) == []
    assert (Award.objects.count(), AuditEntry.objects.count()) == (3, acts)


def test_what_the_paper_says_stays_when_the_register_changes(town: House) -> None:
    an = Person.objects.get(code="C1")
    enter_past_awards(actor=System(), records=[award(an, name="Nguyễn V. An", unit_name="Xã An cũ")])
    people(born("C1", "Nguyễn Văn Ân", "A"))
    assert list(Award.objects.values_list("name_written", "unit_written")) == [("Nguyễn V. An", "Xã An cũ")]


def test_a_line_is_revoked_by_a_paper_or_not_at_all(town: House) -> None:
    enter_past_awards(actor=System(), records=[award(Person.objects.get(code="C1"))])
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.update(revoked_on=date(2023, 1, 1))
    assert Award.objects.get().revoked_on is None


@pytest.mark.django_db(transaction=True)
def test_lines_are_written_inside_a_transaction_only() -> None:
    house()
    (an,) = people(born("C1", "Nguyễn Văn An", "A"))
    with pytest.raises(RuntimeError, match="outside a transaction"):
        write_lines([award(an)])
    assert Award.objects.count() == 0
