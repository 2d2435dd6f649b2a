"""What may be known of decisions: who was honoured, for what, by which paper, with how much money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import takewhile

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from thidua.decisions.enums import Origin
from thidua.decisions.models import Decision, DecisionLine
from thidua.eligibility.queries.law import law_book
from thidua.honours.models import Award
from thidua.honours.queries import held_along_index, on_roll, worded
from thidua.kernel.text import fold
from thidua.lawbook.authority import Competence
from thidua.lawbook.money import Award as Rewarded
from thidua.lawbook.money import Line, Reward
from thidua.movements.models import Season
from thidua.registry.models import Post


def honoured() -> QuerySet[DecisionLine]:
    """Lines whose honour has not been revoked. Persons are joined for sorting alone, never read."""
    rows = DecisionLine.objects.filter(award__revoked_on__isnull=True)
    return rows.select_related("award__unit", "decision").defer("code")


def named(rows: QuerySet[DecisionLine], words: str) -> QuerySet[DecisionLine]:
    """Lines of one decision whose name or unit has the words, as the public roll finds them."""
    return rows.filter(award__in=worded(on_roll(), words))


def decisions_matching(rows: QuerySet[Decision], text: str) -> QuerySet[Decision]:
    """Decisions whose number has what was typed, spaces and marks aside, or whose body or honour does."""
    honours = [one.code for one in law_book().honours() if fold(text) and fold(text) in fold(one.name)]
    return rows.filter(_number_has(text) | Q(body__icontains=text) | Q(honour__in=honours))


def numbered(rows: QuerySet[Decision], text: str) -> QuerySet[Decision]:
    """Decisions whose number has what was typed; served by the index alone. Nothing for words without a digit."""
    return rows.filter(_number_has(text)) if any(sign.isdigit() for sign in text) else rows.none()


def numbers_typed(text: str) -> list[str]:
    """Numbers of decisions that begin as typed, spaces and marks aside: 1325 is 1325/QĐ-UBND, not 13250/QĐ-UBND."""
    typed = fold("".join(text.split())).replace(" ", "")
    if not text.strip()[:1].isdigit():
        return []
    serial = "".join(takewhile(str.isdigit, typed))
    fitting = Decision.objects.filter(number__icontains=serial, number__regex=rf"^{serial}(\D|$)")
    found = fitting.values_list("number", flat=True).distinct()
    plain = {number: fold(number).split(" ") for number in found}
    return [n for n, parts in plain.items() if parts[0] == serial and "".join(parts).startswith(typed)]


def _number_has(text: str) -> Q:
    number = "".join(text.split())
    fitting = Q(number__icontains=number)
    if text.isascii() and "QD" in number.upper():
        # Typed without marks: 1325/QD-UBND is 1325/QĐ-UBND.
        fitting |= Q(number__icontains=number.upper().replace("QD", "QĐ"))
    return fitting


def about_units(rows: QuerySet[Decision], units: Collection[int]) -> QuerySet[Decision]:
    """Decisions with a line for one of these units, or for somebody whose present post is in one."""
    lines = DecisionLine.objects.filter(decision__in=rows.values("id"))
    here = Post.objects.filter(unit_id__in=units, until_on__isnull=True)
    to_units = lines.filter(award__unit_id__in=units).values("decision_id")
    to_people = lines.filter(award__person_id__in=here.values("person_id")).values("decision_id")
    return rows.filter(Q(id__in=to_units) | Q(id__in=to_people))


def announced() -> QuerySet[Decision]:
    """Decisions with `line_count` and `honours` (codes) of the lines that stand; those without are left out. Both are
    read for the rows that are shown, not for those that are counted or sorted."""
    standing = honoured().filter(decision=OuterRef("pk")).order_by()
    count = standing.values("decision").annotate(count=Count("pk")).values("count")
    honours = standing.values_list("award__honour", flat=True).distinct()
    rows = Decision.objects.filter(Exists(standing))
    return rows.annotate(line_count=Subquery(count), honours=ArraySubquery(honours))


def announced_about(rows: QuerySet[Decision], text: str) -> QuerySet[Decision]:
    """Announced decisions by number, else by honour or issuing body; these are few and compared folded."""
    if numbers := numbers_typed(text):
        return rows.filter(number__in=numbers)
    wanted = fold(text)
    held = [body for body in bodies() if wanted in fold(body)] if wanted else []
    honours = [one.code for one in law_book().honours() if wanted and wanted in fold(one.name)]
    given = Exists(honoured().filter(decision=OuterRef("pk"), award__honour__in=honours))
    if honours:
        return rows.filter(given | Q(body__in=held)) if held else rows.filter(given)
    return rows.filter(body__in=held) if held else rows.filter(_number_has(text))


def years() -> list[int]:
    """The years decisions are of, the latest first."""
    return [int(year) for year in reversed(held_along_index("decisions_decision", "year"))]


def bodies() -> list[str]:
    """The bodies that issued decisions."""
    return held_along_index("decisions_decision", "body")


def line_of_code(code: str) -> DecisionLine | None:
    """The line a certificate's code leads to, revoked or not; one query whether it is found or not."""
    return DecisionLine.objects.filter(code=code).select_related("award", "decision").first()


def signing_doubt(decision: Decision) -> str:
    """Why nobody of the authority's tier may decide this honour on the day of signing (Decree 129/2025 art 59);
    empty when somebody may, or the book is silent."""
    answer = law_book().competent_at(decision.honour, decision.season.tier, decision.signed_on)
    return answer.reason if answer.allowed is False else ""


@dataclass(frozen=True)
class DecisionMoney:
    """The reward of every line that stands, by the id of its award."""

    by_award: Mapping[int, Line]

    def cell(self, award: Award) -> int | str:
        """What a list shows of one award: đồng, or in words why there is no amount."""
        line = self.by_award.get(award.pk)
        if line is None:
            return "đã hủy bỏ"
        if line.amount is None:
            return "chưa có mức"
        return "không chi riêng" if line.instead else line.amount

    @property
    def explained(self) -> list[str]:
        """How the amounts came about, every way once."""
        return list(dict.fromkeys(" ".join(line.sentences) for line in self.by_award.values()))

    @property
    def unknown(self) -> int:
        """Lines for which the law in the book has no amount."""
        return sum(line.amount is None for line in self.by_award.values())

    @property
    def reward(self) -> Reward:
        return Reward(tuple(self.by_award.values()))

    def by_honour(self) -> dict[str, Reward]:
        """The lines parted by honour."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.by_award.values():
            found[line.award.honour].append(line)
        return {honour: Reward(tuple(lines)) for honour, lines in found.items()}


def money_of(decision: Decision) -> DecisionMoney:
    """Reward money of a decision of this authority under the law of its day (Decree 152/2025 art 49)."""
    return _money(Award.objects.filter(decision_line__decision=decision), decision.season)


def money_of_season(season: Season) -> DecisionMoney:
    """Reward money of all decisions this authority issued in a season; higher levels pay their own."""
    own = Q(decision_line__decision__season=season, decision_line__decision__origin=Origin.ISSUED)
    return _money(Award.objects.filter(own), season)


def _money(awards: QuerySet[Award], season: Season) -> DecisionMoney:
    """Titles the same recipients were given on the same days by other decisions count: of one period only the
    highest is paid."""
    own = list(
        awards.filter(revoked_on__isnull=True).order_by(
            "decision_line__decision_id", "decision_line__position"
        )
    )
    beside = Award.objects.filter(
        Q(person__in=awards.values("person")) | Q(unit__in=awards.values("unit")),
        decided_on__in={one.decided_on for one in own},
        revoked_on__isnull=True,
    ).exclude(pk__in=awards.values("pk"))
    all_ = [*own, *beside.order_by("pk")]
    book = law_book()
    asked = {(one.honour, one.decided_on) for one in all_}
    deciders = {(honour, on): book.competent_at(honour, season.tier, on) for honour, on in asked}
    reward = book.reward([_rewarded(one, deciders[one.honour, one.decided_on]) for one in all_])
    return DecisionMoney({one.pk: line for one, line in zip(own, reward.lines, strict=False)})


def _rewarded(award: Award, decider: Competence) -> Rewarded:
    person = award.person_id is not None
    return Rewarded(
        honour=award.honour,
        recipient="person" if person else "collective",
        decided_on=award.decided_on,
        first_year=award.counted_from or award.year,
        last_year=award.counted_until or award.year,
        owner=f"person {award.person_id}" if person else f"unit {award.unit_id}",
        decider=decider.decider if decider.allowed else "",
    )
