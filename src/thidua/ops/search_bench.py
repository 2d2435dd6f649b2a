"""`thidua bench search`, in a process of its own: five hundred searches as officials type them, as a page of the
office and of a unit's clerk, beside the same words looked for by the bare trigram index."""

from __future__ import annotations

import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.ops.measuring import peak_mb, percentile

if TYPE_CHECKING:
    from django.test import Client

SEED, SEARCHES, YEAR = 20240129, 500, 2024
_LETTERS = "abcdefghiklmnopqrstuvxy"


def searches() -> list[tuple[str, str]]:
    """(class, what is typed), the same for the same population."""
    lot = random.Random(SEED)
    kinds = (_whole, _unaccented, _two_words, _other_order, _a_letter_off, _begun, _unit, _number)
    made = [kinds[place % len(kinds)](lot) for place in range(SEARCHES - 20)]
    made += [("họ tên phổ biến", text) for text in ("nguyen", "nguyen thi", "thi", "van", "nguyen van") * 4]
    return made


def _name(lot: random.Random) -> str:
    from thidua.registry.models import Person

    count = Person.objects.order_by("-id").values_list("id", flat=True)[0]
    return Person.objects.filter(id__gte=lot.randint(1, count)).order_by("id")[0].full_name


def _whole(lot: random.Random) -> tuple[str, str]:
    return "cả họ tên", _name(lot)


def _unaccented(lot: random.Random) -> tuple[str, str]:
    from thidua.kernel.text import fold

    return "không dấu", fold(_name(lot))


def _two_words(lot: random.Random) -> tuple[str, str]:
    words = _name(lot).split()
    return "thiếu chữ", f"{words[0]} {words[-1]}"


def _other_order(lot: random.Random) -> tuple[str, str]:
    words = _name(lot).split()
    return "đảo thứ tự", " ".join([words[-1], *words[:-1]])


def _a_letter_off(lot: random.Random) -> tuple[str, str]:
    from thidua.kernel.text import fold

    name = fold(_name(lot))
    place = lot.randrange(1, len(name))
    return "sai một chữ cái", name[:place] + lot.choice(_LETTERS) + name[place + lot.randint(0, 1) :]


def _begun(lot: random.Random) -> tuple[str, str]:
    from thidua.kernel.text import fold

    return "mới gõ vài chữ", fold(_name(lot))[: lot.randint(2, 3)]


def _unit(lot: random.Random) -> tuple[str, str]:
    from thidua.registry.models import OrgUnit

    units = OrgUnit.objects.order_by("id")
    return "đơn vị", units[lot.randrange(units.count())].name


def _number(lot: random.Random) -> tuple[str, str]:
    from thidua.decisions.models import Decision

    decisions = Decision.objects.order_by("id")
    number = decisions[lot.randrange(decisions.count())].number
    return "số quyết định", number if lot.random() < 0.5 else number.partition("/")[0]


@contextmanager
def _readers() -> Iterator[dict[str, Client]]:
    """The office of the whole population and the clerk of one unit, as their browsers; gone afterwards."""
    from django.conf import settings
    from django.db import transaction
    from django.test import Client

    from thidua.access.enums import Role
    from thidua.access.models import Grant, User
    from thidua.registry.models import OrgUnit

    settings.TOTP = "offered"
    units = OrgUnit.objects.order_by("id")
    with transaction.atomic():
        clients = {}
        for name, role, unit in (
            ("thường trực", Role.OFFICE, units[0]),
            ("đơn vị", Role.UNIT_CLERK, units[units.count() - 2]),
        ):
            user = User.objects.create(username=f"do-toc-do-{role}", full_name=name)
            Grant.objects.create(user=user, role=role, unit=unit, from_on=date(2020, 1, 1))
            clients[name] = Client(HTTP_HOST="127.0.0.1")
            clients[name].force_login(user)
        yield clients
        transaction.set_rollback(True)


def ours() -> dict[str, Any]:
    """Milliseconds of every search as a whole page, by reader and class; the first page of each is not counted."""
    from django.urls import reverse

    taken: dict[str, list[float]] = defaultdict(list)
    with _readers() as clients:
        for client in clients.values():
            client.get(reverse("search"), {"q": "nguyen van an"})
        for kind, text in searches():
            for reader, client in clients.items():
                start = time.perf_counter()
                answer = client.get(reverse("search"), {"q": text})
                milliseconds = (time.perf_counter() - start) * 1000
                if answer.status_code != 200:
                    raise AssertionError(f"{text}: {answer.status_code}")
                taken[f"{reader}: tất cả"].append(milliseconds)
                taken[f"{reader}: {kind}"].append(milliseconds)
    whole = [one for name, held in taken.items() if name.endswith(": tất cả") for one in held]
    return {
        "p50": percentile(whole, 50),
        "p95": percentile(whole, 95),
        "by": _both(taken),
        "peak_mb": peak_mb(),
    }


def floor() -> dict[str, Any]:
    """The same words by the index alone: twenty names that hold them, no order, no rights, no letter off, no page."""
    from django.db import connection

    from thidua.kernel.text import fold

    statement = (
        "SELECT id, full_name FROM registry_person WHERE folded_name LIKE %s LIMIT 20",
        "SELECT id, name FROM registry_orgunit WHERE folded_name LIKE %s LIMIT 20",
    )
    taken = []
    with connection.cursor() as cursor:
        for _, text in searches():
            start = time.perf_counter()
            for one in statement:
                cursor.execute(one, [f"%{fold(text)}%"])
                cursor.fetchall()
            taken.append((time.perf_counter() - start) * 1000)
    return {"p50": percentile(taken, 50), "p95": percentile(taken, 95)}


def _both(taken: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    return {name: {"p50": percentile(held, 50), "p95": percentile(held, 95)} for name, held in taken.items()}


def main(side: str, data: Path) -> None:
    """Run one side on a data folder; the measure as JSON on stdout."""
    from thidua.ops.installation import ready

    with ready(data, say=lambda message: None):
        from thidua.ops.population.decisions import fill_decisions

        fill_decisions(YEAR)
        print(json.dumps({"ours": ours, "floor": floor}[side]()))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
