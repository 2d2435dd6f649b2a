"""CSTĐ bộ, tỉnh and CSTĐ toàn quốc: titles that rest on a chain of titles."""

from __future__ import annotations

from datetime import date

from oracle.annual_titles import disciplined
from oracle.answers import MET, OPEN, Answer, any_of, every, fails, found, holds
from oracle.general import LAW_2022, consecutive_titles, used_years, window
from thidua.lawbook import GivenHonour, SubjectFacts
from thidua.lawbook.facts import InitiativeFact


def all_true(*flags: bool | None) -> bool | None:
    if False in flags:
        return False
    return None if None in flags else True


def best_initiative(facts: SubjectFacts, scopes: list[str], years: list[int], old: bool = False) -> Answer:
    """One initiative of the years with the reach asked for; the 2003 law asked for recognition alone."""
    if facts.initiatives is None:
        return OPEN

    def one(item: InitiativeFact) -> Answer:
        flags = (item.recognised,) if old else (item.recognised, item.applied, item.replicable)
        return holds(all_true(*flags), "initiative")

    mine = [one(item) for item in facts.initiatives if item.scope in scopes and item.year in years]
    return any_of(fails("initiative"), *mine)


def cstd_bo_tinh(facts: SubjectFacts, year: int, on: date) -> Answer:
    if on < LAW_2022:
        return OPEN
    years = window(year, 3)
    again = used_years(facts, ["cstd_bo_tinh"], years)
    return every(
        consecutive_titles(facts, "cstd_co_so", years),
        best_initiative(facts, ["provincial", "national"], years),
        found(facts.attested, "outstanding"),
        # Whether a title closes its years for the next one is contested: a person decides.
        OPEN if again.outcome == "not_met" else again,
        disciplined(facts, year, on),
    )


def counted(title: GivenHonour) -> list[int]:
    return sorted(title.counted_years or window(title.year, 3))


def cstd_toan_quoc(facts: SubjectFacts, year: int, on: date) -> Answer:
    old = on < LAW_2022
    return every(
        _two_titles(facts, year, on, old),
        found(facts.attested, "outstanding"),
        disciplined(facts, year, on),
    )


def _two_titles(facts: SubjectFacts, year: int, on: date, old: bool) -> Answer:
    """The chain of two, the initiative inside the years they count, the day of the dossier."""
    anywhere = range(1900, 2100)
    if facts.honours is None:
        initiative = best_initiative(facts, ["national"], list(anywhere), old)
        return every(OPEN, initiative)
    given = [h for h in facts.honours if h.honour == "cstd_bo_tinh" and not h.revoked]
    titles = [title for title in given if title.year <= year]
    if not titles:
        return fails("chain")
    latest = max(titles, key=lambda title: title.year)
    first = counted(latest)[0]
    before = [title for title in titles if counted(title)[-1] == first - 1]
    if not before:
        return every(fails("chain"), in_time(latest, on))
    years = [*counted(before[0]), *counted(latest)]
    return every(best_initiative(facts, ["national"], years, old), in_time(latest, on))


def in_time(latest: GivenHonour, on: date) -> Answer:
    """By 31 December of the adjacent year: of the achievement surely, of the decision perhaps."""
    if on <= date(latest.year + 1, 12, 31):
        return MET
    decided = latest.decided_on.year if latest.decided_on else latest.year
    return fails("deadline") if on > date(decided + 1, 12, 31) else OPEN
