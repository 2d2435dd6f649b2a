"""A case as anybody can read it: what was given, what the law should answer, whether the book answers so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.kernel.numbers import day, money, number
from thidua.kernel.text import capital
from thidua.lawbook.book import LawBook
from thidua.lawbook.cases.results import CaseResult
from thidua.lawbook.cases.running import Case, read, run_one
from thidua.lawbook.citations import parse
from thidua.lawbook.given import read_facts
from thidua.lawbook.located import Mapped
from thidua.lawbook.retelling import retold

_ABOUT = {
    "eligibility": "Tiêu chuẩn",
    "quota": "Số lượng",
    "vote": "Phiếu của hội đồng",
    "authority": "Thẩm quyền",
    "bonus": "Tiền thưởng",
    "deadline": "Thời hạn",
}
_COUNTS = {
    "ldtt_count": "số cá nhân đạt Lao động tiên tiến",
    "flag_count": "số tập thể đủ tiêu chuẩn tặng cờ",
    "candidates": "số đề nghị",
    "local_cap_percent": "tỷ lệ của địa phương (%)",
    "places": "số suất",
}


@dataclass(frozen=True)
class Story:
    """One case in words. `sources` are the articles it is taken from."""

    result: CaseResult
    honours: frozenset[str]
    about: str
    on: date
    given: tuple[str, ...]
    expects: str
    sources: tuple[str, ...]


def stories(book: LawBook, paths: Iterable[Path]) -> tuple[Story, ...]:
    """Every case on honours of the book, run and told. Raises LawFault when a file is no file of cases."""
    return tuple(
        _story(book, case) for case in read(paths) if _honours(case.content) <= book.catalogue.keys()
    )


def _honours(case: Mapped) -> frozenset[str]:
    return frozenset({case.get("honour", ""), *(item["honour"] for item in case.get("items", ()))} - {""})


def _story(book: LawBook, one: Case) -> Story:
    case, kind = one.content, one.content["kind"]
    return Story(
        result=run_one(book, one),
        honours=_honours(case),
        about=_ABOUT[kind],
        on=case["on"],
        given=tuple(_GIVEN[kind](book, case)),
        expects=_EXPECTS[kind](book, case["expect"]),
        sources=tuple(_source(book, part) for part in case["source"].split("; ")),
    )


def _source(book: LawBook, cite: str) -> str:
    """A source that follows no grammar names its instrument first, or is a rule of some place."""
    found = parse(cite) or parse(cite.split(" ")[0])
    known = found and book.instruments.get(found.instrument)
    return found.spoken(known.name) if found and known else "Quy định của địa phương"


def _facts(book: LawBook, case: Mapped) -> Iterator[str]:
    yield f"{book.label('subject.' + case['subject'])}, năm xét {case['year']}."
    yield from retold(read_facts(case["subject"], case["facts"]), book.label)


def _unit(book: LawBook, case: Mapped) -> Iterator[str]:
    for key, value in case["unit"].items():
        if key == "tied":
            yield f"{len(value)} đề nghị ngang nhau."
        else:
            yield f"{capital(_COUNTS.get(key, key))}: {number(value)}."


def _council(book: LawBook, case: Mapped) -> Iterator[str]:
    votes = case["council"]
    yield f"Hội đồng {votes['members']} thành viên."
    yield f"Đồng ý tại phiên họp {votes['yes_present']}, bằng văn bản {votes['yes_written']}."


def _decider(book: LawBook, case: Mapped) -> Iterator[str]:
    yield f"Người ký: {book.label('decider.' + case['decider'])}."


def _items(book: LawBook, case: Mapped) -> Iterator[str]:
    for item in case["items"]:
        who = book.label("subject." + item["recipient"]).lower()
        yield (
            f"{book.label(item['honour'])} cho {who}, thành tích {item['period_year']}, "
            f"quyết định ngày {day(item['decided_on'])}."
        )


def _event(book: LawBook, case: Mapped) -> Iterator[str]:
    for name, on in case["event"].items():
        yield f"{capital(book.terms['event'][name])}: {day(on)}."


def _outcome(book: LawBook, expect: Mapped) -> str:
    unmet = [_reason(book, key) for key in expect.get("unmet", ())]
    return "; ".join([book.label("outcome." + expect["outcome"]), *unmet]) + "."


def _reason(book: LawBook, key: str) -> str:
    return book.terms["reason"].get(key) or book.label(key)


def _most(book: LawBook, expect: Mapped) -> str:
    if expect["max"] is None:
        return "Không giới hạn số lượng."
    return f"Được tặng nhiều nhất {number(expect['max'])}."


_GIVEN: Mapping[str, Callable[[LawBook, Mapped], Iterator[str]]] = {
    "eligibility": _facts,
    "quota": _unit,
    "vote": _council,
    "authority": _decider,
    "bonus": _items,
    "deadline": _event,
}
_EXPECTS: Mapping[str, Callable[[LawBook, Mapped], str]] = {
    "eligibility": _outcome,
    "quota": _most,
    "vote": lambda book, e: f"{'Đạt' if e['passes'] else 'Không đạt'}: cần {e['needed']} phiếu đồng ý.",
    "authority": lambda book, e: "Đúng thẩm quyền." if e["competent"] else "Không đúng thẩm quyền.",
    "bonus": lambda book, e: f"Tổng tiền thưởng {money(e['total_vnd'])}.",
    "deadline": lambda book, e: f"Hạn: {day(e['due_on'])}.",
}
