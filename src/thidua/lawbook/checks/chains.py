"""Checks on titles over several years: chains, numbers within a window, titles next to each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np

from thidua.kernel.text import capital
from thidua.lawbook.checks.kinds import MET, TO_ATTEST, Check, Label, Said, Seen, decide
from thidua.lawbook.cohort import Bool, Cohort, Int8, Int16
from thidua.lawbook.years import (
    OLDEST,
    count,
    in_years,
    latest_age,
    listed,
    spoken_years,
    whole,
    window,
)

ADD_AWARDS = "Bổ sung quá trình khen thưởng, hoặc ghi rõ là chưa được tặng lần nào."


def papers(seen: Seen, code: str, years: Iterable[int], *, revoked: bool = False) -> tuple[str, ...]:
    """Decisions on record for a title in some years, as `2023: 12/QĐ-UBND`."""
    wanted = set(years)
    found = [
        f"{g.year}: {g.evidence}"
        for g in seen.facts.honours or ()
        if g.honour == code and g.year in wanted and g.revoked is revoked and g.evidence
    ]
    return tuple(sorted(found))


def _named(years: list[int]) -> str:
    return ", ".join(map(str, years))


@dataclass(frozen=True)
class TitleChain(Check):
    """The title held, and not revoked, for each of the `years` that end with the review year."""

    title: str
    years: int
    name: ClassVar[str] = "title_chain"
    key: ClassVar[str] = "chain"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(~whole(cohort.held(self.title), window(self.years)), ~cohort.honours_known)

    def gap(self, cohort: Cohort, on: date) -> Int8:
        """Years from the last break on: a chain that broke begins anew."""
        wanting = np.full(len(cohort), self.years, np.int8)
        for years in range(1, self.years + 1):
            wanting[whole(cohort.held(self.title), window(years))] = self.years - years
        return wanting

    def breaks(self, label: Label) -> str:
        return f"Một năm không đạt {label(self.title)} thì phải tính lại từ đầu."

    def asks(self, label: Label) -> str:
        return f"Đạt {label(self.title)} {spoken_years(self.years)}."

    def say(self, seen: Seen) -> Said:
        title, wanted = seen.label(self.title), int(window(self.years))
        held = int(seen.cohort.held(self.title)[seen.row])
        there = listed(seen.year, held, wanted)
        need = f"yêu cầu {self.years} năm liên tục {seen.year - self.years + 1}–{seen.year} đạt {title}"
        if seen.outcome == TO_ATTEST:
            return Said(f"Chưa có dữ liệu về danh hiệu {title}; {need}.", cure=ADD_AWARDS)
        if seen.outcome == MET:
            return Said(f"Các năm {_named(there)} liên tục đạt {title}.", papers(seen, self.title, there))
        missing = listed(seen.year, ~held & 0xFFFFFFFF, wanted)
        got = f"có {title} năm {_named(there)}, " if there else ""
        return Said(
            f"{capital(need)}; {got}còn thiếu năm {_named(missing)}.", papers(seen, self.title, there)
        )


@dataclass(frozen=True)
class NoRevokedTitle(Check):
    """No title of the chain was revoked. It speaks only where one was, and names the article of revocation."""

    title: str
    years: int
    name: ClassVar[str] = "no_revoked_title"
    key: ClassVar[str] = "chain"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        revoked = cohort.revoked.get(self.title, np.zeros(len(cohort), np.uint32))
        return np.asarray(revoked & ~cohort.held(self.title) & window(self.years), np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(self.relevant(cohort, on), False)

    def asks(self, label: Label) -> str:
        return f"Không có {label(self.title)} nào bị hủy bỏ {in_years(self.years)}."

    def say(self, seen: Seen) -> Said:
        years = listed(seen.year, int(seen.cohort.revoked[self.title][seen.row]), int(window(self.years)))
        return Said(
            f"{seen.label(self.title)} năm {_named(years)} đã bị hủy bỏ nên không được tính.",
            papers(seen, self.title, years, revoked=True),
        )


@dataclass(frozen=True)
class OldTitlesStand(Check):
    """Says that titles given under an earlier law still count; it never fails anybody."""

    titles: tuple[str, ...]
    before_year: int
    years: int
    name: ClassVar[str] = "old_titles_stand"
    key: ClassVar[str] = "chain"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        old = window(self.years) & ~window(max(cohort.year - self.before_year + 1, 1))
        if cohort.year < self.before_year:
            old = window(self.years)
        return np.asarray(
            np.logical_or.reduce([cohort.held(code) & old > 0 for code in self.titles]), np.bool_
        )

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(np.zeros(len(cohort), np.bool_), False)

    def asks(self, label: Label) -> str:
        titles = ", ".join(map(label, self.titles))
        return f"{titles} đã đạt trước ngày 01/01/{self.before_year} theo luật cũ vẫn được tính."

    def say(self, seen: Seen) -> Said:
        return Said(f"Danh hiệu đã đạt trước ngày 01/01/{self.before_year} vẫn được công nhận.")


@dataclass(frozen=True)
class TitleCount(Check):
    """The title held in at least `count` of the `years` that end with the review year, in any order."""

    title: str
    count: int
    years: int
    name: ClassVar[str] = "title_count"
    key: ClassVar[str] = "title_count"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        lacking = count(cohort.held(self.title), window(self.years)) < self.count
        return decide(lacking, ~cohort.honours_known)

    def gap(self, cohort: Cohort, on: date) -> Int8:
        there = count(cohort.held(self.title), window(self.years))
        return np.asarray(np.maximum(self.count - there, 0), np.int8)

    def asks(self, label: Label) -> str:
        return f"Đạt {label(self.title)} ít nhất {self.count} lần {in_years(self.years)}."

    def say(self, seen: Seen) -> Said:
        title = seen.label(self.title)
        years = listed(seen.year, int(seen.cohort.held(self.title)[seen.row]), int(window(self.years)))
        span = f"{seen.year - self.years + 1}–{seen.year}"
        need = f"yêu cầu ít nhất {self.count} lần"
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Chưa có dữ liệu về danh hiệu {title} trong các năm {span}; {need}.", cure=ADD_AWARDS
            )
        there = f"đạt {title} {len(years)} lần" + (f" (năm {_named(years)})" if years else "")
        verb = "đủ" if seen.outcome == MET else "còn thiếu so với"
        return Said(f"Trong các năm {span} {there}, {verb} {need}.", papers(seen, self.title, years))


@dataclass(frozen=True)
class AdjoiningTitles(Check):
    """Two titles whose counted years adjoin: the earlier one ends the year before the latest one begins. A title
    whose decision names no years is taken to count the `each` years that end with its own."""

    title: str
    each: int
    name: ClassVar[str] = "adjoining_titles"
    key: ClassVar[str] = "chain"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        held = cohort.held(self.title)
        before = self._before(cohort)
        there = np.zeros(len(cohort), np.bool_)
        for age in range(1, OLDEST):
            there |= (cohort.year - before == age) & (held >> np.uint32(age) & np.uint32(1) == 1)
        return decide(~there, ~cohort.honours_known)

    def _before(self, cohort: Cohort) -> Int16:
        """The year before the latest title's counted years begin; after the review year where there is none."""
        age = latest_age(cohort.held(self.title)).astype(np.int16)
        since = cohort.since.get(self.title, np.zeros(len(cohort), np.int16))
        first = np.where(since > 0, since, cohort.year - age - self.each + 1)
        return np.asarray(np.where(age >= 0, first - 1, cohort.year + 1), np.int16)

    def asks(self, label: Label) -> str:
        title = label(self.title)
        return f"Đạt {title} 2 lần liên tục, mỗi lần tính thành tích {self.each} năm, hai lần liền kề nhau."

    def say(self, seen: Seen) -> Said:
        title = seen.label(self.title)
        years = [g.year for g in seen.facts.honours or () if g.honour == self.title and not g.revoked]
        need = f"yêu cầu 2 lần liên tục đạt {title}, thành tích của hai lần liền kề nhau"
        found = papers(seen, self.title, years)
        if seen.outcome == TO_ATTEST:
            return Said(f"Chưa có dữ liệu về danh hiệu {title}; {need}.", cure=ADD_AWARDS)
        there = f"đạt {title} năm {_named(sorted(years))}" if years else f"chưa đạt {title}"
        if seen.outcome == MET:
            return Said(f"Đã {there}, hai lần liên tục.", found)
        return Said(f"Mới {there}; {need}." if years else f"Chưa đạt {title}; {need}.", found)


@dataclass(frozen=True)
class SubmittedInTime(Check):
    """The dossier arrives not later than the end of the year next to the last title. Whether the year next to
    its decision or to its achievement year is meant is open: between the two a person decides."""

    title: str
    name: ClassVar[str] = "submitted_in_time"
    key: ClassVar[str] = "deadline"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return np.asarray(cohort.held(self.title) > 0, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        year = cohort.year - latest_age(cohort.held(self.title)).astype(np.int32)
        decided = cohort.decided.get(self.title, np.zeros(len(cohort), np.int16)).astype(np.int32)
        late = on.year > np.maximum(year, decided) + 1
        return decide(late, ~late & (on.year > year + 1))

    def asks(self, label: Label) -> str:
        return f"Hồ sơ gửi trong năm liền kề với năm đạt {label(self.title)} lần gần nhất."

    def say(self, seen: Seen) -> Said:
        title = seen.label(self.title)
        age = int(latest_age(seen.cohort.held(self.title))[seen.row])
        rule = f"hồ sơ phải gửi trong năm liền kề với năm đạt {title} lần gần nhất (năm {seen.year - age})"
        if seen.outcome == MET:
            return Said(f"Hồ sơ gửi đúng hạn: {rule}.")
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Chưa rõ năm liền kề tính theo năm thành tích hay năm ký quyết định; {rule}.",
                papers(seen, self.title, [seen.year - age]),
                "Đề nghị người có thẩm quyền xác định năm liền kề.",
            )
        return Said(f"Hồ sơ quá hạn: {rule}.", papers(seen, self.title, [seen.year - age]))


CHECKS: tuple[type[Check], ...] = (
    TitleChain,
    NoRevokedTitle,
    OldTitlesStand,
    TitleCount,
    AdjoiningTitles,
    SubmittedInTime,
)
