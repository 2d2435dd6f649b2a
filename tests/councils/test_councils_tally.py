"""A tally counts shares of all members; it binds only what lies before this council."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import FRAME, SPIRIT, House, System, born, house, people, row, save, units, user

from thidua.access.enums import Role
from thidua.audit.models import AuditEntry
from thidua.councils.actions import record_tally, set_up
from thidua.councils.imports import read_tally
from thidua.councils.models import Council, Meeting, Tally
from thidua.councils.records import CouncilRecord, Votes
from thidua.eligibility.queries.law import law_book
from thidua.kernel.issues import InputFault, Refused
from thidua.lawbook import LawBook
from thidua.movements.actions import open_season
from thidua.nominations.models import Nomination

pytestmark = pytest.mark.django_db
AN, BINH = "Nguyễn Văn An", "Lê Bình"


@pytest.fixture
def town() -> House:
    made = house()
    people(born("C1", AN, "A"), born("C2", BINH, "A"), *[born(f"N{i}", f"Người {i}", "A") for i in range(6)])
    made.rate("good")
    made.invent("C1")
    made.attest(SPIRIT)
    rows = [row(AN, "ldtt", "cstd_co_so", priority=1), row(BINH), *[row(f"Người {i}") for i in range(6)]]
    made.send(made.a, *rows)
    made.judge()
    return made


def ballots(town: House, votes: dict[str, Votes]) -> dict[Nomination, Votes]:
    """Votes by "name honour"."""
    rows = town.season.nominations.select_related("line")
    return {n: votes[k] for n in rows if (k := f"{n.line.name} {n.honour}") in votes}


def record(town: House, votes: dict[str, Votes]) -> Meeting | None:
    return record_tally(
        actor=town.secretary,
        council=town.council(),
        season=town.season,
        votes=ballots(town, votes),
        source="biên bản",
    )


@pytest.mark.parametrize(
    ("members", "yes", "state"),
    [
        (15, 7, "rejected"),
        (15, 8, "approved"),
        (15, 9, "approved"),
        (14, 7, "rejected"),
        (14, 8, "approved"),
        (1, 0, "rejected"),
        (1, 1, "approved"),
    ],
)
def test_more_than_half_of_all_members_where_the_law_names_no_share(
    town: House, members: int, yes: int, state: str
) -> None:
    town.votes = members
    record(town, {f"{BINH} ldtt": Votes(yes)})
    one = town.season.nominations.get(line__name=BINH)
    assert one.state == state
    needed = members // 2 + 1
    assert list(Tally.objects.values_list("members", "yes", "no", "needed")) == [(members, yes, 0, needed)]
    said = [f"Hội đồng không thông qua: {yes}/{members} phiếu đồng ý, cần ít nhất {needed}."]
    assert one.sentences == (said if state == "rejected" else [])


@pytest.mark.parametrize(("members", "needed"), [(10, 8), (11, 9), (14, 12), (15, 12), (16, 13)])
def test_eighty_percent_of_all_members_since_2024(members: int, needed: int) -> None:
    book: LawBook = law_book()
    assert book.vote("cstd_co_so", date(2024, 1, 1), members) == needed
    assert needed * 100 >= members * 80 > (needed - 1) * 100


def test_a_fighter_whom_the_council_rejects_keeps_the_lower_title(town: House) -> None:
    record(town, {f"{AN} cstd_co_so": Votes(3, 12), f"{AN} ldtt": Votes(15)})
    assert {n.honour: str(n.state) for n in town.season.nominations.filter(line__name=AN)} == {
        "ldtt": "approved",
        "cstd_co_so": "rejected",
    }


@pytest.mark.parametrize("votes", [Votes(16), Votes(15, 1), Votes(-1), Votes(3, -1)])
def test_more_votes_than_members_are_refused_and_nothing_is_kept(town: House, votes: Votes) -> None:
    acts = AuditEntry.objects.count()
    town.council()
    with pytest.raises(Refused) as caught:
        record(town, {f"{AN} ldtt": Votes(15), f"{BINH} ldtt": votes})
    assert BINH in str(caught.value)
    assert (Meeting.objects.count(), Tally.objects.count()) == (0, 0)
    assert AuditEntry.objects.count() == acts + 1  # the council itself
    assert {str(n.state) for n in town.season.nominations.all()} == {"eligible"}


def test_voting_twice_on_one_is_refused(town: House) -> None:
    record(town, {f"{BINH} ldtt": Votes(2)})
    with pytest.raises(Refused):
        record(town, {f"{BINH} ldtt": Votes(15)})
    assert [str(n.state) for n in town.season.nominations.filter(line__name=BINH)] == ["rejected"]
    assert Meeting.objects.count() == 1


def test_sittings_are_numbered_and_an_empty_tally_is_none(town: House) -> None:
    assert record(town, {}) is None
    for number, name in enumerate((AN, BINH), 1):
        meeting = record(town, {f"{name} ldtt": Votes(15)})
        assert meeting is not None
        assert meeting.number == number


def test_nobody_votes_on_another_authority_s_nominations_and_learns_no_name(town: House) -> None:
    (other,) = units(("KHAC", "UBND huyện Khác", ""))
    officer = user("khac", Role.OFFICE, other)
    secretary = user("thu-ky-khac", Role.SECRETARY, other)
    season = open_season(actor=officer, authority=other, frame=replace(FRAME, code="khac-2023"))
    council = set_up(actor=officer, authority=other, council=CouncilRecord("HĐ", "Chủ tịch", 3))
    votes = ballots(town, {f"{AN} ldtt": Votes(3)})
    for of in (season, town.season):
        with pytest.raises(Refused) as caught:
            record_tally(actor=secretary, council=council, season=of, votes=votes, source="x")
        assert AN not in str(caught.value)
        assert "C1" not in str(caught.value)
    assert {str(n.state) for n in town.season.nominations.all()} == {"eligible"}


def test_only_the_secretary_records_a_tally(town: House) -> None:
    council, votes = town.council(), ballots(town, {f"{AN} ldtt": Votes(15)})
    for actor in (town.office, town.records):
        with pytest.raises(Refused):
            record_tally(actor=actor, council=council, season=town.season, votes=votes, source="x")
    assert (Tally.objects.count(), Council.objects.count()) == (0, 1)
    assert council == town.council()


HEADS = ["TT", "Họ và tên", "Mã CB", "Đơn vị", "Danh hiệu", "Số phiếu đồng ý", "Không đồng ý"]


def tally(town: House, path: Path, *rows: list[object]) -> dict[str, tuple[int, int]]:
    before = list(town.season.nominations.select_related("line", "person", "collective", "submitting_unit"))
    found = read_tally(save(path / "kp.xlsx", HEADS, *rows), law_book().honour_reader(), town.index(), before)
    return {f"{n.line.name} {n.honour}": (v.yes, v.no) for n, v in found.items()}


def test_a_tally_sheet_names_each_by_name_code_or_unit(town: House, tmp_path: Path) -> None:
    assert tally(
        town,
        tmp_path,
        [1, "NGUYỄN VĂN AN", None, None, "CSTĐ cơ sở", 14, 1],
        [2, AN, "C1", "UBND xã An", "Lao động tiên tiến", "15", None],
        [3, BINH, None, "UBND xã An", "LĐTT", 8, 7],
    ) == {f"{AN} cstd_co_so": (14, 1), f"{AN} ldtt": (15, 0), f"{BINH} ldtt": (8, 7)}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([1, "Người Lạ", None, None, "LĐTT", 15, 0], "“Người Lạ” không có trong danh sách trình hội đồng."),
        (
            [1, BINH, None, "UBND xã Bình", "LĐTT", 15, 0],
            f"“{BINH}” không có trong danh sách trình hội đồng.",
        ),
        ([1, BINH, None, None, "CSTĐCS", 15, 0], f"“{BINH}” không có trong danh sách trình hội đồng."),
        ([1, BINH, None, None, "LĐTT", None, 0], "thiếu số phiếu đồng ý."),
        ([1, AN, "C2", None, "LĐTT", 15, 0], f"“{AN}” không có trong danh sách trình hội đồng."),
    ],
)
def test_a_row_that_fits_nobody_stops_the_sheet_with_its_place(
    town: House, tmp_path: Path, cells: list[object], said: str
) -> None:
    with pytest.raises(InputFault) as caught:
        tally(town, tmp_path, [0, AN, "C1", None, "LĐTT", 15, 0], cells)
    (issue,) = caught.value.issues
    assert (issue.message, str(issue.place)) == (said, "kp.xlsx, trang “DS”, dòng 3")


def test_namesakes_and_rows_given_twice_are_asked(town: House, tmp_path: Path) -> None:
    people(born("C9", BINH, "B", date(1990, 1, 1)))
    town.send(town.b, row(BINH, birth=date(1990, 1, 1)))
    town.identify()
    with pytest.raises(InputFault, match="có thể là 2 người"):
        tally(town, tmp_path, [1, BINH, None, None, "LĐTT", 15, 0])
    assert tally(town, tmp_path, [1, BINH, "C9", None, "LĐTT", 9, 0]) == {f"{BINH} ldtt": (9, 0)}
    with pytest.raises(InputFault, match="đã có phiếu"):
        tally(town, tmp_path, *[[1, AN, None, None, "LĐTT", n, 0] for n in (15, 2)])


def test_setting_up_takes_the_office_s_right(town: House) -> None:
    with pytest.raises(Refused):
        set_up(actor=town.secretary, authority=town.authority, council=CouncilRecord("HĐ", "CT", 3))
    assert System().username == "he-thong"
    assert Council.objects.count() == 0
