"""Two records of one person become one, and two again when that was wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.kernel.issues import Issue, Refused
from thidua.personnel.actions.rows import bring_back, move, move_back, take_out
from thidua.personnel.enums import PairAnswer
from thidua.personnel.models import DuplicatePair, MergedRow, PersonMerge
from thidua.personnel.queries.differences import TAKEN, contradictions, differences
from thidua.personnel.queries.keys import Clash, clashes, person_keys
from thidua.registry.models import Person
from thidua.registry.queries.people import unit_of_record

Side = Literal["survivor", "merged"]


@transaction.atomic
def merge_people(
    *,
    actor: User,
    survivor: Person,
    merged: Person,
    choices: Mapping[str, str] | None = None,
    fields: Collection[str] = (),
    reason: str = "",
) -> PersonMerge:
    """Re-point every row of `merged` to `survivor`, row by row on record; `merged` keeps its code and leads on.

    Who has `person.merge` on the units of both may. `choices` says of each clash (by name) whose row stands, the
    other is taken out and kept in the log; `fields` names what the survivor takes over from the merged record;
    what only that one tells is taken over anyway. Raises Refused when the right is missing, a record is merged
    already, a clash is not chosen or must be settled before, or facts contradict and no reason is given.
    """
    _may(actor, survivor, merged)
    survivor, merged = _locked(survivor, merged)
    _check(survivor, merged, reason)
    found = clashes(survivor, merged)
    out, staying = _chosen(found, choices or {})
    made = PersonMerge.objects.create(
        survivor=survivor, merged=merged, by=actor.username, reason=reason.strip()
    )
    rows = [*take_out(made, out), *_moved(made, staying)]
    MergedRow.objects.bulk_create(rows, batch_size=1000)
    made.fields = _take_over(survivor, merged, fields)
    made.save(update_fields=["fields"])
    Person.objects.filter(pk=merged.pk).update(merged_into=survivor)
    _answer(survivor, merged, PairAnswer.SAME, actor)
    record(
        actor=actor,
        verb="person.merged",
        subject=f"registry.Person:{merged.code}",
        into=survivor.code,
        rows=len(rows),
        taken_out=sum(row.was is not None for row in rows),
    )
    return made


@transaction.atomic
def unmerge_people(*, actor: User, merge: PersonMerge, reason: str) -> list[str]:
    """Give the merged record back exactly what the merge moved or took out; what came later stays where it is.

    Who has `person.merge` on the survivor's unit may. Returns what could not be given back, in words: a row that
    is gone, a field changed since. Raises Refused when the merge was undone, a later merge stands upon it, no
    reason is given, or what came later stands in the place of a row.
    """
    _may(actor, merge.survivor)
    survivor, merged = _locked(merge.survivor, merge.merged)
    merge = PersonMerge.objects.select_for_update().get(pk=merge.pk)
    _check_undoing(merge, survivor, reason)
    rows = list(merge.rows.order_by("id"))
    try:
        with transaction.atomic():
            lost = move_back(merge, [row for row in rows if row.was is None])
            bring_back([row for row in rows if row.was is not None])
    except IntegrityError as fault:
        raise _in_the_way(fault) from fault
    left = _give_back(survivor, merge.fields)
    Person.objects.filter(pk=merged.pk).update(merged_into=None)
    merge.undone_at, merge.undone_by, merge.undone_reason = timezone.now(), actor.username, reason.strip()
    merge.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    _answer(survivor, merged, PairAnswer.DIFFERENT, actor)
    record(
        actor=actor,
        verb="person.unmerged",
        subject=f"registry.Person:{merged.code}",
        out_of=survivor.code,
        rows=len(rows),
        lost=lost,
    )
    return ([f"{lost} dòng đã gộp nay không còn trong hồ sơ"] if lost else []) + left


def _may(actor: User, *people: Person) -> None:
    for person in people:
        if not (answer := can(actor, "person.merge", unit=unit_of_record(person))):
            raise Refused(Issue("merge.right", answer.reason))


def _locked(*people: Person) -> tuple[Person, Person]:
    """Both records as they are now, nobody else changing them; locked in one order, so that no two wait crosswise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('personnel.merging'))")
    held = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=[p.pk for p in people])}
    return held[people[0].pk], held[people[-1].pk]


def _check(survivor: Person, merged: Person, reason: str) -> None:
    if survivor.pk == merged.pk:
        raise Refused(Issue("merge.one", "Hai hồ sơ phải khác nhau.", "Chọn hồ sơ thứ hai."))
    gone = [p for p in (survivor, merged) if p.merged_into_id is not None]
    if gone:
        raise Refused(
            Issue("merge.gone", f"Hồ sơ {gone[0].code} đã được gộp vào hồ sơ khác.", "Tải lại danh sách.")
        )
    said = contradictions(survivor, merged)
    if said and not reason.strip():
        raise Refused(
            Issue(
                "merge.contradiction",
                f"Hai hồ sơ mâu thuẫn: {'; '.join(said)}.",
                "Ghi rõ lý do vì sao vẫn là một người, kèm giấy tờ đã xem.",
            )
        )


def _chosen(
    found: list[Clash], choices: Mapping[str, str]
) -> tuple[list[tuple[Any, Any]], set[tuple[str, int]]]:
    """Rows to take out (with their key), and rows of the merged record that stay where they are."""
    out: dict[tuple[str, int], tuple[Any, Any]] = {}
    stands: set[tuple[str, int]] = set()
    staying: set[tuple[str, int]] = set()
    for clash in found:
        table = clash.key.model._meta.db_table
        if clash.way == "settled":
            raise Refused(
                Issue(
                    "merge.settle", f"Hai hồ sơ đều có: {clash.theirs}.", "Giải quyết một bên trước rồi gộp."
                )
            )
        if clash.way == "kept":
            staying.add((table, clash.theirs.pk))
            continue
        side = "survivor" if clash.alike else choices.get(clash.name, "")
        if side not in ("survivor", "merged"):
            raise Refused(
                Issue(
                    "merge.choose", f"Chưa chọn dòng được giữ: {clash.theirs}.", "Chọn cho từng dòng trùng."
                )
            )
        losing, winning = ([clash.theirs], clash.ours) if side == "survivor" else (clash.ours, [clash.theirs])
        out |= {(table, one.pk): (clash.key, one) for one in losing}
        stands |= {(table, one.pk) for one in winning}
    # A row may lose against one and win over another only if the choices forget it: that is asked, not guessed.
    if both := stands & set(out):
        one = out[sorted(both)[0]][1]
        raise Refused(
            Issue(
                "merge.crossed", f"Lựa chọn trái nhau đối với: {one}.", "Chọn cùng một bên cho các dòng này."
            )
        )
    return list(out.values()), staying


def _moved(made: PersonMerge, staying: set[tuple[str, int]]) -> list[MergedRow]:
    try:
        with transaction.atomic():
            return [row for key in person_keys() for row in move(made, key, staying)]
    except IntegrityError as fault:
        raise _in_the_way(fault) from fault


def _in_the_way(fault: IntegrityError) -> Refused:
    name = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "") or ""
    return Refused(
        Issue(
            "merge.constraint",
            f"Có dòng của hai hồ sơ không thể đứng cạnh nhau ({name}).",
            "Sửa một trong hai dòng trên trang của người này rồi làm lại.",
        )
    )


def _take_over(survivor: Person, merged: Person, wanted: Collection[str]) -> dict[str, Any]:
    """The survivor's columns that change: [before, after] of each, as text."""
    names = {d.name for d in differences(survivor, merged) if d.name in wanted or not d.ours}
    columns = [column for name in TAKEN if name in names for column in TAKEN[name]]
    kept = {}
    for column in columns:
        before, after = getattr(survivor, column), getattr(merged, column)
        if before != after:
            kept[column] = [_text(before), _text(after)]
            setattr(survivor, column, after)
    survivor.save(update_fields=columns or None)
    return kept


def _give_back(survivor: Person, kept: Mapping[str, Any]) -> list[str]:
    """Put columns back that still are what the merge made them; name the others."""
    changed = []
    for column, (before, after) in kept.items():
        field = Person._meta.get_field(column)
        if _text(getattr(survivor, column)) == after:
            setattr(survivor, column, field.to_python(before))  # type: ignore[union-attr]
        else:
            changed.append(column)
    survivor.save(update_fields=[c for c in kept if c not in changed])
    return [f"“{survivor.full_name}”: dữ liệu đã sửa sau khi gộp được giữ nguyên"] if changed else []


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _check_undoing(merge: PersonMerge, survivor: Person, reason: str) -> None:
    if merge.undone_at is not None:
        raise Refused(Issue("unmerge.done", "Lần gộp này đã được tách.", "Tải lại trang."))
    if not reason.strip():
        raise Refused(Issue("unmerge.reason", "Chưa ghi lý do tách hồ sơ.", "Ghi lý do, kèm giấy tờ đã xem."))
    later = PersonMerge.objects.filter(survivor=survivor, pk__gt=merge.pk, undone_at=None).first()
    if survivor.merged_into_id is not None or later:
        raise Refused(
            Issue("unmerge.later", "Sau lần gộp này còn có lần gộp khác.", "Tách lần gộp sau cùng trước.")
        )


def _answer(survivor: Person, merged: Person, answer: PairAnswer, actor: User) -> None:
    """What was found of the two stands in the queue, whether or not it had asked."""
    one, other = sorted((survivor, merged), key=lambda p: p.pk)
    DuplicatePair.objects.update_or_create(
        one=one,
        other=other,
        defaults={"answer": answer, "answered_by": actor.username, "answered_at": timezone.now()},
        create_defaults={
            "score": 100,
            "reasons": ["do cán bộ chọn"],
            "answer": answer,
            "answered_by": actor.username,
            "answered_at": timezone.now(),
        },
    )
