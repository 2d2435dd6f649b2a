"""Entering units."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.text import fold, sort_key, tidy
from thidua.registry.enums import UnitLevel
from thidua.registry.models import OrgUnit
from thidua.registry.records import Entered, UnitRecord

_LEVEL_WORDS = (
    (UnitLevel.COMMUNE, ("xa", "phuong", "thi tran", "dac khu")),
    (UnitLevel.DISTRICT, ("huyen", "quan", "thi xa", "thanh pho thuoc tinh")),
    (UnitLevel.PROVINCE, ("tinh", "thanh pho truc thuoc")),
)


def level_of(kind: str) -> str:
    """Level named by a register's “Loại” column; a body where it names none."""
    words = fold(kind)
    for level, fronts in _LEVEL_WORDS:
        if any(words == f or words.startswith(f + " ") for f in fronts):
            return level
    return UnitLevel.BODY


@transaction.atomic
def enter_units(*, actor: Actor, records: Sequence[UnitRecord]) -> Entered:
    """`write_units` as an act of its own; the same records again write no audit row."""
    entered = write_units(records)
    if entered.created or entered.changed:
        record(
            actor=actor,
            verb="units.entered",
            subject="registry.OrgUnit",
            created=entered.created,
            changed=entered.changed,
        )
    return entered


@transaction.atomic
def write_units(records: Sequence[UnitRecord]) -> Entered:
    """Create units that are new and update names, kinds and parents that changed; nothing is removed, and a
    column a later file leaves out takes nothing away.

    Raises InputFault when two rows carry one code, a parent's code is nowhere, or a unit would lie below
    itself. The same records again change nothing. The caller's act writes the audit row.
    """
    _check(records)
    _check_tree(records)
    held = {unit.code: unit for unit in OrgUnit.objects.all()}
    created = [_unit(r) for r in records if r.code not in held]
    OrgUnit.objects.bulk_create(created)
    held |= {unit.code: unit for unit in created}
    parents = [held[r.code] for r in records if _set_parent(held, r)]
    OrgUnit.objects.bulk_update(parents, ["parent"])
    new = {unit.code for unit in created}
    changed = [held[r.code] for r in records if r.code not in new and _update(held[r.code], r)]
    OrgUnit.objects.bulk_update(changed, ["name", "folded_name", "sort_key", "kind", "level"])
    touched = {unit.code for unit in [*changed, *parents]} - new
    return Entered(len(created), len(touched), len(records) - len(created) - len(touched))


def _check(records: Sequence[UnitRecord]) -> None:
    from_db = set(OrgUnit.objects.values_list("code", flat=True))
    codes: set[str] = set()
    issues: list[Issue] = []
    for r in records:
        if r.code in codes:
            issues.append(Issue("unit.twice", f"mã đơn vị {r.code} có hai lần.", "Xóa dòng thừa.", r.place))
        codes.add(r.code)
    for r in records:
        if r.parent_code and r.parent_code not in codes | from_db:
            message = f"không có đơn vị cấp trên mang mã {r.parent_code}."
            issues.append(Issue("unit.parent", message, "Sửa mã hoặc thêm đơn vị đó.", r.place))
    if issues:
        raise InputFault(*issues)


def _check_tree(records: Sequence[UnitRecord]) -> None:
    """Rights reach down the tree, so no unit may lie below itself."""
    above: dict[str, str | None] = dict(OrgUnit.objects.values_list("code", "parent__code"))
    above |= {r.code: r.parent_code for r in records if r.parent_code}
    issues = []
    for r in records:
        seen, code = set[str](), above.get(r.code)
        while code and code not in seen and code != r.code:
            seen.add(code)
            code = above.get(code)
        if code == r.code:
            message = f"đơn vị {r.code} nằm dưới chính nó."
            issues.append(Issue("unit.cycle", message, "Sửa mã đơn vị cấp trên.", r.place))
    if issues:
        raise InputFault(*issues)


def _unit(r: UnitRecord) -> OrgUnit:
    name = tidy(r.name)
    return OrgUnit(
        code=r.code,
        name=name,
        folded_name=fold(name),
        sort_key=sort_key(name),
        kind=r.kind,
        level=level_of(r.kind),
    )


def _update(unit: OrgUnit, r: UnitRecord) -> bool:
    name = tidy(r.name)
    kind = r.kind or unit.kind
    if (unit.name, unit.kind) == (name, kind):
        return False
    unit.name, unit.folded_name, unit.sort_key = name, fold(name), sort_key(name)
    unit.kind, unit.level = kind, level_of(kind)
    return True


def _set_parent(held: dict[str, OrgUnit], r: UnitRecord) -> bool:
    if not r.parent_code:
        return False
    parent = held[r.parent_code]
    if held[r.code].parent_id == parent.id:
        return False
    held[r.code].parent = parent
    return True
