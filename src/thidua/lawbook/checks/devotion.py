"""Checks on a long process of devotion: leading posts held for years (Decree 152/2025 articles 9 and 21).

They read more plainly nominee by nominee than as arrays. Who has no leading post on record is not asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np

from thidua.kernel.numbers import day
from thidua.lawbook.checks.kinds import MET, NOT_MET, TO_ATTEST, Check, Label, Lack, Said, Seen
from thidua.lawbook.cohort import Bool, Cohort, Int8
from thidua.lawbook.facts import POSTS, SubjectFacts

Span = tuple[date, date]

_ASK_AGE = "Đề nghị người có thẩm quyền xác nhận diện tuổi nghỉ hưu."


@dataclass(frozen=True)
class Band:
    """Years in a post that lead to the form: from `from_years`, below `below_years` (0: no upper end)."""

    post: str
    from_years: int
    below_years: int = 0


def _each(cohort: Cohort, value: Callable[[SubjectFacts], np.int8], otherwise: np.int8) -> Int8:
    if not cohort.subjects:
        return np.full(len(cohort), otherwise, np.int8)
    return np.array([value(s) for s in cohort.subjects], np.int8)


def _in_post(cohort: Cohort, sex: str = "") -> Bool:
    """Who has a leading post on record, of one sex where it is given."""
    if not cohort.subjects:
        return np.zeros(len(cohort), np.bool_)
    return np.array([bool(s.positions) and sex in ("", s.sex) for s in cohort.subjects], np.bool_)


def whole_months(start: date, until: date) -> int:
    """Whole months from `start` to the day `until`, which is not counted."""
    months = (until.year - start.year) * 12 + until.month - start.month - (until.day < start.day)
    return max(months, 0)


def months_in_posts(facts: SubjectFacts, on: date) -> dict[str, int]:
    """Whole months by post up to the day. Time in two posts at once counts for the higher one only."""
    taken: list[Span] = []
    months: dict[str, int] = {}
    for post in POSTS:
        spans = _joined([(p.start, min(p.until or on, on)) for p in facts.positions if p.post == post])
        free = [piece for span in spans for piece in _without(span, taken)]
        if spans:
            months[post] = sum(whole_months(*piece) for piece in free)
        taken += spans
    return months


def _joined(spans: list[Span]) -> list[Span]:
    made: list[Span] = []
    for start, until in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(until, made[-1][1]))
        elif start < until:
            made.append((start, until))
    return made


def _without(span: Span, taken: list[Span]) -> list[Span]:
    pieces = [span]
    for start, until in taken:
        pieces = [
            piece
            for left, right in pieces
            for piece in ((left, min(right, start)), (max(left, until), right))
            if piece[0] < piece[1]
        ]
    return pieces


def fits_band(facts: SubjectFacts, bands: tuple[Band, ...], on: date, *, reduced: bool) -> bool:
    """Short time in a post is added to the next lower one; `reduced` takes two thirds of both ends of a band."""
    thirds = 2 if reduced else 3
    by_post = {band.post: band for band in bands}
    carried = 0
    for post, own in months_in_posts(facts, on).items():
        months, band = own + carried, by_post.get(post)
        if band is None or months * 3 < band.from_years * 12 * thirds:
            carried = months
        elif not band.below_years or months * 3 < band.below_years * 12 * thirds:
            return True
        else:
            carried = 0
    return False


@dataclass(frozen=True)
class InPost(Check):
    """The nominee holds or held a leading post: picks the path of devotion."""

    name: ClassVar[str] = "in_post"
    key: ClassVar[str] = "position_years"
    selects: ClassVar[bool] = True
    computed: ClassVar[bool] = False

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return np.where(_in_post(cohort), MET, NOT_MET).astype(np.int8)

    def asks(self, label: Label) -> str:
        return "Đã hoặc đang giữ chức vụ lãnh đạo, quản lý."

    def say(self, seen: Seen) -> Said:
        if not seen.facts.positions:
            return Said("Không có chức vụ lãnh đạo nào trong hồ sơ để xét quá trình cống hiến.")
        held = ", ".join(
            f"{seen.label(f'post.{p.post}')} từ {day(p.start)} đến {day(p.until) if p.until else 'nay'}"
            for p in seen.facts.positions
        )
        return Said(
            f"Quá trình giữ chức vụ: {held}.", tuple(p.evidence for p in seen.facts.positions if p.evidence)
        )


@dataclass(frozen=True)
class HeldPosts(Check):
    """Time in leading posts lies in one of the bands. Women need two thirds of it, unless subject to a higher
    retirement age (finding `higher_retirement_age`)."""

    bands: tuple[Band, ...]
    name: ClassVar[str] = "held_posts"
    key: ClassVar[str] = "position_years"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return _in_post(cohort)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return _each(cohort, lambda s: self._one(s, on), MET)

    def _one(self, facts: SubjectFacts, on: date) -> np.int8:
        full, reduced = (fits_band(facts, self.bands, on, reduced=third) for third in (False, True))
        later = facts.attested.get("higher_retirement_age")
        if facts.sex == "male" or later:
            return MET if full else NOT_MET
        if facts.sex == "female" and later is False:
            return MET if reduced else NOT_MET
        return MET if full and reduced else TO_ATTEST if full or reduced else NOT_MET

    def asks(self, label: Label) -> str:
        return f"Thời gian giữ chức vụ: {self._bands(label)}; nữ được giảm một phần ba thời gian."

    def say(self, seen: Seen) -> Said:
        need = f"khung thời gian: {self._bands(seen.label)}; nữ được giảm một phần ba"
        if seen.outcome == MET:
            return Said(f"Thời gian giữ chức vụ nằm trong khung của hình thức này ({need}).")
        if seen.outcome == NOT_MET:
            return Said(f"Thời gian giữ chức vụ không nằm trong khung của hình thức này ({need}).")
        if seen.facts.sex is None:
            return Said(
                "Chưa có dữ liệu về giới tính nên chưa rõ có được giảm một phần ba thời gian giữ chức vụ hay không "
                f"({need}).",
                cure="Bổ sung giới tính.",
            )
        return Said(
            "Chưa có người có thẩm quyền xác nhận diện tuổi nghỉ hưu nên chưa rõ có được giảm một phần ba thời gian "
            f"giữ chức vụ hay không ({need}).",
            cure=_ASK_AGE,
            lack="finding",
        )

    def _bands(self, label: Label) -> str:
        return "; ".join(
            f"{label(f'post.{b.post}')} từ {b.from_years}"
            + (f" đến dưới {b.below_years} năm" if b.below_years else " năm trở lên")
            for b in self.bands
        )


@dataclass(frozen=True)
class WomenReduction(Check):
    """Says whether a woman's time is reduced by one third; it fails only where a higher retirement age denies
    the reduction that would have been enough."""

    bands: tuple[Band, ...]
    name: ClassVar[str] = "women_reduction"
    key: ClassVar[str] = "position_years"
    lack: ClassVar[Lack] = "finding"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return _in_post(cohort, "female")

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return _each(cohort, lambda s: self._one(s, on), MET)

    def _one(self, facts: SubjectFacts, on: date) -> np.int8:
        full, reduced = (fits_band(facts, self.bands, on, reduced=third) for third in (False, True))
        if full == reduced:
            return MET
        later = facts.attested.get("higher_retirement_age")
        if later is None:
            return TO_ATTEST
        return NOT_MET if later and reduced else MET

    def asks(self, label: Label) -> str:
        return "Nữ lãnh đạo được giảm một phần ba thời gian giữ chức vụ, trừ diện tuổi nghỉ hưu cao hơn."

    def say(self, seen: Seen) -> Said:
        if seen.outcome == TO_ATTEST:
            return Said(
                "Chưa có người có thẩm quyền xác nhận nữ lãnh đạo có thuộc diện tuổi nghỉ hưu cao hơn hay không.",
                cure=_ASK_AGE,
            )
        if seen.outcome == NOT_MET or seen.facts.attested.get("higher_retirement_age"):
            return Said("Thuộc diện tuổi nghỉ hưu cao hơn nên không được giảm thời gian giữ chức vụ.")
        return Said("Nữ lãnh đạo được giảm một phần ba thời gian giữ chức vụ so với quy định chung.")


@dataclass(frozen=True)
class NoDisciplineInPost(Check):
    """No discipline fell into the time of leadership."""

    name: ClassVar[str] = "no_discipline_in_post"
    key: ClassVar[str] = "discipline"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return _in_post(cohort)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        def one(facts: SubjectFacts) -> np.int8:
            bad = any(
                d.start < (p.until or date.max) and d.until >= p.start
                for d in facts.disciplines
                for p in facts.positions
            )
            return NOT_MET if bad else MET

        return _each(cohort, one, MET)

    def asks(self, label: Label) -> str:
        return "Không bị kỷ luật trong thời gian giữ chức vụ."

    def say(self, seen: Seen) -> Said:
        if seen.outcome == MET:
            return Said("Không bị kỷ luật trong thời gian giữ chức vụ.")
        found = tuple(d.evidence for d in seen.facts.disciplines if d.evidence)
        return Said(
            "Đã bị kỷ luật trong thời gian giữ chức vụ nên không xét khen thưởng quá trình cống hiến.", found
        )


CHECKS: tuple[type[Check], ...] = (InPost, HeldPosts, WomenReduction, NoDisciplineInPost)
