"""Facts that cannot all be true. They are issues with a cure, never the ground of a verdict.

The code of an issue ends with the fact it lies in: `contradiction.disciplines`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from thidua.kernel.issues import Issue
from thidua.kernel.numbers import day
from thidua.lawbook.facts import GivenHonour, MemberFacts, SubjectFacts
from thidua.lawbook.verdict import Finding, Verdict

MONTHS = 12
Label = Callable[[str], str]

_MEMBERS = {
    "completed": "số người hoàn thành nhiệm vụ",
    "ldtt": "số người đạt Lao động tiên tiến",
    "cstd_co_so": "số người đạt Chiến sĩ thi đua cơ sở",
    "disciplined_warning_or_more": "số người bị kỷ luật từ cảnh cáo trở lên",
}


def contradictions(facts: SubjectFacts, label: Label = str) -> list[Issue]:
    """What cannot be, in the order people enter it; `label` gives the name of an honour or post by its code."""
    return [
        *_before_birth(facts, label),
        *_honours(facts, label),
        *_spans(facts, label),
        *_months(facts),
        *_members(facts.members or MemberFacts()),
        *_rank(facts),
    ]


def withheld(verdict: Verdict, issues: Sequence[Issue]) -> Verdict:
    """The answer while facts contradict each other: nothing is decided, each contradiction is told with its cure."""
    label = "Dữ liệu mâu thuẫn"
    children = tuple(
        Finding("fact", label, "to_attest", one.message, key="contradiction", lack="fact", cure=one.cure)
        for one in issues
    )
    told = "Dữ liệu trong hồ sơ mâu thuẫn nên chưa xét được; đề nghị sửa rồi xét lại."
    return replace(
        verdict,
        outcome="to_attest",
        unmet=(),
        asks=(("contradiction", "fact"),),
        cites=(),
        findings=Finding("facts", label, "to_attest", told, children=children),
    )


def _issue(fact: str, message: str, cure: str) -> Issue:
    return Issue(f"contradiction.{fact}", message, cure)


def _before_birth(facts: SubjectFacts, label: Label) -> Iterator[Issue]:
    born = facts.born_on
    if born is None:
        return
    cure = "Đề nghị kiểm tra lại ngày sinh và mốc thời gian này."
    seen = [("honours", f"{label(one.honour)} năm {one.year}", one.year) for one in facts.honours or ()]
    seen += [("ratings", f"xếp loại năm {year}", year) for year in facts.ratings or {}]
    seen += [("initiatives", f"sáng kiến năm {one.year}", one.year) for one in facts.initiatives or ()]
    seen += [("disciplines", f"kỷ luật từ {day(one.start)}", one.start.year) for one in facts.disciplines]
    seen += [
        ("positions", f"{label(one.post)} từ {day(one.start)}", one.start.year) for one in facts.positions
    ]
    for fact, what, year in seen:
        if year < born.year:
            yield _issue(fact, f"Ghi {what} nhưng ngày sinh là {day(born)}.", cure)


def _honours(facts: SubjectFacts, label: Label) -> Iterator[Issue]:
    for one in facts.honours or ():
        yield from _honour(one, f"{label(one.honour)} năm {one.year}")


def _honour(one: GivenHonour, what: str) -> Iterator[Issue]:
    later = [year for year in one.counted_years if year > one.year]
    if later:
        years = ", ".join(map(str, sorted(later)))
        yield _issue(
            "honours",
            f"{what} ghi đã tính thành tích của năm {years}, sau năm được khen.",
            "Đề nghị ghi lại các năm đã tính theo quyết định.",
        )
    if one.decided_on and one.decided_on.year < one.year:
        yield _issue(
            "honours",
            f"{what} có quyết định ký ngày {day(one.decided_on)}, trước năm thành tích.",
            "Đề nghị kiểm tra lại năm thành tích và ngày ký quyết định.",
        )


def _spans(facts: SubjectFacts, label: Label) -> Iterator[Issue]:
    for measure in facts.disciplines:
        if measure.until < measure.start:
            yield _issue(
                "disciplines",
                f"Kỷ luật từ {day(measure.start)} lại hết hạn ngày {day(measure.until)}, trước ngày bắt đầu.",
                "Đề nghị kiểm tra lại hai ngày theo quyết định kỷ luật.",
            )
    for post in facts.positions:
        if post.until and post.until < post.start:
            yield _issue(
                "positions",
                f"{label(post.post)} từ {day(post.start)} lại kết thúc ngày {day(post.until)}, trước ngày bắt đầu.",
                "Đề nghị kiểm tra lại hai ngày theo quyết định bổ nhiệm.",
            )


def _months(facts: SubjectFacts) -> Iterator[Issue]:
    cure = "Một năm có 12 tháng; đề nghị ghi lại số tháng."
    away = sum(leave.months for leave in facts.leave)
    for fact, what, months in (
        ("months_worked", "Thời gian công tác trong năm", facts.months_worked),
        ("old_unit_months", "Thời gian ở đơn vị cũ trong năm", facts.old_unit_months),
        ("leave", "Thời gian nghỉ, đào tạo, điều trị trong năm", away),
    ):
        if months is not None and not 0 <= months <= MONTHS:
            yield _issue(fact, f"{what} ghi {months} tháng.", cure)
    worked = facts.months_worked or 0
    if 0 <= worked <= MONTHS and 0 <= away <= MONTHS < worked + away:
        yield _issue(
            "months_worked",
            f"Trong năm ghi {worked} tháng công tác và {away} tháng nghỉ, đào tạo, điều trị, cộng lại quá một năm.",
            cure,
        )


def _members(members: MemberFacts) -> Iterator[Issue]:
    whole = members.count
    if whole is not None and whole < 0:
        yield _issue("members", f"Tổng số người của tập thể ghi {whole}.", "Đề nghị ghi lại tổng số người.")
    for name, what in _MEMBERS.items():
        part = getattr(members, name)
        if part is not None and part < 0:
            yield _issue("members", f"{what.capitalize()} ghi {part}.", "Đề nghị ghi lại số người.")
        elif part is not None and whole is not None and 0 <= whole < part:
            yield _issue(
                "members",
                f"Tập thể có {whole} người nhưng {what} ghi {part}.",
                "Đề nghị kiểm tra lại tổng số người và số người đạt.",
            )


def _rank(facts: SubjectFacts) -> Iterator[Issue]:
    if facts.cluster_rank is not None and facts.cluster_rank < 1:
        yield _issue(
            "cluster_rank",
            f"Thứ hạng trong cụm, khối thi đua ghi {facts.cluster_rank}.",
            "Thứ hạng tính từ 1; đề nghị ghi lại theo kết quả chấm điểm.",
        )
