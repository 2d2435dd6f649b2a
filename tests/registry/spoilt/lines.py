"""A crowded register of invented persons, and lines that mean one of them, or somebody who is not in it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spoilt.names import WAYS
from spoilt.stock import Stock
from thidua.kernel.text import fold
from thidua.registry.records import PersonRecord

UNITS = ("A", "B", "C")
NEAT = {"nguyên vẹn", "chữ in hoa", "chữ thường", "không dấu", "không dấu, in hoa", "dấu tách rời"}


@dataclass(frozen=True)
class Line:
    """What stands in the cells, and the code of the person meant; empty when nobody of the register is."""

    means: str
    way: str
    name: str
    unit: str
    born_on: date | None = None
    birth_year: int | None = None
    id_number: str = ""


def register(stock: Stock, lot: random.Random, count: int) -> list[PersonRecord]:
    """Persons among whom are namesakes, siblings, twins a letter apart, fathers and sons."""
    made: list[PersonRecord] = []
    while len(made) < count:
        place = len(made)
        birth = date(lot.randint(1965, 1998), lot.randint(1, 12), lot.randint(1, 28))
        one = PersonRecord(
            f"P{place:04}",
            stock.draw(lot),
            lot.choice(UNITS),
            born_on=birth,
            id_number=f"0010{birth.year % 100:02}{place:06}" if lot.random() < 0.8 else "",
            started_on=date(2005, 1, 1),
        )
        made.append(one)
        if place % 8 == 0:
            made.append(_relative(one, stock, lot, f"P{len(made):04}"))
    return made


def _relative(one: PersonRecord, stock: Stock, lot: random.Random, code: str) -> PersonRecord:
    assert one.born_on is not None
    words = one.full_name.split()
    kind = lot.randrange(4)
    name, birth, unit = one.full_name, one.born_on, one.unit_code
    if kind == 0:  # a twin
        name = " ".join([*words[:-1], lot.choice(stock.given)])
    elif kind == 1:  # a namesake born another year
        birth = date(birth.year - lot.randint(2, 20), birth.month, birth.day)
    elif kind == 2:  # a namesake born the same year, another day
        birth += timedelta(days=lot.randint(40, 90))
    else:  # a namesake in another unit, two days later
        unit, birth = lot.choice([u for u in UNITS if u != unit]), birth + timedelta(days=2)
    number = f"0010{birth.year % 100:02}9{code[1:]:>05}"
    return replace(one, code=code, full_name=name, born_on=birth, unit_code=unit, id_number=number)


def true_lines(people: list[PersonRecord], lot: random.Random, count: int) -> Iterator[Line]:
    """Lines that mean somebody: a way of writing the name in turn; birth, id and unit whole, spoilt or missing."""
    ways = list(WAYS.items())
    for place in range(count):
        one = lot.choice(people)
        way, spoil = ways[place % len(ways)]
        line = Line(one.code, way, spoil(one.full_name, lot), one.unit_code)
        yield _told(line, one, lot)


def _told(line: Line, one: PersonRecord, lot: random.Random) -> Line:
    """Birth and id as lists have them; a name that is hard to read comes with at least a birth or an id."""
    assert one.born_on is not None
    draw = lot.random()
    birth, hard = one.born_on, line.way not in NEAT
    if draw < 0.55:
        line = replace(line, born_on=birth)
    elif draw < 0.75:
        line = replace(line, birth_year=birth.year)
    elif draw < 0.80 and birth.day <= 12:
        line = replace(line, born_on=date(birth.year, birth.day, birth.month))
    elif draw < 0.85:
        line = replace(line, born_on=date(birth.year, birth.month, birth.day % 28 + 1))
    elif draw < 0.88:
        line = replace(line, born_on=date(birth.year + lot.choice((-1, 1)), birth.month, birth.day))
    if one.id_number and lot.random() < (0.9 if hard and draw >= 0.88 else 0.3):
        line = replace(line, id_number=one.id_number)
    if lot.random() < 0.15 and line.born_on == birth and not hard:
        line = replace(line, unit=lot.choice(UNITS))  # moved, and the register does not know yet
    if line.unit == "A" and lot.random() < 0.3:
        line = replace(line, unit="E")  # what A became
    return line


def false_lines(people: list[PersonRecord], stock: Stock, lot: random.Random, count: int) -> Iterator[Line]:
    """Lines of people who are not in the register but resemble somebody; something in each says it is not them."""
    ways = list(WAYS.values())
    for place in range(count):
        one = lot.choice(people)
        assert one.born_on is not None
        spoil = ways[place % len(ways)]
        other_day = one.born_on + timedelta(days=lot.choice((1, 30, 365, 366, 3000)))
        strange_id = f"0011{other_day.year % 100:02}7{place:05}"
        sibling = " ".join([*one.full_name.split()[:-1], "Vượng"])
        kinds = (
            Line("", "khác ngày sinh", spoil(one.full_name, lot), one.unit_code, born_on=other_day),
            Line(
                "", "khác năm sinh", spoil(one.full_name, lot), one.unit_code, birth_year=one.born_on.year + 2
            ),
            Line(
                "", "số của người khác", spoil(one.full_name, lot), one.unit_code, other_day, None, strange_id
            ),
            Line("", "anh chị em", sibling, one.unit_code, born_on=one.born_on),
            Line("", "đơn vị khác, chỉ có năm", spoil(one.full_name, lot), "D", birth_year=one.born_on.year),
            Line(
                "",
                "số chép nhầm, người lạ",
                stock.draw(lot) + " Vượng",
                one.unit_code,
                other_day,
                None,
                one.id_number,
            ),
            Line(
                "",
                "hai người một ô",
                f"{one.full_name}, {stock.draw(lot)}",
                one.unit_code,
                born_on=one.born_on,
            ),
        )
        line = kinds[place % len(kinds)]
        if not _says_of_another(line, people):
            yield line


def _says_of_another(line: Line, people: list[PersonRecord]) -> bool:
    """Whether the line, word for word, is one of somebody in the register: then nobody could tell."""
    return any(
        fold(one.full_name) == fold(line.name)
        and one.born_on is not None
        and (
            one.born_on == line.born_on
            if line.born_on
            else (one.born_on.year, one.unit_code) == (line.birth_year, line.unit)
        )
        for one in people
    )
