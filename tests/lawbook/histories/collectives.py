"""Histories near the thresholds of the titles of collectives and households."""

from __future__ import annotations

from datetime import date
from random import Random

from histories.draw import alternatives, common, findings, grades, mostly
from thidua.lawbook import MemberFacts, SubjectFacts


def members(rng: Random) -> MemberFacts:
    """A collective whose share lies within one member of a half or of seven tenths."""
    count = rng.randint(1, 40)
    edge = rng.choice([count // 2, count * 7 // 10, -(-count * 7 // 10)])
    ldtt = min(count, max(0, edge + rng.choice([-1, 0, 0, 1, 1, 2, 6])))
    return MemberFacts(
        count=mostly(rng, count, 0, None, odds=0.96),
        completed=mostly(rng, count, count - 1, None, odds=0.9),
        ldtt=mostly(rng, ldtt, None, odds=0.96),
        cstd_co_so=mostly(rng, 1, 0, None, 3, odds=0.85),
        disciplined_warning_or_more=mostly(rng, 0, 1, None, odds=0.92),
    )


def annual(rng: Random, year: int, on: date) -> SubjectFacts:
    """TTLĐTT, ĐVTT, TTLĐXS, ĐVQT."""
    criteria = ("movement_active", "solidarity", "outstanding_collective")
    usual = ("excellent",) if rng.random() < 0.7 else ("good", "excellent")
    return SubjectFacts(
        kind="collective",
        ratings=grades(rng, [year - 1, year], usual, slip=0.08),
        members=mostly(rng, members(rng), None, odds=0.97),
        attested=findings(rng, *criteria, odds=0.95),
        **_ended(rng, year),
        **common(rng),
    )


def _ended(rng: Random, year: int) -> dict[str, object]:
    days = [date(2025, 7, 1), date(2025, 8, 5), date(year + 1, 1, 1), date(2027, 1, 1)]
    return {"dissolved_on": mostly(rng, None, *days, odds=0.92)}


def flag(rng: Random, year: int, on: date) -> SubjectFacts:
    """Flags of the province and of the Government."""
    criteria = ("exceeds_targets", "solidarity", "party_orgs_excellent", "cluster_outstanding")
    return SubjectFacts(
        kind="collective",
        cluster_rank=mostly(rng, 1, 2, 3, None, odds=0.75),
        attested=findings(rng, *criteria, odds=0.92)
        | alternatives(rng, "central_cluster_leader", "pm_movement_leader"),
        **_ended(rng, year),
        **common(rng),
    )


def commune(rng: Random, year: int, on: date) -> SubjectFacts:
    """Exemplary communes, cultural hamlets."""
    found = findings(rng, "district_leader", "criteria_86_2023", odds=0.75)
    return SubjectFacts(kind="collective", attested=found, **_ended(rng, year), **common(rng))


def family(rng: Random, year: int, on: date) -> SubjectFacts:
    found = findings(rng, "exemplary", "active_in_movements", "prosperous_progressive", odds=0.82)
    return SubjectFacts(kind="household", attested=found, **common(rng))
