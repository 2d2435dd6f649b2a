"""Rows of two records of one person in many rooms, and all tables as they stand."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from builders import House, born, house, people
from django.apps import apps
from django.db import connection

from thidua.eligibility.models import Hold
from thidua.honours.models import Award
from thidua.initiatives.models import Initiative, InitiativeAuthor
from thidua.kernel.text import fold
from thidua.personnel.models import Correction, PersonMerge
from thidua.registry.models import Discipline, LeadingPost, PerformanceRating, Person, PersonName, Post

# The log of merges itself, what is judged again, and tables that only mirror.
_APART = (
    "audit_",
    "personnel_personmerge",
    "personnel_mergedrow",
    "personnel_duplicatepair",
    "procrastinate_",
)


def tables() -> dict[str, list[Any]]:
    """Every row of every table of the product, history and the log of merges apart."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        mirrors = hasattr(model, "pgh_tracked_model") or table.startswith(_APART)
        if mirrors or not model.__module__.startswith("thidua."):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT to_jsonb(t) FROM {connection.ops.quote_name(table)} t ORDER BY 1")
            found[table] = [str(one) for (one,) in cursor.fetchall()]
    return found


def twins() -> tuple[House, Person, Person]:
    """A house with one person on two records, M of unit A and N of unit B; N's number is an old one."""
    h = house()
    made = people(
        born("M", "Nguyễn Thị Hoa", "A", date(1980, 5, 3), id_number="001180900001"),
        born("N", "Nguyễn Thị Hoà", "B", date(1980, 5, 3), id_number="012345678"),
    )
    return h, made[0], made[1]


def award(person: Person, honour: str, year: int, number: str = "1/QĐ-UBND") -> Award:
    return Award.objects.create(
        honour=honour, person=person, year=year, decision_number=number, decided_on=date(year, 12, 20),
        issued_by="Chủ tịch UBND huyện", source="imported", name_written=person.full_name,
        counted_from=year, counted_until=year,
    )  # fmt: skip


def random_rows(h: House, persons: tuple[Person, Person], rng: random.Random) -> None:
    """Grades, posts, honours, measures, leading posts, holds of both records, many of them in each other's way."""
    shared = Initiative.objects.create(code="SK", title="Chung", scope="grassroots", year=2023)
    for person in persons:
        Post.objects.filter(person=person).delete()
        start = 2000
        while start < 2024 and rng.random() < 0.8:
            end = start + rng.randint(0, 6)
            Post.objects.create(
                person=person, unit=rng.choice((h.a, h.b)), title=rng.choice(("", "Chuyên viên")),
                from_on=date(start, 1, 1), until_on=date(end, 12, 31) if end < 2023 else None,
            )  # fmt: skip
            start = end + 1 if end < 2023 else 9999
        for year in rng.sample(range(2010, 2024), rng.randint(0, 8)):
            PerformanceRating.objects.create(
                person=person, year=year, grade=rng.choice(("good", "completed"))
            )
        for year in rng.sample(range(2018, 2024), rng.randint(0, 4)):
            award(person, rng.choice(("ldtt", "cstd_co_so")), year)
        for name in rng.sample(("Nguyễn Thị Bưởi", "Nguyễn Hoa", "Nguyễn Thị Cam"), rng.randint(0, 2)):
            PersonName.objects.create(person=person, kind="earlier", full_name=name, folded_name=fold(name))
        if rng.random() < 0.5:
            InitiativeAuthor.objects.create(initiative=shared, person=person, share=rng.choice((None, 50)))
        Correction.objects.create(person=person, by="x", field="sex", label="Giới tính", reason="x")
        if rng.random() < 0.5:
            Discipline.objects.create(person=person, kind="warning", from_on=date(2015, 1, 1), ground="x")
        if rng.random() < 0.5:
            LeadingPost.objects.create(person=person, kind="district_secretary", from_on=date(2012, 1, 1))
        if rng.random() < 0.3:
            Hold.objects.create(
                person=person, kind="denunciation", from_on=date(2024, 1, 1), paper="TB", opened_by="x"
            )


def merges() -> int:
    return PersonMerge.objects.count()
