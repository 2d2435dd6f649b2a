"""Every row ends in exactly one state: received, asked, or refused with a reason; nobody is lost or doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import House, born, collective, house, people, row, units

from thidua.kernel.issues import Refused
from thidua.nominations.actions import AnswerRecord
from thidua.nominations.enums import State

pytestmark = pytest.mark.django_db
AN = born("C1", "Nguyễn Văn An", "A", date(1980, 5, 3), id_number="001080900001")
BINH = born("C2", "Đỗ Thị Bình", "B", date(1985, 7, 1), id_number="001185900002")


@pytest.fixture
def town() -> House:
    made = house()
    people(AN, BINH)
    return made


def test_one_row_for_both_honours_gives_two_received_nominations(town: House) -> None:
    town.send(town.a, row(AN.full_name, "ldtt", "cstd_co_so", birth=AN.born_on))
    town.identify()
    assert town.states() == [(AN.full_name, "ldtt", "received"), (AN.full_name, "cstd_co_so", "received")]


def test_honours_on_two_rows_of_one_list_are_both_received(town: House) -> None:
    town.send(
        town.a, row(AN.full_name, "ldtt", birth=AN.born_on), row(AN.full_name, "cstd_co_so", birth=AN.born_on)
    )
    town.identify()
    assert [state for *_, state in town.states()] == ["received", "received"]


def test_twice_on_one_list_keeps_the_first_row_and_names_it(town: House) -> None:
    file = town.send(town.a, *[row(AN.full_name, "cstd_co_so"), row(AN.full_name), row(AN.full_name)])
    town.identify()
    assert [state for *_, state in town.states()] == ["received", "received", "refused"]
    last = town.at(file, 10)
    assert last.reasons == ["duplicate_nomination"]
    assert last.sentences == [
        f"Đã có tên trong danh sách của UBND xã An ({file}, dòng 9); mỗi người xét tại một đơn vị."
    ]


@pytest.mark.parametrize("home_first", [True, False])
def test_on_two_lists_the_unit_of_record_keeps_the_person_in_either_order(
    town: House, home_first: bool
) -> None:
    names = ("nominations/1.xlsx", "nominations/2.xlsx")
    home, other = names if home_first else names[::-1]
    town.send(town.b, row(AN.full_name, birth=AN.born_on), file=other)
    town.send(town.a, row(AN.full_name), file=home)
    town.identify()
    assert town.at(home, 8).state == State.RECEIVED
    refused = town.at(other, 8)
    assert (refused.state, refused.reasons) == (State.REFUSED, ["duplicate_nomination"])
    assert f"UBND xã An ({home}, dòng 8)" in refused.sentences[0]


@pytest.mark.parametrize("home_first", [True, False])
def test_a_second_list_sent_later_never_doubles_a_person(town: House, home_first: bool) -> None:
    first, second = (town.a, town.b) if home_first else (town.b, town.a)
    one = town.send(first, row(AN.full_name, birth=AN.born_on))
    town.identify()
    if not home_first:
        town.answer(AnswerRecord(one, "DS", 8, person="C1"))
    two = town.send(second, row(AN.full_name, "ldtt", "cstd_co_so", birth=AN.born_on))
    town.identify()
    assert town.at(one, 8).state == State.RECEIVED
    refused = town.at(two, 8)
    assert (refused.state, refused.reasons) == (State.REFUSED, ["duplicate_nomination"])
    assert f"({one}, dòng 8)" in refused.sentences[0]
    fighter = town.at(two, 8, "cstd_co_so")
    assert fighter.state == (State.REFUSED if home_first else State.RECEIVED)


def test_a_collective_on_two_lists_and_again_later_is_kept_once(town: House) -> None:
    office = town.send(town.authority, collective("UBND xã An"))
    own = town.send(town.a, collective("Tập thể UBND xã An"))
    town.identify()
    later = town.send(town.a, collective("UBND xã An"), file="nominations/99.xlsx")
    town.identify()
    states = [town.at(f, 8, "ttldtt").state for f in (office, own, later)]
    assert states == [State.REFUSED, State.RECEIVED, State.REFUSED]


def test_a_collective_of_an_earlier_list_stays_when_its_own_list_comes_later(town: House) -> None:
    office = town.send(town.authority, collective("UBND xã An"))
    town.identify()
    own = town.send(town.a, collective("UBND xã An"))
    town.identify()
    assert town.at(office, 8, "ttldtt").state == State.RECEIVED
    assert town.at(own, 8, "ttldtt").reasons == ["duplicate_nomination"]


def test_a_team_that_is_not_in_the_register_is_never_taken_for_its_unit(town: House) -> None:
    file = town.send(town.a, collective("Tổ Văn phòng - Thống kê", unit="UBND xã An"))
    town.identify()
    one = town.at(file, 8, "ttldtt")
    assert (one.state, one.reasons, one.collective) == (State.REFUSED, ["unknown_person"], None)


def test_a_person_of_another_unit_is_asked_and_the_answer_is_taken(town: House) -> None:
    file = town.send(town.b, row(AN.full_name, birth=AN.born_on))
    town.identify()
    asked = town.at(file, 8)
    assert (asked.state, asked.question, asked.candidates, asked.person) == (
        State.ASKED, "other_unit", ["C1"], None,
    )  # fmt: skip
    assert town.answer(AnswerRecord(file, "DS", 8, person="C1")) == 1
    one = town.at(file, 8)
    assert (one.state, one.question, one.person.code if one.person else "") == (State.RECEIVED, "", "C1")
    assert town.answer(AnswerRecord(file, "DS", 8, person="C1")) == 0


HOA = [born(f"H{n}", "Trần Thị Hoa", "A", birth_year=1979) for n in (1, 2)]


def test_homonyms_of_one_unit_are_asked_and_two_answers_with_one_person_end_as_duplicate(town: House) -> None:
    people(*HOA)
    file = town.send(town.a, *[row("Trần Thị Hoa", birth_year=1979)] * 2)
    town.identify()
    assert [(town.at(file, n).question, town.at(file, n).candidates) for n in (8, 9)] == [
        ("same_name", ["H1", "H2"])
    ] * 2
    both = [AnswerRecord(file, "DS", n, person="H2") for n in (8, 9)]
    assert town.answer(*both) == 2
    assert town.at(file, 8).state == State.RECEIVED
    assert (town.at(file, 9).state, town.at(file, 9).reasons) == (State.REFUSED, ["duplicate_nomination"])


def test_an_answer_for_a_person_who_is_live_already_ends_as_duplicate(town: House) -> None:
    people(*HOA)
    first = town.send(town.a, row("Trần Thị Hoa", birth_year=1979))
    town.identify()
    town.answer(AnswerRecord(first, "DS", 8, person="H1"))
    second = town.send(town.a, row("Trần Thị Hoa", birth_year=1979))
    town.identify()
    town.answer(AnswerRecord(second, "DS", 8, person="H1"))
    assert town.at(second, 8).reasons == ["duplicate_nomination"]
    assert town.at(first, 8).state == State.RECEIVED


def test_two_units_answered_with_one_person_of_neither_keep_one_row(town: House) -> None:
    (c,) = units(("C", "UBND xã Cao", "HUYEN"))
    people(*[born(f"K{n}", "Lê Kha", "C", birth_year=1970) for n in (1, 2)])
    one = town.send(town.a, row("Lê Kha", birth=date(1970, 2, 2), unit=c.name))
    two = town.send(town.b, row("Lê Kha", birth_year=1970, unit=c.name))
    town.identify()
    town.answer(AnswerRecord(two, "DS", 8, person="K1"), AnswerRecord(one, "DS", 8, person="K1"))
    states = sorted((town.at(f, 8).state, tuple(town.at(f, 8).reasons)) for f in (one, two))
    assert states == [("received", ()), ("refused", ("duplicate_nomination",))]


def test_among_answers_the_row_of_the_unit_of_record_stays_whatever_the_order(town: House) -> None:
    people(*HOA)
    other = town.send(town.b, row("Trần Thị Hoa", birth_year=1979, unit="UBND xã An"))
    home = town.send(town.a, row("Trần Thị Hoa", birth_year=1979))
    town.identify()
    town.answer(AnswerRecord(home, "DS", 8, person="H1"), AnswerRecord(other, "DS", 8, person="H1"))
    assert (town.at(home, 8).state, town.at(other, 8).state) == (State.RECEIVED, State.REFUSED)


def test_identifying_again_changes_nothing(town: House) -> None:
    town.send(town.a, row(AN.full_name), row("Người Lạ"), collective("UBND xã An"))
    town.identify()
    before = town.states()
    town.identify()
    assert town.states() == before
    assert [s for *_, s in before] == ["received", "refused", "received"]


def test_wrong_answers_are_refused_whole_with_their_place(town: House) -> None:
    people(*HOA)
    file = town.send(town.a, *[row("Trần Thị Hoa", birth_year=1979)] * 2)
    town.identify()
    good = AnswerRecord(file, "DS", 8, person="H1")
    for wrong, said in (
        (AnswerRecord(file, "DS", 9, person="H9"), "không có mã cán bộ “H9” trong danh bạ."),
        (AnswerRecord(file, "DS", 99, person="H1"), "không có dòng này trong các danh sách."),
        (AnswerRecord(file, "DS", 8, person="H2"), "dòng này có hai câu trả lời khác nhau."),
    ):
        with pytest.raises(Refused) as caught:
            town.answer(good, wrong)
        (issue,) = caught.value.issues
        assert (issue.message, issue.place.file, issue.place.row) == (said, file, wrong.row)
        assert [town.at(file, n).state for n in (8, 9)] == [State.ASKED, State.ASKED]


def test_a_row_without_a_readable_honour_is_asked_not_dropped(town: House) -> None:
    file = town.send(town.a, replace(row(AN.full_name), honours=()))
    town.identify()
    assert town.at(file, 8, "").question == "honour_unclear"
