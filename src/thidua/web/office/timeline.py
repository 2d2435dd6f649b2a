"""A person's life on record by year: names, posts and what became of their units, grades, honours and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse
from django.utils.timezone import localtime

from thidua.eligibility.queries.law import law_book
from thidua.honours.models import Award
from thidua.kernel.numbers import day
from thidua.personnel.enums import TransferState
from thidua.registry.models import OrgUnit, Person, Post, Succession
from thidua.registry.queries.tree import state_on, todays_ids
from thidua.web.office.seen import Seen

_NO_DAY = "Chưa rõ ngày"


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `on` orders a year; `badge` dresses the kind of thing."""

    kind: str
    text: str
    on: date | None = None
    more: str = ""
    url: str = ""
    badge: str = ""


@dataclass
class Year:
    label: str
    entries: list[Entry] = field(default_factory=list)


def timeline(person: Person, seen: Seen) -> list[Year]:
    """Years with something on record, the latest first; what has no day comes last."""
    years: dict[int, Year] = {}
    undated = Year(_NO_DAY)
    for year, told in _entries(person, seen):
        entry = told if seen.opens else replace(told, url="")
        place = undated if year is None else years.setdefault(year, Year(f"Năm {year}"))
        place.entries.append(entry)
    ordered = [years[year] for year in sorted(years, reverse=True)]
    for one in ordered:
        one.entries.sort(key=lambda entry: entry.on or date.min, reverse=True)
    return [*ordered, *([undated] if undated.entries else [])]


def _entries(person: Person, seen: Seen) -> Iterator[tuple[int | None, Entry]]:
    yield from _names(person)
    yield from _posts(person)
    yield from _awards(person)
    for row in person.initiatives.select_related("initiative"):
        one = row.initiative
        result = {True: "được công nhận", False: "không được công nhận", None: "chưa có kết quả"}[
            one.recognised
        ]
        yield one.year, Entry("Sáng kiến", one.title, one.decided_on, f"{one.get_scope_display()}, {result}")
    if seen.ratings:
        for rating in person.ratings.all():
            yield rating.year, Entry("Xếp loại", rating.get_grade_display(), date(rating.year, 12, 31))
    if seen.discipline:
        yield from _measures(person)
    if seen.holds:
        yield from _holds(person)
    yield from _record(person)


def _names(person: Person) -> Iterator[tuple[int | None, Entry]]:
    for name in person.names.order_by("id"):
        on = name.until_on or name.from_on
        days = " ".join(
            part
            for part in (
                f"từ {day(name.from_on)}" if name.from_on else "",
                f"đến {day(name.until_on)}" if name.until_on else "",
                name.paper,
            )
            if part
        )
        yield (on.year if on else None), Entry(name.get_kind_display(), name.full_name, on, days)


def _posts(person: Person) -> Iterator[tuple[int | None, Entry]]:
    posts = list(person.posts.select_related("unit").order_by("from_on", "id"))
    today = todays_ids({post.unit_id for post in posts})
    names = dict(OrgUnit.objects.filter(id__in=set().union(*today.values())).values_list("id", "name"))
    for post in posts:
        now = sorted(names[i] for i in today[post.unit_id] if i != post.unit_id)
        begun = post.from_on or person.started_on
        text = ", ".join(part for part in (post.title, _unit_then(post)) if part)
        until = f"đến {day(post.until_on)}" if post.until_on else "đến nay"
        more = "; ".join([until, *([f"nay là {', '.join(now)}"] if now else [])])
        current = "met" if post.until_on is None else ""
        yield (begun.year if begun else None), Entry("Công tác", text, post.from_on, more, badge=current)
    yield from _changes_of_units(posts)
    for leading in person.leading_posts.all():
        until = f"đến {day(leading.until_on)}" if leading.until_on else "đến nay"
        entry = Entry("Chức vụ lãnh đạo", leading.get_kind_display(), leading.from_on, until)
        yield leading.from_on.year, entry


def _unit_then(post: Post) -> str:
    """The unit by the name it had when the post began."""
    then = state_on(post.unit, post.from_on) if post.from_on else None
    return then.name if then else post.unit.name


def _changes_of_units(posts: list[Post]) -> Iterator[tuple[int | None, Entry]]:
    """Mergers and splits of a unit while the person worked there."""
    links = Succession.objects.filter(predecessor_id__in={p.unit_id for p in posts})
    told = set()
    for link in links.select_related("act", "predecessor", "successor").order_by("id"):
        on = link.act.effective_on
        crossed = any(
            p.unit_id == link.predecessor_id
            and (p.from_on is None or p.from_on <= on)
            and (p.until_on is None or (p.until_on.year, p.until_on.month) >= (on.year, on.month))
            for p in posts
        )
        key = (link.act_id, link.predecessor_id, link.successor_id)
        if crossed and key not in told:
            told.add(key)
            text = f"{link.predecessor.name} → {link.successor.name}"
            yield on.year, Entry(link.act.get_change_display(), text, on, link.act.basis)


def _awards(person: Person) -> Iterator[tuple[int | None, Entry]]:
    book = law_book()
    # A line given twice stays with the merged record: it is told, and counted once.
    rows = Award.objects.filter(person__in=[person.pk, *person.merged.values_list("pk", flat=True)])
    for award in rows.select_related("decision_line").order_by("decided_on", "id"):
        line = getattr(award, "decision_line", None)
        parts = [f"{award.decision_number} ngày {day(award.decided_on)}", award.issued_by]
        if award.revoked_on:
            parts.append(f"đã hủy bỏ ngày {day(award.revoked_on)}")
        if award.person_id != person.pk:
            parts.append("ghi ở hồ sơ đã gộp, không tính lần thứ hai")
        url = reverse("decision", args=[line.decision_id]) if line else ""
        badge = "refused" if award.revoked_on else "met"
        entry = Entry("Khen thưởng", book.label(award.honour), award.decided_on, ", ".join(parts), url, badge)
        yield award.year, entry


def _measures(person: Person) -> Iterator[tuple[int | None, Entry]]:
    for one in person.disciplines.order_by("from_on"):
        until = f"hết hiệu lực {day(one.until_on)}" if one.until_on else "chưa ghi ngày hết hiệu lực"
        text = f"{one.get_kind_display()} {one.number}".strip()
        yield one.from_on.year, Entry("Kỷ luật", text, one.from_on, until, badge="refused")


def _holds(person: Person) -> Iterator[tuple[int | None, Entry]]:
    for one in person.holds.order_by("from_on"):
        until = f"kết thúc {day(one.released_on)}" if one.released_on else "chưa kết thúc"
        url = reverse("hold", args=[one.pk])
        badge = "" if one.released_on else "asked"
        yield one.from_on.year, Entry("Tạm dừng xét", one.get_kind_display(), one.from_on, until, url, badge)


def _record(person: Person) -> Iterator[tuple[int | None, Entry]]:
    """What was done to the record itself: transfers, merges."""
    for one in person.transfers.select_related("from_unit", "to_unit"):
        text = f"{one.from_unit.name} → {one.to_unit.name}"
        state = TransferState(one.state).label
        url = reverse("transfer", args=[one.pk])
        yield one.from_on.year, Entry("Chuyển công tác", text, one.from_on, f"{state}, {one.paper}", url)
    for merge in person.merges.select_related("merged"):
        on = localtime(merge.at).date()
        undone = f", đã tách ngày {day(localtime(merge.undone_at).date())}" if merge.undone_at else ""
        text = f"Gộp hồ sơ {merge.merged.code} vào hồ sơ này"
        yield on.year, Entry("Hồ sơ", text, on, f"ngày {day(on)}{undone}", reverse("merge", args=[merge.pk]))
