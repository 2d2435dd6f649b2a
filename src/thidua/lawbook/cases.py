"""Executable cases of the law: read, run against a lawbook, tell what passed, failed, is not covered yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from thidua.kernel.issues import InputFault
from thidua.lawbook.book import LawBook
from thidua.lawbook.citations import parse
from thidua.lawbook.cohort import Cohort
from thidua.lawbook.faults import Fault, LawFault
from thidua.lawbook.given import read_facts
from thidua.lawbook.located import Mapped, read_yaml
from thidua.lawbook.verdict import OUTCOMES

KINDS = ("eligibility", "quota", "vote", "authority", "bonus", "deadline")
Status = Literal["passed", "failed", "not_covered"]


@dataclass(frozen=True)
class CaseResult:
    """One case. `detail` says in Vietnamese what differs, or why the case is not covered yet. A contested
    case has an open expectation: it is listed and never counts."""

    file: str
    id: str
    title: str
    kind: str
    status: Status
    contested: bool = False
    detail: str = ""


@dataclass(frozen=True)
class Tally:
    """Counts for the last lines of a run; contested and uncovered cases count apart."""

    passed: int
    failed: int
    contested: int
    not_covered: int


def tally(results: Sequence[CaseResult]) -> Tally:
    gates = [r for r in results if not r.contested and r.status != "not_covered"]
    return Tally(
        passed=sum(r.status == "passed" for r in gates),
        failed=sum(r.status == "failed" for r in gates),
        contested=sum(r.contested and r.status != "not_covered" for r in results),
        not_covered=sum(r.status == "not_covered" for r in results),
    )


def run(book: LawBook, paths: Iterable[Path]) -> list[CaseResult]:
    """Run the cases of files and folders, in order. Raises LawFault when a file is no file of cases."""
    results = []
    for name, case in _cases(paths):
        results.append(_run(book, name, case))
    return results


def _cases(paths: Iterable[Path]) -> Iterator[tuple[str, Mapped]]:
    for path in paths:
        for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
            if not file.is_file():
                raise LawFault([Fault(str(file), 1, "Không có tệp này.")])
            content = read_yaml(file, file.name)
            if isinstance(content, Fault):
                raise LawFault([content])
            faults = check_file(file.name, content)
            if faults:
                raise LawFault(faults)
            for case in content["cases"]:
                yield file.name, case


def _run(book: LawBook, file: str, case: Mapped) -> CaseResult:
    runner = {"eligibility": _eligibility, "quota": _quota, "vote": _vote}.get(case["kind"])
    detail = ""
    status: Status = "not_covered"
    if runner is None:
        detail = f"Chưa xét loại tình huống “{case['kind']}”."
    elif case["honour"] not in book.catalogue:
        detail = f"Chưa có “{case['honour']}” trong law/honours."
    else:
        status, detail = runner(book, case)
    return CaseResult(
        file=file,
        id=case["id"],
        title=case["title"],
        kind=case["kind"],
        status=status,
        contested=case.get("contested", False),
        detail=detail,
    )


def _told(differences: list[str]) -> tuple[Status, str]:
    return ("failed", "; ".join(differences)) if differences else ("passed", "")


def _eligibility(book: LawBook, case: Mapped) -> tuple[Status, str]:
    code, subject, on, expect = case["honour"], case["subject"], case["on"], case["expect"]
    if book.in_force(code, subject, on) is None:
        return "not_covered", f"Chưa có tiêu chuẩn của “{code}” cho đối tượng này tại ngày {on.isoformat()}."
    try:
        facts = read_facts(subject, case["facts"])
    except InputFault as fault:
        return "failed", str(fault)
    verdict = book.judge(code, Cohort.build(case["year"], [facts]), on).verdict(0)
    differences = []
    if verdict.outcome != expect["outcome"]:
        differences.append(f"kết luận {verdict.outcome}, chờ đợi {expect['outcome']}")
    missing = [key for key in expect.get("unmet", []) if key not in verdict.unmet]
    if missing:
        differences.append(f"lý do {list(verdict.unmet)}, thiếu {missing}")
    missing = [cite for cite in expect.get("cites", []) if not _cited(cite, verdict.cites)]
    if missing:
        differences.append(f"trích dẫn {list(verdict.cites)}, thiếu {missing}")
    return _told(differences)


def _cited(wanted: str, cites: Sequence[str]) -> bool:
    place = parse(wanted)
    return place is not None and any(got is not None and got.within(place) for got in map(parse, cites))


def _quota(book: LawBook, case: Mapped) -> tuple[Status, str]:
    """The national cap and a local one both bind; without either there is no cap."""
    unit, quota = case["unit"], book.quota(case["honour"], case["on"])
    limits = []
    if quota:
        if quota.of not in unit:
            return "not_covered", f"Tình huống không nêu “{quota.of}”."
        limits.append(quota.limit(unit[quota.of]))
    if "local_cap_percent" in unit:
        limits.append(unit["ldtt_count"] * unit["local_cap_percent"] // 100)
    if not limits and not set(unit) <= {"ldtt_count", "flag_count", "candidates"}:
        return "not_covered", "Chưa xét loại giới hạn này."
    got = min(limits, default=None)
    wanted = case["expect"]["max"]
    return _told([] if got == wanted else [f"tối đa {got}, chờ đợi {wanted}"])


def _vote(book: LawBook, case: Mapped) -> tuple[Status, str]:
    council, expect = case["council"], case["expect"]
    needed = book.vote(case["honour"], case["on"], council["members"])
    passes = council["yes_present"] + council["yes_written"] >= needed
    got: dict[str, Any] = {"passes": passes, "needed": needed}
    return _told(
        [f"{key}: {got[key]}, chờ đợi {value}" for key, value in expect.items() if got[key] != value]
    )


def check_file(file: str, content: Mapped) -> list[Fault]:
    """Faults in the shape of a file of cases: keys, kind, day, outcome, grammar of citations, ids."""
    cases = content.get("cases")
    if not isinstance(cases, list) or not all(isinstance(case, Mapped) for case in cases):
        return [Fault(file, content.line, "Tệp tình huống phải có danh sách “cases”.")]
    faults: list[Fault] = []
    seen: set[str] = set()
    for case in cases:
        faults += [Fault(file, case.line_of(key), message) for key, message in _case_faults(case)]
        if case.get("id") in seen:
            faults.append(Fault(file, case.line_of("id"), f"Mã tình huống “{case['id']}” dùng hai lần."))
        seen.add(case.get("id", ""))
    return faults


# The one kind whose honours stand inside its items.
_NEEDS: dict[str, dict[str, type]] = {
    "eligibility": {"honour": str, "subject": str, "year": int, "facts": dict},
    "quota": {"honour": str, "unit": dict},
    "vote": {"honour": str, "council": dict},
    "authority": {"honour": str, "decider": str},
    "bonus": {"items": list},
    "deadline": {"honour": str, "event": dict},
}


def _case_faults(case: Mapped) -> Iterator[tuple[str, str]]:
    needs: dict[str, type] = {"id": str, "title": str, "source": str, "kind": str, "on": date, "expect": dict}
    needs |= _NEEDS.get(case.get("kind", ""), {})
    for key, kind in needs.items():
        if not isinstance(case.get(key), kind):
            yield key, f"Tình huống thiếu khóa “{key}” hoặc giá trị không đúng kiểu."
    if case.get("kind") not in KINDS:
        yield "kind", f"Không có loại tình huống “{case.get('kind')}”."
    expect = case.get("expect")
    if case.get("kind") != "eligibility" or not isinstance(expect, dict):
        return
    if expect.get("outcome") not in OUTCOMES:
        yield "expect", f"Không có kết luận “{expect.get('outcome')}”."
    for cite in expect.get("cites", []):
        if parse(cite) is None:
            yield "expect", f"Trích dẫn “{cite}” không đúng dạng 06/2022/QH15 art 23 cl 2 pt b."
