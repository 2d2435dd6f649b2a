"""Honours of Hà Nội."""

from __future__ import annotations

from datetime import date

from oracle.answers import OPEN, Answer, every, fails, found, holds, paper
from oracle.general import years_with
from thidua.lawbook import SubjectFacts

FROM = {
    "hn_nguoi_tot_viec_tot": date(2025, 12, 18),
    "hn_cong_dan_uu_tu": date(2025, 12, 6),
    "hn_cong_dan_danh_du": date(2025, 12, 10),
}


def once(facts: SubjectFacts, honour: str) -> Answer:
    given = years_with(facts, honour)
    return holds(None if given is None else not given, "once")


def hn_cong_dan_uu_tu(facts: SubjectFacts, year: int, on: date) -> Answer:
    if on < FROM["hn_cong_dan_uu_tu"]:
        return OPEN
    clean = fails("discipline") if facts.disciplines else every()
    return every(found(facts.attested, "local_standard"), once(facts, "hn_cong_dan_uu_tu"), clean)


def hn_cong_dan_danh_du(facts: SubjectFacts, year: int, on: date) -> Answer:
    if on < FROM["hn_cong_dan_danh_du"]:
        return OPEN
    foreigner = None if facts.group is None else facts.group == "foreigner"
    return every(
        holds(foreigner, "group"),
        once(facts, "hn_cong_dan_danh_du"),
        found(facts.attested, "local_standard"),
        paper(facts.attested, "mofa_opinion"),
        paper(facts.attested, "mps_opinion"),
    )


def hn_nguoi_tot_viec_tot(facts: SubjectFacts, year: int, on: date) -> Answer:
    if on < FROM["hn_nguoi_tot_viec_tot"]:
        return OPEN
    return found(facts.attested, "local_standard")
