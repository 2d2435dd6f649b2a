"""Fills an empty database with the invented population."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from thidua.audit.actions import record
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import number
from thidua.movements.models import Season
from thidua.ops.population import names
from thidua.ops.population.bare import bare
from thidua.ops.population.lives import UNIT_SIZE, Lives, lives
from thidua.ops.population.staging import stage
from thidua.ops.population.statements import FILL, INVENTED, STAGED, TABLES
from thidua.ops.population.units import make_units
from thidua.registry.models import OrgUnit, Person

SEED = 2024
UNTIL = 2024
_BLOCK = 50_000


@dataclass(frozen=True)
class _Loader:
    username: str = "nap-thu"


def population() -> int:
    """How many invented people the database holds; 0 when it holds none, or somebody real."""
    people = Person.objects.count()
    return people if people and not Person.objects.exclude(code__startswith=INVENTED).exists() else 0


def fill(*, people: int, years: int, say: Callable[[str], None]) -> None:
    """Invent `people` persons with `years` years, the same for the same figures, in one transaction.

    Units of a hundred, below communes, below one province. Raises Refused when the database holds anything.
    """
    _check_empty()
    with transaction.atomic(), connection.cursor() as cursor, bare(cursor, TABLES):
        for table, kinds in STAGED.items():
            columns = ", ".join(f"{name} {kind}" for name, kind in kinds.items())
            cursor.execute(f"CREATE TEMPORARY TABLE {table} ({columns}) ON COMMIT DROP")
        _stock(cursor)
        _bodies(cursor, make_units(-(-people // UNIT_SIZE), year=UNTIL))
        for first in range(1, people + 1, _BLOCK):
            block = min(_BLOCK, people + 1 - first)
            _write(cursor, lives(first, block, years=years, until=UNTIL, seed=SEED))
            say(f"Đã ghi {number(first + block - 1)} / {number(people)} người.")
        cursor.execute("SELECT setval(pg_get_serial_sequence('registry_person', 'id'), %s)", [people])
        record(actor=_Loader(), verb="population.invented", subject="registry.Person", created=people)
        say("Đang lập lại chỉ mục và kiểm tra ràng buộc.")


def settle() -> None:
    """Let the database look over what was filled in; outside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) " + ", ".join(TABLES))


def _check_empty() -> None:
    cure = "Chỉ nạp dữ liệu thử vào thư mục dữ liệu mới: thêm --data THƯ_MỤC_MỚI."
    if season := Season.objects.first():
        message = (
            f"cơ sở dữ liệu này đang giữ đợt xét “{season.code}”; không trộn người bịa vào dữ liệu thật."
        )
        raise Refused(Issue("load.season", message, cure))
    if Person.objects.exists() or OrgUnit.objects.exists():
        message = "cơ sở dữ liệu này đã có người hoặc đơn vị."
        raise Refused(Issue("load.people", message, cure))


def _stock(cursor: Any) -> None:
    cursor.execute(
        "CREATE TEMPORARY TABLE name_stock (id int4 PRIMARY KEY, full_name text, folded_name text, sort_key text) "
        "ON COMMIT DROP"
    )
    with cursor.copy("COPY name_stock FROM STDIN") as copy:
        for place, name in enumerate(names.stock(), 1):
            copy.write_row((place, *name))


def _bodies(cursor: Any, ids: Sequence[int]) -> None:
    cursor.execute("CREATE TEMPORARY TABLE staged_bodies (place int8 PRIMARY KEY, id int8) ON COMMIT DROP")
    with cursor.copy("COPY staged_bodies FROM STDIN") as copy:
        for row in enumerate(ids):
            copy.write_row(row)


def _write(cursor: Any, block: Lives) -> None:
    """Stage a block and move it to its tables, so that what is staged stays small."""
    for table, kinds in STAGED.items():
        stage(cursor, table, kinds, getattr(block, table.removeprefix("staged_")))
    for statement in FILL:
        cursor.execute(statement)
    cursor.execute("TRUNCATE " + ", ".join(STAGED))
