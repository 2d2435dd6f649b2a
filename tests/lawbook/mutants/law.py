"""One change at a time to the law's data: a number by one, a grade or reach by one place, a flag, a word dropped."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thidua.lawbook import LawBook
from thidua.lawbook.facts import GRADES, SCOPES
from thidua.lawbook.rules import AllOf, AnyOf, Criterion, Node, Version


@dataclass(frozen=True)
class LawMutant:
    """One parameter of one criterion with another value, in every lawbook that tests hold."""

    owner: str
    start: str
    whom: str
    criterion: str
    parameter: str
    value: Any

    @property
    def id(self) -> str:
        where = f"law {self.owner} {self.start} {self.whom} {self.criterion}"
        return f"{where}: {self.parameter} becomes {self.value}"

    def apply(self) -> None:
        for module in list(sys.modules.values()):
            book = getattr(module, "BOOK", None)
            if isinstance(book, LawBook):
                for owner, version, criterion in _criteria(book):
                    if (owner, *_named(version), criterion.id) == (
                        *(self.owner, self.start, self.whom, self.criterion),
                    ):
                        object.__setattr__(criterion.check, self.parameter, self.value)


def law_mutants(book: LawBook) -> Iterator[LawMutant]:
    for owner, version, criterion in _criteria(book):
        for parameter in dataclasses.fields(criterion.check):
            value = getattr(criterion.check, parameter.name)
            for new in _others(parameter.name, value):
                yield LawMutant(owner, *_named(version), criterion.id, parameter.name, new)


def _others(name: str, value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        # How a finding is worded changes no outcome; where no grades are kept is a case of its own.
        if name != "paper":
            yield not value
    elif isinstance(value, int):
        yield from (value - 1, value + 1)
    elif name in ("grade", "scope"):
        places: tuple[str, ...] = GRADES if name == "grade" else SCOPES
        place = places.index(value)
        yield from (places[other] for other in (place - 1, place + 1) if 0 <= other < len(places))
    elif isinstance(value, tuple) and name == "bands":
        for place, band in enumerate(value):
            for end in ("from_years", "below_years"):
                for step in (-1, 1) if getattr(band, end) else ():
                    moved = dataclasses.replace(band, **{end: getattr(band, end) + step})
                    yield (*value[:place], moved, *value[place + 1 :])
    elif isinstance(value, tuple) and value:
        yield from (value[:place] + value[place + 1 :] for place in range(len(value)))


def _named(version: Version) -> tuple[str, str]:
    return version.start.isoformat(), ",".join(version.subjects) or "all"


def _criteria(book: LawBook) -> Iterator[tuple[str, Version, Criterion]]:
    owners = [(code, honour.versions) for code, honour in book.catalogue.items()]
    owners += [(f"rule {rule.id}", rule.versions) for rule in book.rules]
    for owner, versions in owners:
        for version in versions:
            for criterion in _leaves(version.requires):
                yield owner, version, criterion


def _leaves(node: Node | None) -> Iterator[Criterion]:
    if isinstance(node, Criterion):
        yield node
    for part in node.parts if isinstance(node, AllOf | AnyOf) else ():
        yield from _leaves(part)
