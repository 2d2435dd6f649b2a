"""`thidua bench roll`, in a process of its own: three hundred searches of the public roll as citizens type them, each
as a whole page made anew, beside the same words looked for by the bare trigram index."""

from __future__ import annotations

import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.kernel.text import fold
from thidua.ops.measuring import peak_mb, percentile

if TYPE_CHECKING:
    from thidua.honours.models import Award

SEED, SEARCHES, PEOPLE, MOST_MS = 20231229, 300, 300_000, 300
_COMMON = ("nguyen", "nguyen thi", "thi", "van", "nguyễn văn", "don vi mau", "an", "le")
_ORDERS = ("ten", "danh_hieu", "nam", "so", "ngay")

Search = tuple[str, Mapping[str, str]]


def searches(count: int = SEARCHES) -> list[Search]:
    """(class, words of the address), the same for the same roll."""
    lot = random.Random(SEED)
    kinds = (
        _name,
        _unaccented,
        _two_words,
        _common,
        _unit,
        _unit_then,
        _unit_today,
        _of_year,
        _number,
        _plain,
    )
    return [kinds[place % len(kinds)](lot) for place in range(count)]


def _line(lot: random.Random) -> Award:
    from thidua.honours.queries import on_roll

    ids = on_roll().order_by("id").values_list("id", flat=True)
    return on_roll().filter(id__gte=lot.randint(ids[0], ids.reverse()[0])).order_by("id")[0]


def _name(lot: random.Random) -> Search:
    return "cả họ tên", {"q": _line(lot).name_written}


def _unaccented(lot: random.Random) -> Search:
    return "không dấu", {"q": fold(_line(lot).name_written)}


def _two_words(lot: random.Random) -> Search:
    words = _line(lot).name_written.split()
    return "hai chữ", {"q": f"{words[0]} {words[-1]}"}


def _common(lot: random.Random) -> Search:
    """The most common words, sorted by any column, on any page; half of them of one year."""
    query = {"q": lot.choice(_COMMON), "sap": lot.choice(("", "-")) + lot.choice(_ORDERS)}
    if lot.random() < 0.5:
        query["nam"] = str(_line(lot).year)
    return "chữ phổ biến", query | {"trang": str(lot.choice((1, 1, 2, 10, 200)))}


def _unit(lot: random.Random) -> Search:
    return "đơn vị", {"q": _line(lot).unit_written}


def _unit_then(lot: random.Random) -> Search:
    return "đơn vị khi được khen", {"khi_do": lot.choice((str, fold))(_line(lot).unit_written)}


def _unit_today(lot: random.Random) -> Search:
    from thidua.registry.models import OrgUnit

    living = (
        OrgUnit.objects.filter(until_on__isnull=True).exclude(parent__isnull=True).order_by("-level", "id")
    )
    return "đơn vị hiện nay", {"don_vi": living[lot.randrange(living.count())].name}


def _of_year(lot: random.Random) -> Search:
    one = _line(lot)
    query = {"nam": str(one.year), "danh_hieu": one.honour}
    return "năm, danh hiệu", query | ({"q": fold(one.name_written).split()[0]} if lot.random() < 0.5 else {})


def _number(lot: random.Random) -> Search:
    number = _line(lot).decision_number
    typed = lot.choice((number, number.partition("/")[0], fold(number).replace(" ", "/", 1)))
    return "số quyết định", {"q": typed}


def _plain(lot: random.Random) -> Search:
    """No words: the list itself by every column and page."""
    order = lot.choice(("", "-")) + lot.choice(_ORDERS)
    return "không tìm", {"sap": order, "trang": str(lot.choice((1, 2, 50, 200)))}


def ours(count: int = SEARCHES) -> dict[str, Any]:
    """Milliseconds of every search as a whole page, by class; the very first page is not counted."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    settings.PAGE_SECONDS = 0
    client, address = Client(HTTP_HOST="127.0.0.1"), reverse("honour_roll")
    taken: dict[str, list[float]] = defaultdict(list)
    client.get(address)
    slowest: tuple[float, Mapping[str, str]] = (0, {})
    for kind, query in searches(count):
        start = time.perf_counter()
        answer = client.get(address, query)
        milliseconds = (time.perf_counter() - start) * 1000
        if answer.status_code != 200:
            raise AssertionError(f"{query}: {answer.status_code}")
        taken[kind].append(milliseconds)
        slowest = max(slowest, (milliseconds, query), key=lambda one: one[0])
    whole = [one for held in taken.values() for one in held]
    by = {kind: {"p50": percentile(held, 50), "p95": percentile(held, 95)} for kind, held in taken.items()}
    figures = {"p50": percentile(whole, 50), "p95": percentile(whole, 95)}
    return {**figures, "by": by, "slowest": slowest, "peak_mb": peak_mb()}


def floor(count: int = SEARCHES) -> dict[str, Any]:
    """The same words by the index alone: fifty lines that hold them, in no order, no filter, no count, no page."""
    from django.db import connection

    statement = (
        "SELECT id, name_written FROM honours_award WHERE revoked_on IS NULL AND NOT (roll_words = '') "
    )
    taken = []
    with connection.cursor() as cursor:
        for _, query in searches(count):
            words = next((query[key] for key in ("q", "khi_do", "don_vi") if key in query), "")
            start = time.perf_counter()
            cursor.execute(statement + "AND roll_words LIKE %s LIMIT 50", [f"%{fold(words)}%"])
            cursor.fetchall()
            taken.append((time.perf_counter() - start) * 1000)
    return {"p50": percentile(taken, 50), "p95": percentile(taken, 95)}


def main(side: str, data: Path) -> None:
    """Run one side on a data folder; the measure as JSON on stdout."""
    from thidua.ops.installation import ready

    with ready(data, say=lambda message: None):
        from thidua.ops.population.roll import fill_roll

        lines = fill_roll()
        print(json.dumps({"lines": lines, **{"ours": ours, "floor": floor}[side]()}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
