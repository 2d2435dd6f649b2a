"""Thousands of generated cases: every address × role × where the grant lies, against a table of its own.

A new address comes in by its row in test_permission_matrix (a missing row fails there): its capability, how it is
reached, and whether it is about unit A alone. What the answer must be is worked out here from the capability table
and from where the grant lies, without asking `can()`; what it must not hold are marks that only unit A's records bear.
The whole is `make soak`; `make test` draws every address with every third role, the roles and places in turn.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from builders import System, units, user
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pypdf import PdfReader
from test_permission_matrix import ROWS, Row
from world_of_rights import SECRET, World

from thidua.access.actions import create_user, delegate, end_grant
from thidua.access.actions.grants import DELEGATED
from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.registry.actions import changes
from thidua.registry.enums import DisciplineKind
from thidua.registry.models import Discipline, OrgUnit, Person
from thidua.web.shell.rights import PUBLIC, SIGNED_IN

pytestmark = pytest.mark.django_db
TODAY = localdate()
ID, MEASURE, GROUND = "001180900123", "KL-77/2023", "vi phạm kín"
# Where a grant lies, seen from unit A, and whether it reaches A's records.
RELATIONS = {
    "own": True,
    "above": True,
    "delegated": True,
    "beside": False,
    "below": False,
    "below and beside": False,
    "of a unit that ended": False,
    "delegated below": False,
    "ended": False,
    "to come": False,
    "taken back": False,
    "account off": False,
    "delegated by somebody whose right ended": False,
}
_NOT_LIVE = {"ended", "to come", "taken back", "delegated by somebody whose right ended"}


@dataclass(frozen=True)
class Case:
    address: str
    role: Role
    relation: str


def cases() -> list[Case]:
    """Every address that asks for a right × role × relation; a role that is not passed on has no delegations."""
    return [
        Case(name, role, relation)
        for name, row in sorted(ROWS.items())
        if row.capability not in (PUBLIC, SIGNED_IN)
        for role in Role
        for relation in RELATIONS
        if role in DELEGATED or not relation.startswith("delegated")
    ]


def places(w: World) -> dict[str, OrgUnit]:
    """Units around A: one below it, one below its neighbour, and a neighbour that ended."""
    below, cousin, gone = units(
        ("A1", "Trường A1", "A"), ("B1", "Trường B1", "B"), ("C", "UBND xã C", "HUYEN")
    )
    changes.dissolve(actor=System(), unit=gone, basis=changes.Basis("1/NQ", date(2024, 1, 1)))
    return {
        "above": w.house.authority,
        "beside": w.house.b,
        "below": below,
        "below and beside": cousin,
        "of a unit that ended": gone,
    }


def sample() -> list[Case]:
    """Every address with every third role, roles and relations in turn (11 roles: no role is left out)."""
    by_pair: dict[tuple[str, Role], list[Case]] = {}
    for case in cases():
        by_pair.setdefault((case.address, case.role), []).append(case)
    return [held[place % len(held)] for place, held in enumerate(list(by_pair.values())[::3])]


def holder(case: Case, w: World, around: dict[str, OrgUnit]) -> User:
    """Somebody with the role there, made once."""
    name = f"{case.role}-{case.relation}"[:150]
    if known := User.objects.filter(username=name).first():
        return known
    a = w.house.a
    if case.relation.startswith("delegated"):
        return _delegated(name, case, a, around["below"] if case.relation == "delegated below" else a)
    where = around.get(case.relation, a)
    days = {
        "ended": {"since": date(2023, 1, 1), "until": TODAY - timedelta(days=1)},
        "to come": {"since": TODAY + timedelta(days=1)},
    }.get(case.relation, {})
    made = user(name, case.role, where, **days)
    if case.relation == "taken back":
        end_grant(actor=System(), given=made.grants.get(), last_on=None, reason="Thử")
    if case.relation == "account off":
        User.objects.filter(pk=made.pk).update(is_active=False)
    return made


def _delegated(name: str, case: Case, a: OrgUnit, where: OrgUnit) -> User:
    head = user(f"giao {name}"[:150], case.role, a)
    made = create_user(actor=System(), username=name, full_name=name)
    source = head.grants.get()
    last = TODAY + timedelta(days=9)
    delegate(actor=head, source=source, user=made, unit=where, from_on=TODAY, until_on=last, paper="1/UQ")
    if case.relation not in ("delegated", "delegated below"):
        end_grant(actor=System(), given=source, last_on=None, reason="Thử")
    return made


def wanted(row: Row, case: Case) -> int:
    """The status the table asks for: no right at all 403; a page about A alone is not there for others."""
    if case.relation == "account off":
        return 302
    if case.role not in CAPABILITIES[row.capability] or case.relation in _NOT_LIVE:
        return 403
    return 404 if row.about_a and not RELATIONS[case.relation] else row.status


def text_of(response: HttpResponse) -> str:
    """What a reader of the answer could read: pages as they are, workbooks and documents unpacked, PDF as text."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    if body[:4] == b"%PDF":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return body.decode(errors="replace")


def leaks(text: str, row: Row, case: Case) -> list[str]:
    """Marks the answer must not hold for this reader."""
    reaches = RELATIONS[case.relation] and wanted(row, case) == 200

    def may(capability: str) -> bool:
        return reaches and case.role in CAPABILITIES[capability]

    kept = {ID: False, SECRET: reaches, "… 123": may("person.identify"), MEASURE: may("discipline.read")}
    kept[GROUND] = may("discipline.read")
    return [mark for mark, allowed in kept.items() if not allowed and mark in text]


def faults(client: Client, w: World, drawn: list[Case]) -> Iterator[str]:
    """What is wrong with each case, in words; nothing for a case that holds."""
    around = places(w)
    person = Person.objects.get(code="CB1")
    Discipline.objects.create(
        person=person, kind=DisciplineKind.REPRIMAND, number=MEASURE, from_on=date(2022, 1, 1),
        until_on=date(2023, 1, 1), ground=GROUND,
    )  # fmt: skip
    for case in drawn:
        row = ROWS[case.address]
        client.force_login(holder(case, w, around))
        address = reverse(case.address, args=row.args(w))
        for asked in (address, f"{address}?xuat=xlsx"):
            response = client.get(asked)
            if response.status_code != wanted(row, case):
                yield f"{case.role}, {case.relation}, {asked}: {response.status_code}, not {wanted(row, case)}"
            if found := leaks(text_of(response), row, case):
                yield f"{case.role}, {case.relation}, {asked}: {found}"
        posted = client.post(address, {}) if wanted(row, case) in (302, 403, 404) else None
        if posted is not None and posted.status_code not in (wanted(row, case), 405):
            yield f"{case.role}, {case.relation}, POST {address}: {posted.status_code}, not {wanted(row, case)}"


def test_a_sample_of_cases_shows_no_leak(world: World, client: Client) -> None:
    drawn = sample()
    assert {case.address for case in drawn} == {case.address for case in cases()}
    assert {case.role for case in drawn} == set(Role)
    assert {case.relation for case in drawn} == set(RELATIONS)
    assert list(faults(client, world, drawn)) == []


@pytest.mark.soak
@pytest.mark.parametrize("role", list(Role))
def test_every_case_shows_no_leak(role: Role, world: World, client: Client) -> None:
    assert list(faults(client, world, [case for case in cases() if case.role == role])) == []


def test_there_are_thousands_of_cases() -> None:
    """Every case is asked as a page and as a workbook, and written to where it must be refused."""
    print(f"{len(cases())} cases")
    assert len(cases()) >= 5_000
