"""The facts of one nominee in Vietnamese sentences, as they were taken to judge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from thidua.kernel.numbers import day, number
from thidua.kernel.text import capital
from thidua.lawbook.checks.kinds import Label
from thidua.lawbook.facts import GivenHonour, InitiativeFact, SubjectFacts

_MEMBERS = {
    "count": "tổng số {}",
    "completed": "hoàn thành nhiệm vụ {}",
    "ldtt": "Lao động tiên tiến {}",
    "cstd_co_so": "Chiến sĩ thi đua cơ sở {}",
    "disciplined_warning_or_more": "bị kỷ luật từ cảnh cáo trở lên {}",
}
_GROUNDS = {"movement": "theo phong trào thi đua", "unexpected": "đột xuất"}
_FLAGS = (("recognised", "công nhận"), ("applied", "áp dụng"), ("replicable", "khả năng nhân rộng"))


def retold(facts: SubjectFacts, label: Label) -> tuple[str, ...]:
    """What is known, one sentence a fact; what is unknown is not mentioned."""
    return tuple(
        sentence
        for tell in (_who, _years, _works, _bars, _at_work, _posts, _collective, _found)
        for sentence in tell(facts, label)
    )


def _who(facts: SubjectFacts, label: Label) -> Iterator[str]:
    if facts.group:
        yield f"Nhóm: {label(f'group.{facts.group}')}."
    if facts.sex:
        yield "Nữ." if facts.sex == "female" else "Nam."


def _years(facts: SubjectFacts, label: Label) -> Iterator[str]:
    if facts.ratings:
        grades = "; ".join(f"{y} {label(f'grade.{g}')}" for y, g in sorted(facts.ratings.items()))
        yield f"Xếp loại: {grades}."
    if facts.honours is not None:
        given = "; ".join(_given(one, label) for one in sorted(facts.honours, key=lambda g: g.year))
        yield f"Đã được tặng: {given}." if given else "Chưa có danh hiệu, hình thức khen thưởng nào."
    for said in facts.rewarded_for if facts.achievement_id in facts.rewarded_for else ():
        yield f"Thành tích này ({said}) đã được khen thưởng."


def _given(one: GivenHonour, label: Label) -> str:
    notes = [f"quyết định ngày {day(one.decided_on)}"] if one.decided_on else []
    if one.counted_years:
        notes.append(f"tính các năm {min(one.counted_years)}–{max(one.counted_years)}")
    notes += [_GROUNDS[one.ground]] if one.ground in _GROUNDS else []
    notes += ["đã bị hủy bỏ"] if one.revoked else []
    return f"{label(one.honour)} năm {one.year}" + (f" ({', '.join(notes)})" if notes else "")


def _works(facts: SubjectFacts, label: Label) -> Iterator[str]:
    for one in facts.initiatives or ():
        yield f"{capital(label(f'work.{one.kind}'))} năm {one.year}, {_work(one, label)}."
    if facts.initiatives == ():
        yield "Không có sáng kiến, đề tài khoa học."


def _work(one: InitiativeFact, label: Label) -> str:
    flags = [
        word if getattr(one, name) else f"không {word}"
        for name, word in _FLAGS
        if getattr(one, name) is not None
    ]
    return ", ".join([f"phạm vi {label(f'scope.{one.scope}')}", *flags])


def _bars(facts: SubjectFacts, label: Label) -> Iterator[str]:
    for one in facts.disciplines:
        end = f" đến {day(one.until)}" if one.until < date.max else ", chưa ghi ngày hết hạn"
        yield f"Kỷ luật {label(f'discipline.{one.kind}')} từ {day(one.start)}{end}."
    for kind in facts.pending or ():
        yield f"Đang có {label(f'pending.{kind}')}."
    if facts.pending == ():
        yield "Không có vụ việc đang xem xét."


def _at_work(facts: SubjectFacts, label: Label) -> Iterator[str]:
    if facts.months_worked is not None:
        new = "Người mới tuyển dụng, công tác" if facts.recruit else "Công tác"
        yield f"{new} {facts.months_worked} tháng trong năm."
    for one in facts.leave:
        yield f"{capital(label(f'leave.{one.kind}'))} {one.months} tháng."
    if facts.old_unit_months:
        comment = {True: "có", False: "thiếu", None: "chưa rõ có"}[facts.old_unit_comment]
        yield f"Ở đơn vị cũ {facts.old_unit_months} tháng, {comment} ý kiến nhận xét của đơn vị cũ."
    if facts.registered is not None:
        yield "Đã đăng ký thi đua." if facts.registered else "Không đăng ký thi đua."


def _posts(facts: SubjectFacts, label: Label) -> Iterator[str]:
    for one in facts.positions:
        end = day(one.until) if one.until else "nay"
        yield f"{label(f'post.{one.post}')} từ {day(one.start)} đến {end}."


def _collective(facts: SubjectFacts, label: Label) -> Iterator[str]:
    if facts.members is not None:
        counts = [
            words.format(number(value))
            for name, words in _MEMBERS.items()
            if (value := getattr(facts.members, name)) is not None
        ]
        yield f"Số người: {', '.join(counts)}."
    if facts.cluster_rank is not None:
        yield f"Xếp thứ {facts.cluster_rank} trong cụm, khối thi đua."
    if facts.dissolved_on is not None:
        yield f"Tập thể kết thúc hoạt động từ {day(facts.dissolved_on)}."


def _found(facts: SubjectFacts, label: Label) -> Iterator[str]:
    for criterion, found in facts.attested.items():
        yield f"Được xác nhận {'đạt' if found else 'không đạt'}: {label(f'criterion.{criterion}')}."
