"""A person's record set right by hand: what it was, what it is now and why stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold, name_key, tidy
from thidua.personnel.actions.numbers import give_number
from thidua.personnel.models import Correction
from thidua.personnel.queries.differences import LABELS, told
from thidua.registry.enums import NameKind
from thidua.registry.models import OrgUnit, Person, PersonName, Post
from thidua.registry.queries.people import unit_of_record


@dataclass(frozen=True)
class Told:
    """What a form tells of a person."""

    full_name: str
    born_on: date | None = None
    birth_year: int | None = None
    sex: str = ""
    started_on: date | None = None
    group: str = ""
    group_from: date | None = None
    nationality: str = ""

    def columns(self) -> dict[str, Any]:
        name = tidy(self.full_name)
        return {
            "full_name": name,
            "folded_name": fold(name),
            "sort_key": name_key(name),
            "born_on": self.born_on,
            "birth_year": self.born_on.year if self.born_on else self.birth_year,
            "sex": self.sex,
            "started_on": self.started_on,
            "group": self.group,
            "group_from": self.group_from,
            "nationality": tidy(self.nationality),
        }


@transaction.atomic
def add_person(
    *,
    actor: User,
    told_of: Told,
    unit: OrgUnit,
    code: str = "",
    number: str = "",
    title: str = "",
    from_on: date | None = None,
) -> Person:
    """Enter a person by hand, with the post; the code is given where the register has none.

    Who has `person.write` on the unit may. That nobody on record resembles the new one is for the caller to ask
    (`queries.duplicates.resembling`). Raises Refused when the right or the name is missing, the code is in use, or
    the number is somebody's or none.
    """
    if not (answer := can(actor, "person.write", unit=unit)):
        raise Refused(Issue("person.right", answer.reason))
    _check_name(told_of.full_name)
    wanted = tidy(code) or _next_code()
    if Person.objects.filter(code=wanted).exists():
        raise Refused(Issue("person.code", f"Mã {wanted} đã có người dùng.", "Ghi mã khác hoặc để trống."))
    made = Person.objects.create(code=wanted, **told_of.columns())
    if number.strip():
        give_number(made, number)
    Post.objects.create(person=made, unit=unit, title=tidy(title), from_on=from_on)
    record(actor=actor, verb="person.added", subject=f"registry.Person:{made.code}", unit=unit.code)
    return made


@transaction.atomic
def correct_person(
    *, actor: User, person: Person, told_of: Told, reason: str, was_called: bool = False
) -> int:
    """Set a record right; what each thing was and is now is kept. `was_called`: the name so far was the person's,
    and stays as an earlier one. Returns how many things changed.

    Who has `person.write` on the unit of record may. Raises Refused when the right, the name or the reason is
    missing, or the record was merged away.
    """
    person = _writable(actor, person)
    _check_name(told_of.full_name)
    before = {name: told(person, name) for name in LABELS}
    earlier = person.full_name
    for column, value in told_of.columns().items():
        setattr(person, column, value)
    after = {name: told(person, name) for name in LABELS}
    changed = {name: (before[name], after[name]) for name in LABELS if before[name] != after[name]}
    if changed and not reason.strip():
        raise Refused(Issue("person.reason", "Chưa ghi lý do sửa.", "Ghi lý do, kèm giấy tờ làm căn cứ."))
    person.save()
    keep(actor, person, {name: (LABELS[name], *both) for name, both in changed.items()}, reason)
    if was_called and person.full_name != earlier:
        PersonName.objects.get_or_create(
            person=person,
            full_name=earlier,
            defaults={"kind": NameKind.EARLIER, "folded_name": fold(earlier), "paper": tidy(reason)[:200]},
        )
    if changed:
        record(
            actor=actor,
            verb="person.corrected",
            subject=f"registry.Person:{person.code}",
            fields=sorted(changed),
        )
    return len(changed)


@transaction.atomic
def add_name(
    *,
    actor: User,
    person: Person,
    name: str,
    kind: NameKind,
    from_on: date | None = None,
    until_on: date | None = None,
    paper: str = "",
) -> PersonName:
    """Record an earlier name or another spelling. Who has `person.write` on the unit of record may.

    Raises Refused when the right or the name is missing, the name is on record, or its days are out of order.
    """
    person = _writable(actor, person)
    _check_name(name)
    name = tidy(name)
    if name == person.full_name or person.names.filter(full_name=name).exists():
        raise Refused(Issue("name.known", f"Tên “{name}” đã có trong hồ sơ.", "Không cần ghi lại."))
    if from_on and until_on and until_on < from_on:
        raise Refused(Issue("name.days", "Ngày thôi dùng tên sớm hơn ngày bắt đầu.", "Sửa lại hai ngày."))
    made = PersonName.objects.create(
        person=person,
        kind=kind,
        full_name=name,
        folded_name=fold(name),
        from_on=from_on,
        until_on=until_on,
        paper=tidy(paper),
    )
    keep(actor, person, {"name": (NameKind(kind).label, "", name)}, paper or "ghi bổ sung")
    record(actor=actor, verb="person.name_added", subject=f"registry.Person:{person.code}")
    return made


@transaction.atomic
def add_number(*, actor: User, person: Person, number: str, reason: str) -> Person:
    """Record a personal number: a citizen's becomes the one shown, an old card's or a passport's stands beside it.

    Who has `person.write` on the unit of record may. Raises Refused when the right or the reason is missing, or the
    number is somebody's or none.
    """
    person = _writable(actor, person)
    if not reason.strip():
        raise Refused(Issue("person.reason", "Chưa ghi căn cứ.", "Ghi giấy tờ đã xem."))
    was = f"… {person.id_last_digits}" if person.id_last_digits else ""
    made = give_number(person, number)
    keep(actor, person, {"number": ("Số định danh", was, str(made))}, reason)
    record(actor=actor, verb="person.number_added", subject=f"registry.Person:{person.code}")
    return person


def keep(actor: User, person: Person, changed: Mapping[str, tuple[str, str, str]], reason: str) -> None:
    """What changed, in words: (label, was, now) by field."""
    Correction.objects.bulk_create(
        Correction(
            person=person,
            by=actor.username,
            field=field,
            label=label,
            was=was[:300],
            now=now[:300],
            reason=tidy(reason)[:300],
        )
        for field, (label, was, now) in changed.items()
    )


def _writable(actor: User, person: Person) -> Person:
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not (answer := can(actor, "person.write", unit=unit_of_record(person))):
        raise Refused(Issue("person.right", answer.reason))
    if person.merged_into_id is not None:
        raise Refused(Issue("person.gone", "Hồ sơ này đã được gộp.", "Mở hồ sơ được giữ lại."))
    return person


def _check_name(name: str) -> None:
    if len(tidy(name).split()) < 2:
        raise Refused(Issue("person.name", "Họ và tên cần ít nhất hai chữ.", "Ghi đủ họ và tên."))


def _next_code() -> str:
    """A code nobody bears: the count of records, further on where it is taken."""
    last = Person.objects.order_by("-id").values_list("id", flat=True).first() or 0
    while Person.objects.filter(code=f"HS{last + 1:06}").exists():
        last += 1
    return f"HS{last + 1:06}"
