"""Which lines the ledger does not have yet, and the law book it is read by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.db.models import Q

from thidua.honours.models import Award
from thidua.honours.records import AwardRecord
from thidua.lawbook import LawBook, load
from thidua.lawbook.wordings import HonourReader


@lru_cache(maxsize=1)
def law_book() -> LawBook:
    """The law, read once a process. Raises LawFault when a file is broken."""
    return load(settings.LAW_DIR)


@lru_cache(maxsize=1)
def honour_reader() -> HonourReader:
    """Reads wordings of honours as the law book names them; made once a process."""
    return law_book().honour_reader()


def new_lines(records: Sequence[AwardRecord]) -> list[AwardRecord]:
    """The records whose line is not in the ledger, each line once, in the order given."""
    people = {r.person_id for r in records if r.person_id}
    units = {r.unit_id for r in records if r.unit_id}
    lines = Award.objects.filter(Q(person_id__in=people) | Q(unit_id__in=units))
    held = set(lines.values_list("person_id", "unit_id", "honour", "year", "decision_number"))
    new: dict[tuple[object, ...], AwardRecord] = {}
    for r in records:
        if r.key not in held:
            new.setdefault(r.key, r)
    return list(new.values())
