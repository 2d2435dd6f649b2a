"""Titles of collectives and households."""

from __future__ import annotations

from datetime import date

from oracle.annual_titles import graded
from oracle.answers import OPEN, Answer, any_of, every, found, holds
from oracle.general import DECREE_152, LAW_2022
from thidua.lawbook import MemberFacts, SubjectFacts

DECREE_86 = date(2024, 1, 30)


def members_of(facts: SubjectFacts) -> MemberFacts:
    return facts.members or MemberFacts()


def share_of_ldtt(facts: SubjectFacts, more_than_half: bool) -> Answer:
    members = members_of(facts)
    if not members.count or members.ldtt is None:
        return OPEN
    half, most = 2 * members.ldtt > members.count, 10 * members.ldtt >= 7 * members.count
    return holds(half if more_than_half else most, "share_ldtt")


def nobody_disciplined(facts: SubjectFacts) -> Answer:
    under = members_of(facts).disciplined_warning_or_more
    return holds(None if under is None else under == 0, "disciplined")


def all_complete(facts: SubjectFacts) -> Answer:
    members = members_of(facts)
    if not members.count or members.completed is None:
        return OPEN
    return holds(members.completed >= members.count, "completed_all")


def has_fighter(facts: SubjectFacts) -> Answer:
    fighters = members_of(facts).cstd_co_so
    return holds(None if fighters is None else fighters > 0, "cstd_member")


def ttldtt(facts: SubjectFacts, year: int, on: date) -> Answer:
    return every(
        graded(facts, year, "good"),
        found(facts.attested, "movement_active"),
        share_of_ldtt(facts, more_than_half=on < LAW_2022),
        nobody_disciplined(facts),
        found(facts.attested, "solidarity"),
    )


def ttldxs(facts: SubjectFacts, year: int, on: date) -> Answer:
    answers = [
        graded(facts, year, "excellent"),
        found(facts.attested, "movement_active"),
        all_complete(facts),
        share_of_ldtt(facts, more_than_half=False),
        has_fighter(facts),
        found(facts.attested, "solidarity"),
    ]
    if on < LAW_2022:
        answers += [nobody_disciplined(facts), found(facts.attested, "outstanding_collective")]
    return every(*answers)


def dvtt(facts: SubjectFacts, year: int, on: date) -> Answer:
    return OPEN if on < LAW_2022 else ttldtt(facts, year, on)


def dvqt(facts: SubjectFacts, year: int, on: date) -> Answer:
    return OPEN if on < LAW_2022 else ttldxs(facts, year, on)


def leads_cluster(facts: SubjectFacts) -> Answer:
    return holds(None if facts.cluster_rank is None else facts.cluster_rank == 1, "cluster_rank")


def co_bo_tinh(facts: SubjectFacts, year: int, on: date) -> Answer:
    if on < LAW_2022:
        return OPEN
    criteria = ("exceeds_targets", "solidarity", "party_orgs_excellent")
    return every(leads_cluster(facts), *(found(facts.attested, one) for one in criteria))


def co_cp(facts: SubjectFacts, year: int, on: date) -> Answer:
    if on < LAW_2022:
        return OPEN
    criteria = ("cluster_outstanding", "exceeds_targets", "solidarity")
    return any_of(
        every(leads_cluster(facts), *(found(facts.attested, one) for one in criteria)),
        found(facts.attested, "central_cluster_leader"),
        found(facts.attested, "pm_movement_leader"),
    )


def frame_criteria(facts: SubjectFacts, on: date) -> Answer:
    """Decree 86/2023 set the frame; what was asked before it was not read."""
    return OPEN if on < DECREE_86 else found(facts.attested, "criteria_86_2023")


def xa_tieu_bieu(facts: SubjectFacts, year: int, on: date) -> Answer:
    if on < LAW_2022:
        return OPEN
    # No district is left to lead: what stands in its place is for people to say.
    leads = OPEN if on >= DECREE_152 else found(facts.attested, "district_leader")
    return every(leads, frame_criteria(facts, on))


def thon_van_hoa(facts: SubjectFacts, year: int, on: date) -> Answer:
    return frame_criteria(facts, on)


def gia_dinh_van_hoa(facts: SubjectFacts, year: int, on: date) -> Answer:
    if on < LAW_2022:
        return OPEN
    criteria = ("exemplary", "active_in_movements", "prosperous_progressive")
    return every(*(found(facts.attested, one) for one in criteria))
