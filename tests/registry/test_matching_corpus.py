"""Thousands of lines by rule, labelled with whom they mean: nobody wrong is ever taken, hardly anybody is missed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest
from builders import System, people, units
from spoilt.lines import NEAT, UNITS, Line, false_lines, register, true_lines
from spoilt.names import WAYS
from spoilt.stock import HELD_OUT, WORKED_ON, Stock

from thidua.kernel.sheets.fields import read_id, read_name
from thidua.kernel.text import fold
from thidua.registry import identity
from thidua.registry.actions import changes
from thidua.registry.models import OrgUnit
from thidua.registry.queries.candidates import ids_meant
from thidua.registry.queries.matching import Clue, Match, PersonIndex

pytestmark = pytest.mark.django_db
TRUE, FALSE, PERSONS = 3_600, 1_400, 560


class Asked:
    """A register in the database, asked line by line as an import asks."""

    def __init__(self, records: list[object]) -> None:
        codes = (*UNITS, "D", "Z")
        self.units: dict[str, OrgUnit] = dict(
            zip(codes, units(*((code, f"Trường {code}", "") for code in codes)), strict=True)
        )
        people(*records)  # type: ignore[arg-type]
        self._merge_a()
        self.index = PersonIndex()

    def _merge_a(self) -> None:
        """Unit A went into E; the register still has its people in A, lists may write either."""
        basis = changes.Basis("1/NQ-MẪU", date(2024, 1, 1))
        parts = [self.units["A"], self.units["Z"]]
        self.units["E"] = changes.merge(
            actor=System(), units=parts, into=changes.NewUnit("E", "Trường E"), basis=basis
        )

    def match(self, line: Line) -> Match:
        number = read_id(line.id_number)[0] if line.id_number else ""
        hashed = identity.lookup_hash(number) if number else ""
        year = line.birth_year or (line.born_on.year if line.born_on else None)
        clue = Clue(read_name(line.name)[0], hashed, line.born_on, year, self.units[line.unit])
        return self.index.match(clue)


def outcome(match: Match, line: Line) -> str:
    """right, wrong; asked with the person among the candidates; missed."""
    if match.found:
        return "right" if match.found.person.code == line.means else "wrong"
    named = [known.person.code for known in match.candidates]
    return "asked" if line.means in named else "missed"


def as_a_file_asks(asked: Asked, lines: list[Line]) -> list[str]:
    """Ways of lines that mean somebody else when only those are loaded whom the lines of a file can mean."""
    numbers = {n for one in lines if one.id_number and (n := read_id(one.id_number)[0])}
    names = {fold(read_name(one.name)[0]) for one in lines}
    whole = [asked.match(one).found for one in lines]
    asked.index = PersonIndex(
        ids_meant(names=names, hashes=set(map(identity.lookup_hash, numbers)), codes=())
    )
    found = [asked.match(one).found for one in lines]
    return [
        one.way
        for one, a, b in zip(lines, whole, found, strict=True)
        if (a and a.person.pk) != (b and b.person.pk)
    ]


def tally(asked: Asked, lines: Iterable[Line]) -> tuple[Counter[tuple[str, str]], list[Line]]:
    counts: Counter[tuple[str, str]] = Counter()
    wrong = []
    for line in lines:
        said = outcome(asked.match(line), line)
        counts[line.way, said] += 1
        wrong += [line] if said == "wrong" else []
    return counts, wrong


def table(counts: Counter[tuple[str, str]]) -> str:
    """By way of writing: right, asked, missed, wrong."""
    ways = dict.fromkeys(way for way, _ in counts)
    kinds = ("right", "asked", "missed", "wrong")
    return "\n" + "\n".join(f"{way:24} {[counts[way, kind] for kind in kinds]}" for way in ways)


@pytest.mark.parametrize(
    ("stock", "seed"), [(WORKED_ON, 11), (HELD_OUT, 2024)], ids=["worked_on", "held_out"]
)
def test_nobody_wrong_is_taken_and_hardly_anybody_missed(stock: Stock, seed: int) -> None:
    lot = random.Random(seed)
    records = register(stock, lot, PERSONS)
    asked = Asked(records)  # type: ignore[arg-type]
    true, wrong = tally(asked, true_lines(records, lot, TRUE))
    false, taken = tally(asked, false_lines(records, stock, lot, FALSE))
    print(table(true), table(false))
    assert wrong == []
    assert taken == []
    found = sum(count for (_, said), count in true.items() if said in ("right", "asked"))
    assert found * 100 >= TRUE * 97, table(true)
    neat = [count for (way, said), count in true.items() if way in NEAT and said == "right"]
    # Asking about everybody would be no matching: a name written cleanly is taken, unless the rest is spoilt.
    assert sum(neat) * 100 >= TRUE * len(NEAT) // len(WAYS) * 80, table(true)
    assert sum(false.values()) >= 1_300
    lines = [*true_lines(records, lot, 200), *false_lines(records, stock, lot, 50)]
    assert as_a_file_asks(asked, lines) == []
