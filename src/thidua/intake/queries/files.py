"""Files somebody may see, what works on one, the layout its sender used last, and what bars taking one back."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model, QuerySet

from thidua.access.models import User
from thidua.access.queries import granted_units, units_with
from thidua.flow.models import Job
from thidua.intake.models import Intake, Layout, WrittenRow
from thidua.kernel.issues import Issue, Place
from thidua.kernel.numbers import number
from thidua.registry.models import OrgUnit, Person
from thidua.registry.queries.tree import ancestor_ids

# How a refusal names rows that rest on what a file brought in.
_NAMED = {
    "honours.award": "dòng sổ khen thưởng",
    "nominations.nomination": "hồ sơ đề nghị",
    "registry.post": "chức vụ, đơn vị công tác",
    "registry.performancerating": "xếp loại hằng năm",
    "registry.discipline": "kỷ luật",
    "registry.leadingpost": "chức vụ lãnh đạo",
    "registry.orgunit": "đơn vị trực thuộc",
    "registry.personname": "tên khác",
    "personnel.correction": "lần sửa hồ sơ",
    "personnel.personmerge": "lần gộp hồ sơ",
    "personnel.transfer": "đề nghị chuyển công tác",
    "access.grant": "quyền đã giao",
    "eligibility.verdict": "kết luận xét tiêu chuẩn",
}


def intakes_for(user: User) -> QuerySet[Intake]:
    """Files of the units on which the user may take files in; never their contents."""
    units = units_with(user, "intake.manage")
    return Intake.objects.filter(unit_id__in=units).defer("sealed", "corrections")


def scope_of(user: User, sender: OrgUnit) -> OrgUnit | None:
    """The highest unit above the sender on which the user may take files in: rows may be about it and below."""
    granted = granted_units(user, "intake.manage")
    for one in reversed(ancestor_ids(sender)):
        if one in granted:
            return OrgUnit.objects.get(pk=one)
    return None


def job_of(intake: Intake) -> Job | None:
    """The latest job that works, or worked, on the file."""
    jobs = Job.objects.filter(kind__startswith="intake.", arguments__intake=intake.pk)
    return jobs.order_by("-id").first()


def layout_of(intake: Intake) -> Layout | None:
    return Layout.objects.filter(sender=intake.sender_id, kind=intake.kind).first()


def why_not_undone(intake: Intake) -> Issue | None:
    """What rests on the rows of an accepted file: rows changed since, rows that refer to them, later verdicts."""
    place = Place(intake.file)
    tables = list(intake.written.order_by().values_list("table", flat=True).distinct())
    if changed := sum(_changed(intake, table) for table in tables):
        message = f"{number(changed)} dòng đã được sửa hoặc xóa sau khi ghi, nên không hoàn tác được."
        return Issue("intake.changed", message, "Sửa riêng từng dòng trên trang của nó.", place)
    for model in _models(tables):
        for key in _keys_to(model):
            if resting := _referring(intake, model, key):
                return _rests(key.model, resting, place)
    return _judged(intake, tables, place)


def _changed(intake: Intake, table: str) -> int:
    quote = connection.ops.quote_name
    return _count(
        f"SELECT count(*) FROM intake_writtenrow w LEFT JOIN {quote(table)} t ON t.id = w.row "
        'WHERE w.intake_id = %s AND w."table" = %s '
        "AND coalesce(CASE WHEN t.id IS NULL THEN '' ELSE md5(to_jsonb(t)::text) END, '') <> w.mark",
        [intake.pk, table],
    )


def _models(tables: list[str]) -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.db_table in tables]


def _keys_to(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    """Columns of all tables that refer to the model; history only mirrors, and the intake's own log is no fact."""
    return [
        field
        for other in apps.get_models(include_auto_created=True)
        if not hasattr(other, "pgh_tracked_model") and other._meta.managed and other is not WrittenRow
        for field in other._meta.local_concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is model
    ]


def _referring(intake: Intake, model: type[Model], key: ForeignKey[Any, Any]) -> int:
    """Rows of the key's table, not made by this intake, that refer to a row it made."""
    quote = connection.ops.quote_name
    table = key.model._meta.db_table
    made = 'SELECT w.row FROM intake_writtenrow w WHERE w.intake_id = %s AND w."table" = %s AND w.was IS NULL'
    return _count(
        f"SELECT count(*) FROM {quote(table)} t WHERE t.{quote(key.column)} IN ({made}) AND t.id NOT IN ({made})",
        [intake.pk, model._meta.db_table, intake.pk, table],
    )


def _judged(intake: Intake, tables: list[str], place: Place) -> Issue | None:
    """Rows of rooms above that were made later from the facts of a person or unit the file told something of."""
    for model in apps.get_models():
        moment = getattr(model, "rests_on_facts", "")
        for owner, subject in ((Person, "person_id"), (OrgUnit, "unit_id")) if moment else ():
            resting = sum(
                _later(intake, model, moment, subject, table) for table in tables_of(subject, tables, owner)
            )
            if resting:
                return _rests(model, resting, place)
    return None


def tables_of(subject: str, tables: list[str], owner: type[Model]) -> list[tuple[str, str]]:
    """(table, its column that names the subject) among the tables; the subject's own table names itself."""
    found = []
    for model in _models(tables):
        columns = {field.column for field in model._meta.local_concrete_fields}
        if model is owner:
            found.append((model._meta.db_table, "id"))
        elif subject in columns:
            found.append((model._meta.db_table, subject))
    return found


def _later(intake: Intake, model: type[Model], moment: str, subject: str, told: tuple[str, str]) -> int:
    quote = connection.ops.quote_name
    table, column = told
    return _count(
        f"SELECT count(*) FROM {quote(model._meta.db_table)} v WHERE v.{quote(moment)} > %s "
        f"AND v.{quote(subject)} IN (SELECT t.{quote(column)} FROM {quote(table)} t "
        'JOIN intake_writtenrow w ON w.row = t.id WHERE w.intake_id = %s AND w."table" = %s)',
        [intake.accepted_at, intake.pk, table],
    )


def _count(statement: str, values: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.fetchone()[0])


def _rests(model: type[Model], rows: int, place: Place) -> Issue:
    what = _NAMED.get(model._meta.label_lower, "dòng dữ liệu khác")
    message = f"{number(rows)} {what} dựa vào các dòng đã ghi từ tệp này, nên không hoàn tác được."
    return Issue("intake.rested_on", message, "Gỡ các dòng đó trước, hoặc sửa riêng từng dòng.", place)
