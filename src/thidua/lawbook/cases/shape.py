"""The shape of a file of cases: keys, kind, day, outcome, grammar of citations, ids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from thidua.kernel.issues import InputFault
from thidua.lawbook.cases.inside import has_type, inside
from thidua.lawbook.citations import parse
from thidua.lawbook.faults import Fault
from thidua.lawbook.given import read_facts
from thidua.lawbook.located import Mapped
from thidua.lawbook.verdict import OUTCOMES

_ALWAYS: dict[str, type] = {"id": str, "title": str, "source": str, "kind": str, "on": date, "expect": dict}
# `bonus` is the one kind whose honours stand inside its items.
_NEEDS: dict[str, dict[str, type]] = {
    "eligibility": {"honour": str, "subject": str, "year": int, "facts": dict},
    "quota": {"honour": str, "unit": dict},
    "vote": {"honour": str, "council": dict},
    "authority": {"honour": str, "decider": str},
    "bonus": {"items": list},
    "deadline": {"honour": str, "event": dict},
}
_EXPECTS: dict[str, dict[str, type]] = {
    "eligibility": {},
    "quota": {"max": int},
    "vote": {"passes": bool, "needed": int},
    "authority": {"competent": bool},
    "bonus": {"total_vnd": int},
    "deadline": {"due_on": date},
}
KINDS = tuple(_NEEDS)


def check_file(file: str, content: Mapped) -> list[Fault]:
    """Faults in the shape of one file."""
    cases = content.get("cases")
    if not isinstance(cases, list) or not all(isinstance(case, Mapped) for case in cases):
        return [Fault(file, content.line, "Tệp tình huống phải có danh sách “cases”.")]
    faults: list[Fault] = []
    seen: set[str] = set()
    for case in cases:
        faults += [Fault(file, case.line_of(key), message) for key, message in _faults(case)]
        faults += _contradictions(file, case)
        if str(case.get("id")) in seen:
            faults.append(Fault(file, case.line_of("id"), f"Mã tình huống “{case.get('id')}” dùng hai lần."))
        seen.add(str(case.get("id")))
    return faults


def _contradictions(file: str, case: Mapped) -> list[Fault]:
    """Facts that cannot all be true are a fault of the file, never a verdict. A key or word of the facts that is
    unknown makes the case fail when it is run."""
    facts = case.get("facts")
    if case.get("kind") != "eligibility" or not isinstance(facts, Mapped):
        return []
    try:
        read_facts(case["subject"], facts)
    except InputFault as fault:
        return [
            Fault(file, facts.line_of(issue.code.partition(".")[2]), f"{issue.message} {issue.cure}")
            for issue in fault.issues
            if issue.code.startswith("contradiction.")
        ]
    return []


def _faults(case: Mapped) -> Iterator[tuple[str, str]]:
    kind = str(case.get("kind"))
    for key, wanted in (_ALWAYS | _NEEDS.get(kind, {})).items():
        if not has_type(case.get(key), wanted):
            yield key, f"Tình huống thiếu khóa “{key}” hoặc giá trị không đúng kiểu."
    if kind not in KINDS:
        yield "kind", f"Không có loại tình huống “{kind}”."
        return
    expect = case.get("expect")
    if not isinstance(expect, dict):
        return
    for key, wanted in _EXPECTS[kind].items():
        if key not in expect:
            yield "expect", f"Kết quả chờ đợi của tình huống thiếu “{key}”."
        elif not has_type(expect[key], wanted) and (key, expect[key]) != ("max", None):
            yield "expect", f"Kết quả chờ đợi “{key}” không đúng kiểu."
    if kind == "eligibility":
        yield from _outcome_faults(expect)
    elif not [key for key, wanted in _NEEDS[kind].items() if not has_type(case.get(key), wanted)]:
        yield from inside(kind, case)


def _outcome_faults(expect: dict[str, object]) -> Iterator[tuple[str, str]]:
    if expect.get("outcome") not in OUTCOMES:
        yield "expect", f"Không có kết luận “{expect.get('outcome')}”."
    cites = expect.get("cites", [])
    for cite in cites if isinstance(cites, list) else ():
        if parse(str(cite)) is None:
            yield "expect", f"Trích dẫn “{cite}” không đúng dạng 06/2022/QH15 art 23 cl 2 pt b."
