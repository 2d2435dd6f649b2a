"""Persons, units, posts, yearly grades and discipline. Everything that changes carries its days."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Func, Q

from thidua.audit.history import tracked
from thidua.registry.enums import (
    DisciplineKind,
    EffectKind,
    Grade,
    Group,
    IdKind,
    LeadingPostKind,
    NameKind,
    Sex,
    UnitChange,
    UnitLevel,
)


class DayRange(Func):
    """daterange(from, until, '[]'): both days count."""

    function = "DATERANGE"
    output_field = DateRangeField()


def one_at_a_time(name: str, *, of: str) -> ExclusionConstraint:
    """No two rows `of` the same owner share a day."""
    days = DayRange(F("from_on"), F("until_on"), RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    return ExclusionConstraint(
        name=name, expressions=[(of, RangeOperators.EQUAL), (days, RangeOperators.OVERLAPS)]
    )


def words_of_name(name: str) -> GinIndex:
    """Serves searches for words of a folded name, whole or begun, in any order."""
    return GinIndex(SearchVector("folded_name", config="simple"), name=name)


@tracked()
class OrgUnit(models.Model):
    """A body that persons work in and that may itself be honoured as a collective, as it stands now or stood last.

    `from_on` is the first day of this state (none: as far back as the register goes), `until_on` the last day of
    a body that ended. Earlier names, codes and places in the tree are `UnitState`. `code` never changes;
    `official_code` is the state's, which it may give to another body later.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    folded_name = models.CharField(max_length=300)
    sort_key = models.TextField()
    kind = models.CharField(max_length=120, blank=True)
    official_code = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=20, choices=UnitLevel.choices, default=UnitLevel.BODY)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        indexes = [
            GinIndex(fields=["folded_name"], opclasses=["gin_trgm_ops"], name="orgunit_name_trgm"),
            models.Index(
                fields=["folded_name"], opclasses=["varchar_pattern_ops"], name="orgunit_name_begins"
            ),
            words_of_name("orgunit_name_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="unit_ends_after_it_starts",
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["official_code"],
                name="one_living_unit_an_official_code",
                condition=Q(until_on__isnull=True) & ~Q(official_code=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class UnitAct(models.Model):
    """An act that changed units from a day on, with the paper it rests on. `uncertain`: the paper was not read
    in full, so what became of what is not settled."""

    change = models.CharField(max_length=20, choices=UnitChange.choices)
    effective_on = models.DateField()
    basis = models.CharField(max_length=200)
    source = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)
    uncertain = models.BooleanField(default=False)
    recorded_by = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["effective_on"])]

    def __str__(self) -> str:
        return f"{self.get_change_display()} {self.effective_on:%d/%m/%Y} ({self.basis})"


@tracked()
class UnitState(models.Model):
    """How a unit was named, coded and placed before an act changed it; both days count."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="states")
    name = models.CharField(max_length=300)
    folded_name = models.CharField(max_length=300)
    sort_key = models.TextField()
    kind = models.CharField(max_length=120, blank=True)
    official_code = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=20, choices=UnitLevel.choices)
    parent = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="former_children")
    from_on = models.DateField(null=True)
    until_on = models.DateField()
    ended_by = models.ForeignKey(UnitAct, on_delete=models.PROTECT, related_name="ended_states")

    class Meta:
        constraints = [
            one_at_a_time("one_state_at_a_time", of="unit"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (đến {self.until_on:%d/%m/%Y})"


@tracked()
class UnitEffect(models.Model):
    """What an act did to one unit. `before`: the fields of the unit before the act by their column names, empty for
    a unit that began by it or only received another; from these an act is undone."""

    act = models.ForeignKey(UnitAct, on_delete=models.PROTECT, related_name="effects")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="effects")
    kind = models.CharField(max_length=20, choices=EffectKind.choices)
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["act", "unit"], name="one_effect_of_an_act_on_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_kind_display()}"


@tracked()
class Succession(models.Model):
    """One unit, or a part of it, goes on in another: many to many, by an act."""

    predecessor = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="origins")
    act = models.ForeignKey(UnitAct, on_delete=models.PROTECT, related_name="successions")
    uncertain = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "act"], name="one_succession_an_act"),
            models.CheckConstraint(name="no_unit_succeeds_itself", condition=~Q(predecessor=F("successor"))),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


@tracked(exclude=("id_sealed", "id_hash", "id_last_digits"))
class Person(models.Model):
    """A person, apart from posts and honours. `code` is the one the register gives.

    `group` is whom the law counts the person among, from a day (none: as far back as the register goes); blank is
    unknown. A record merged into another keeps its code, name and numbers, which lead on to that one.
    """

    code = models.CharField(max_length=40, unique=True)
    full_name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200, db_index=True)
    sort_key = models.TextField()
    sex = models.CharField(max_length=10, choices=Sex.choices, blank=True)
    born_on = models.DateField(null=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    id_sealed = models.BinaryField(null=True)
    id_hash = models.CharField(max_length=64, null=True, unique=True)
    id_last_digits = models.CharField(max_length=3, blank=True)
    id_kind = models.CharField(max_length=20, choices=IdKind.choices, blank=True)
    nationality = models.CharField(max_length=60, blank=True)
    started_on = models.DateField(null=True)
    group = models.CharField(max_length=20, choices=Group.choices, blank=True)
    group_from = models.DateField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")

    class Meta:
        indexes = [
            GinIndex(fields=["folded_name"], opclasses=["gin_trgm_ops"], name="person_name_trgm"),
            words_of_name("person_name_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="nobody_merged_into_self",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


@tracked()
class PersonName(models.Model):
    """Another name of a person: borne earlier, with its days, or another spelling that papers have."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=20, choices=NameKind.choices)
    full_name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200, db_index=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    paper = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [words_of_name("person_other_name_words")]
        constraints = [
            models.UniqueConstraint(fields=["person", "full_name"], name="one_name_once"),
            models.CheckConstraint(
                name="name_ends_after_it_starts",
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


@tracked(exclude=("sealed", "hash", "last_digits"))
class PersonNumber(models.Model):
    """A further personal number: the old card, a passport, a number the register held before."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="numbers")
    kind = models.CharField(max_length=20, choices=IdKind.choices)
    sealed = models.BinaryField()
    hash = models.CharField(max_length=64, unique=True)
    last_digits = models.CharField(max_length=3)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} … {self.last_digits}"


@tracked()
class Post(models.Model):
    """A person's post in the unit of record, from a day until a day (none: still held). `begun_by`: the act on units
    by which the person came here."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200, blank=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    begun_by = models.ForeignKey(UnitAct, on_delete=models.PROTECT, null=True, related_name="begun_posts")

    class Meta:
        constraints = [
            one_at_a_time("one_post_at_a_time", of="person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.title or self.unit}"


@tracked()
class PerformanceRating(models.Model):
    """The grade of a person or a collective for one year. The indexes of the constraints serve the keys too."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="ratings", db_index=False
    )
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, null=True, related_name="ratings", db_index=False
    )
    year = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=20, choices=Grade.choices)

    class Meta:
        indexes = [models.Index(fields=["year"])]
        constraints = [
            models.CheckConstraint(
                name="rating_of_person_or_unit",
                condition=Q(person__isnull=True, unit__isnull=False)
                | Q(person__isnull=False, unit__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["person", "year"],
                # The grade rides along, so that a screening reads the index alone.
                include=["grade"],
                name="one_grade_a_person_year",
                condition=Q(person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["unit", "year"], name="one_grade_a_unit_year", condition=Q(unit__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit} {self.year}: {self.get_grade_display()}"


@tracked(exclude=("ground",))
class Discipline(models.Model):
    """A disciplinary measure in force from its decision until `until_on` (none: end not on record)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disciplines")
    kind = models.CharField(max_length=20, choices=DisciplineKind.choices)
    number = models.CharField(max_length=60, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ground = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "from_on"], name="one_measure_a_day"),
            models.CheckConstraint(
                name="discipline_ends_after_it_starts",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()} {self.number}"


@tracked()
class LeadingPost(models.Model):
    """A leading post held from a day to its last day (none: still held), in whatever body. Apart from `Post`: two
    may be held at once, and the years count, not the unit."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leading_posts")
    kind = models.CharField(max_length=40, choices=LeadingPostKind.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    paper = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "from_on"], name="one_leading_post_a_day"),
            models.CheckConstraint(
                name="leading_post_ends_after_it_starts",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
