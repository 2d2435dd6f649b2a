"""The covenants of 2024: how targets count, signed papers, four quarters, results. Figures and signatures are samples."""

from __future__ import annotations

import random
import secrets
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from thidua.access.actions import create_user, end_grant, grant
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.documents.signing import Pkcs12Signer
from thidua.movements.actions import (
    file_scan,
    judge_covenant,
    report_quarter,
    set_indicators,
    sign_covenant,
    witness_covenant,
)
from thidua.movements.enums import CovenantResult
from thidua.movements.models import Covenant, EmulationMovement
from thidua.movements.queries.covenant_paper import covenant_pdf
from thidua.movements.queries.covenants import QUARTERS, proposed_result, standings, with_readings
from thidua.movements.records import IndicatorRecord
from thidua.ops.demo.trial_ca import TrialCA
from thidua.registry.models import OrgUnit


@transaction.atomic
def demo_covenants(file: Path, movement: EmulationMovement, office: User, roots: Path) -> None:
    """Add them once; nothing is done where a covenant has its paper."""
    if Covenant.objects.filter(movement=movement, paper__isnull=False).exists():
        return
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    adding = {name: (name in told["adding"]) for name in _names(movement)}
    rows = [
        IndicatorRecord(one.name, one.measure, "at_least", adding[one.name], one.goal)
        for one in movement.covenant_indicators.all()
    ]
    set_indicators(actor=office, movement=movement, rows=rows)
    covenants = list(movement.covenants.select_related("unit", "movement__authority").order_by("unit__code"))
    _sign(covenants, office, told, roots)
    drawn = random.Random(told["seed"])
    for place, one in enumerate(covenants):
        _report(one, office, drawn, told, silent=one.unit.code == told["silent"])
        _judge(one, office, told, place)


def _names(movement: EmulationMovement) -> list[str]:
    return list(movement.covenant_indicators.values_list("name", flat=True))


def _sign(covenants: list[Covenant], office: User, told: dict[str, Any], roots: Path) -> None:
    """The first few by certificates of an authority made here, one with a witness behind it; the others as pages."""
    authority, passphrase = TrialCA.make(), secrets.token_urlsafe(16)
    roots.mkdir(parents=True, exist_ok=True)
    (roots / "chu-ky-mau.pem").write_bytes(authority.pem())
    head, leader = acting("mau-thu-truong", Role.UNIT_HEAD, covenants[0].movement.authority), None
    for one in covenants[: told["by_certificate"]]:
        post = f"Chủ tịch {one.unit.name}"
        Covenant.objects.filter(pk=one.pk).update(head_post=post)
        one.head_post = post
        key = Pkcs12Signer.open(authority.pkcs12(f"{post} (MẪU)", passphrase), passphrase)
        sign_covenant(actor=head, covenant=one, by=key, on=told["day"], witnesses=told["witnesses"])
    if covenants:
        leader = acting("mau-lanh-dao", Role.SIGNER, covenants[0].movement.authority)
        post = told["witness_post"]
        key = Pkcs12Signer.open(authority.pkcs12(f"{post} (MẪU)", passphrase), passphrase)
        covenants[0].refresh_from_db()
        witness_covenant(actor=leader, covenant=covenants[0], by=key, post=post)
    for one in covenants[told["by_certificate"] :]:
        one.head_post = f"Chủ tịch {one.unit.name}"
        Covenant.objects.filter(pk=one.pk).update(head_post=one.head_post)
        one.witnesses = told["witnesses"]
        file_scan(
            actor=office, covenant=one, file=f"ban-quet-mau-{one.unit.code}.pdf", content=covenant_pdf(one),
            on=told["day"], witnesses=told["witnesses"],
        )  # fmt: skip
    for user in (head, leader):
        for given in user.grants.all() if user else ():
            end_grant(actor=office, given=given, last_on=None, reason="Tài khoản mẫu, chỉ dùng khi dựng bản chạy thử")


def acting(name: str, role: Role, unit: OrgUnit) -> User:
    """An account without password that acts while the demo is filled; its right is taken back afterwards."""
    from thidua.audit.actor import SystemActor

    user = create_user(actor=SystemActor(), username=name, full_name="Tài khoản mẫu")
    grant(actor=SystemActor(), user=user, role=role, unit=unit, from_on=date(2024, 1, 1))
    return user


def _report(one: Covenant, office: User, drawn: random.Random, told: dict[str, Any], *, silent: bool) -> None:
    """Invented figures around the goals; one unit has not reported its last quarter."""
    targets = list(one.targets.all())
    strength = {t.pk: drawn.uniform(0.9, 1.25) for t in targets}
    for quarter in QUARTERS:
        if silent and quarter == QUARTERS[-1]:
            return
        values = {}
        for target in targets:
            if target.goal is None:
                continue
            whole = float(target.goal) * strength[target.pk]
            figure = whole / 4 if target.cumulative else whole * (0.94 + 0.02 * quarter)
            cap = 100.0 if target.measure == "%" else figure
            values[target.pk] = Decimal(str(round(min(figure, cap), 0 if target.cumulative else 1)))
        source = f"Báo cáo mẫu quý {quarter}/2024 của {one.unit.name}"
        report_quarter(actor=office, covenant=one, quarter=quarter, values=values, source=source)


def _judge(one: Covenant, office: User, told: dict[str, Any], place: int) -> None:
    """Results at the year's end, but for the last few, which wait for theirs."""
    if place >= told["judged"]:
        return
    whole = with_readings(Covenant.objects.filter(pk=one.pk)).select_related("movement__authority").get()
    proposed = proposed_result(standings(whole))
    finding = "" if proposed else "Còn chỉ tiêu chưa báo quý IV; kết luận theo ba quý (mẫu)."
    result = proposed or CovenantResult.PARTLY
    judge_covenant(actor=office, covenant=whole, result=result, on=told["judged_on"], finding=finding)
