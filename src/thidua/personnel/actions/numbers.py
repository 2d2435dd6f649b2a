"""Giving a person a number: sealed, known again by its keyed hash, nobody else's."""

from __future__ import annotations

from thidua.kernel.issues import Issue, Refused
from thidua.registry import identity
from thidua.registry.enums import IdKind
from thidua.registry.models import Person, PersonNumber
from thidua.registry.queries.people import owners


def give_number(person: Person, typed: str) -> str:
    """Give the number inside the caller's act; what it is and its last digits, as a screen may show them.

    A citizen's number takes the place of another kind, which stays beside it. Raises Refused for what is no number,
    and for a number on record, of this person or of another.
    """
    number = identity.read_number(typed)
    kind = identity.kind_of(number)
    if not kind:
        raise Refused(
            Issue(
                "number.form",
                "Số không đúng dạng.",
                "Căn cước có 12 chữ số, chứng minh nhân dân cũ 9 chữ số, hộ chiếu gồm chữ và số.",
            )
        )
    hashed = identity.lookup_hash(number)
    if owner := owners([hashed]).get(hashed):
        code = Person.objects.values_list("code", flat=True).get(pk=owner)
        cure = "Không cần ghi lại." if owner == person.pk else "Kiểm tra lại số, hoặc gộp hai hồ sơ."
        raise Refused(Issue("number.taken", f"Số này là của hồ sơ {code}.", cure))
    shown = f"{IdKind(kind).label} … {identity.shown(number)}"
    if person.id_hash and kind != IdKind.CITIZEN:
        _beside(person, kind, identity.seal(number), hashed, identity.shown(number))
        return shown
    if person.id_hash and person.id_sealed:
        old = person.id_kind or identity.kind_of(identity.unseal(bytes(person.id_sealed)))
        _beside(person, old, bytes(person.id_sealed), person.id_hash, person.id_last_digits)
    person.id_sealed, person.id_hash = identity.seal(number), hashed
    person.id_last_digits, person.id_kind = identity.shown(number), kind
    person.save(update_fields=["id_sealed", "id_hash", "id_last_digits", "id_kind"])
    return shown


def _beside(person: Person, kind: str, sealed: bytes, hashed: str, digits: str) -> None:
    PersonNumber.objects.create(person=person, kind=kind, sealed=sealed, hash=hashed, last_digits=digits)
