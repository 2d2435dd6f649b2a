"""The cap on shares: the unit's own order decides, what is open waits, nobody gains by being answered first."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from builders import SPIRIT, House, born, house, people, row
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.nominations.actions import AnswerRecord
from thidua.nominations.actions.cap import cut
from thidua.nominations.models import Nomination

ranks = st.lists(st.one_of(st.none(), st.integers(1, 4)), max_size=4)
Rank = int | None


def naive(rows: list[Rank], free: range, rivals: list[Rank]) -> tuple[set[int], set[int]]:
    """Who is over and who is asked, by trying everything that may still come: every cap, every set of rivals
    that qualifies, every order the priorities allow."""
    everyone = [*rows, *rivals]
    seen: dict[int, set[bool]] = {i: set() for i in range(len(rows))}
    orders = [
        order
        for order in permutations(range(len(everyone)))
        if all(
            (a := everyone[x]) is None or (b := everyone[y]) is None or a <= b
            for i, x in enumerate(order)
            for y in order[i + 1 :]
        )
    ]
    for limit, qualify, order in product(free, product([True, False], repeat=len(rivals)), orders):
        there = [i for i in order if i < len(rows) or qualify[i - len(rows)]]
        for i in range(len(rows)):
            seen[i].add(i in there[: max(0, limit)])
    return {i for i in seen if seen[i] == {False}}, {i for i in seen if len(seen[i]) == 2}


@settings(max_examples=400, deadline=None)
@given(ranks, st.integers(0, 3), st.integers(0, 5), st.integers(0, 3), ranks.map(lambda r: r[:2]))
def test_the_cut_is_what_every_possible_end_has_in_common(
    priorities: list[Rank], taken: int, least: int, more: int, rivals: list[Rank]
) -> None:
    rows = [Nomination(id=i + 1, priority=p) for i, p in enumerate(priorities)]
    result = cut(rows, taken, least, least + more, rivals)
    over, asked = naive(priorities, range(least - taken, least + more - taken + 1), rivals)
    assert {one.id - 1 for one in result.over} == over
    assert {one.id - 1 for one in result.asked} == asked
    assert len(result.over) + len(result.asked) == len({*over, *asked})


NAMES = ["Bùi Anh", "Cao Bình", "Đỗ Chi", "Hà Dung", "Lê Em", "Lý Giang", "Mai Hà", "Ngô Kha", "Phạm Lan",
         "Tạ Minh", "Trần Nam", "Võ Oanh", "Vũ Phú", "Đào Quý"]  # fmt: skip


@pytest.fixture
def town() -> House:
    made = house()
    people(*[born(f"P{i:02}", name, "A") for i, name in enumerate(NAMES)])
    made.rate("good")
    made.invent("P00", "P01", "P02", "P03")
    made.attest(SPIRIT)
    return made


def ask(town: House, fighters: list[Rank], others: int) -> str:
    """A list of fighters with these priorities and so many more for LĐTT. Returns the file."""
    rows = [row(n, "cstd_co_so", priority=p) for n, p in zip(NAMES, fighters, strict=False)]
    return town.send(town.a, *rows, *[row(n) for n in NAMES[len(fighters) : len(fighters) + others]])


def fighters(town: House) -> list[str]:
    return [state for _, honour, state in town.states() if honour == "cstd_co_so"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("base", "states"),
    [
        (6, ["refused", "refused"]),  # 15 % of 6 is 0,9
        (7, ["eligible", "refused"]),  # 1,05
        (13, ["eligible", "refused"]),  # 1,95
        (14, ["eligible", "eligible"]),  # 2,1
    ],
)
def test_at_most_fifteen_percent_of_those_who_reach_the_standard(
    town: House, base: int, states: list[str]
) -> None:
    file = ask(town, [1, 2], base - 2)
    town.judge()
    assert fighters(town) == states
    if base == 13:
        refused = town.at(file, 9, "cstd_co_so")
        assert (refused.reasons, refused.cites) == (["over_quota"], ["91/2017/NĐ-CP art 9"])
        assert refused.sentences[0].startswith(
            "Đơn vị có 13 người đạt tiêu chuẩn Lao động tiên tiến, được đề nghị nhiều nhất 1 "
            "“Chiến sĩ thi đua cơ sở” (15 %); thứ tự ưu tiên 2 nằm ngoài chỉ tiêu"
        )


@pytest.mark.django_db
def test_who_lacks_an_initiative_takes_no_place(town: House) -> None:
    town.rate("completed", "P00")  # fails the standard though first in order
    ask(town, [1, 2], 6)
    town.judge()
    assert fighters(town) == ["refused", "eligible"]


@pytest.mark.django_db
def test_without_an_order_the_unit_is_asked_and_its_whole_answer_decides(town: House) -> None:
    file = ask(town, [None, None], 5)
    town.judge()
    assert fighters(town) == ["asked", "asked"]
    assert town.at(file, 8, "cstd_co_so").question == "priority"
    # The weaker one answered first gains nothing by it.
    town.answer(AnswerRecord(file, "DS", 8, priority=2))
    town.judge()
    assert fighters(town) == ["asked", "asked"]
    town.answer(AnswerRecord(file, "DS", 9, priority=1))
    town.judge()
    assert fighters(town) == ["refused", "eligible"]
    assert town.at(file, 9, "cstd_co_so").question == ""
    assert town.answer(AnswerRecord(file, "DS", 9, priority=1)) == 0


@pytest.mark.django_db
def test_two_of_one_rank_across_the_line_are_asked_and_the_better_one_stays(town: House) -> None:
    ask(town, [2, 1, 2], 11)
    town.judge()
    assert fighters(town) == ["asked", "eligible", "asked"]


@pytest.mark.django_db
def test_an_open_row_leaves_the_last_place_open_until_it_is_answered(town: House) -> None:
    people(*[born(f"H{n}", "Trần Thị Hoa", "A", birth_year=1979) for n in (1, 2)])
    file = town.send(
        town.a,
        *[row(n, "cstd_co_so", priority=i) for i, n in enumerate(NAMES[:2], 1)],
        *[row(n) for n in NAMES[2:13]],
        row("Trần Thị Hoa", birth_year=1979),
    )
    town.rate("good", "H1")
    town.rate("completed", "H2")
    town.judge()
    assert fighters(town) == ["eligible", "asked"]  # 13 or 14 in the base: one place or two
    town.answer(AnswerRecord(file, "DS", 21, person="H1"))
    town.judge()
    assert fighters(town) == ["eligible", "eligible"]


@pytest.mark.django_db
def test_a_person_who_waits_for_a_grade_counts_as_open_in_the_base(town: House) -> None:
    people(born("P99", "Người Chờ", "A"))
    town.send(
        town.a,
        *[row(n, "cstd_co_so", priority=i) for i, n in enumerate(NAMES[:2], 1)],
        *[row(n) for n in NAMES[2:13]],
        row("Người Chờ"),
    )
    town.judge()
    assert town.states()[-1] == ("Người Chờ", "ldtt", "to_attest")
    assert fighters(town) == ["eligible", "asked"]
    town.rate("good", "P99")
    town.judge()
    assert fighters(town) == ["eligible", "eligible"]


@pytest.mark.django_db
def test_the_first_in_order_keeps_the_place_while_something_of_theirs_is_open(town: House) -> None:
    people(born("P99", "Người Chờ", "A"))
    town.invent("P99")
    town.send(
        town.a,
        row("Người Chờ", "cstd_co_so", priority=1),
        row(NAMES[0], "cstd_co_so", priority=2),
        *[row(n) for n in NAMES[1:8]],
    )
    town.judge()
    assert fighters(town) == ["to_attest", "asked"]
    town.rate("good", "P99")
    town.judge()
    assert fighters(town) == ["eligible", "refused"]


@pytest.mark.django_db
def test_places_already_decided_are_not_given_twice(town: House) -> None:
    ask(town, [1], 13)
    town.judge()
    town.vote()
    town.send(town.a, *[row(n, "cstd_co_so", priority=p) for n, p in zip(NAMES[1:3], (1, 2), strict=True)])
    town.judge()
    assert fighters(town) == ["approved", "eligible", "refused"]


@pytest.mark.django_db
def test_capping_again_changes_nothing(town: House) -> None:
    ask(town, [1, 2, None], 11)
    town.judge()
    before = list(town.season.nominations.order_by("id").values())
    town.judge()
    assert list(town.season.nominations.order_by("id").values()) == before


@pytest.mark.django_db
def test_who_waits_for_a_rank_keeps_the_place_against_a_second_list(town: House) -> None:
    file = ask(town, [None, None], 5)
    town.judge()
    later = town.send(town.a, row(NAMES[0], "cstd_co_so", priority=1))
    town.judge()
    assert town.at(later, 8, "cstd_co_so").reasons == ["duplicate_nomination"]
    assert town.at(file, 8, "cstd_co_so").state == "asked"
