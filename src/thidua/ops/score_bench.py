"""`thidua bench scorecard`, in a process of its own: a cluster of 126 invented communes by 60 criteria, its grid with
totals opened through the real page. The floor is the same sums as one bare SQL statement.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from thidua.ops.measuring import median_seconds, peak_mb

COMMUNES, CRITERIA, TIMES = 126, 60, 7
_DAY = date(2024, 12, 1)
_FLOOR = """
    SELECT card_id, sum(office_points) AS total FROM movements_scorecell
    JOIN movements_scorecard ON movements_scorecard.id = card_id
    WHERE round_id = %s GROUP BY card_id ORDER BY total DESC
"""


def make_round() -> tuple[str, int]:
    """The cluster, its table and a round with every figure. Returns the grid's address and the round."""
    from django.urls import reverse

    from thidua.access.actions import create_user, grant
    from thidua.access.enums import Role
    from thidua.audit.actor import SystemActor
    from thidua.movements.actions import make_score_table, open_round, plan_round, set_up_cluster
    from thidua.movements.models import ClusterMember, ScoreCell
    from thidua.movements.records import ScoreRow, ScoreTableRecord
    from thidua.registry.actions import enter_units
    from thidua.registry.models import OrgUnit
    from thidua.registry.records import UnitRecord

    system = SystemActor()
    rows = [UnitRecord(f"X{n}", f"Xã mẫu số {n}", parent_code="T") for n in range(COMMUNES)]
    enter_units(actor=system, records=[UnitRecord("T", "Tỉnh mẫu"), *rows])
    authority = OrgUnit.objects.get(code="T")
    office = create_user(actor=system, username="do-toc-do", full_name="Đo tốc độ")
    grant(actor=system, user=office, role=Role.OFFICE, unit=authority, from_on=_DAY)
    cluster = set_up_cluster(actor=office, authority=authority, year=2024, name="Cụm mẫu")
    ClusterMember.objects.bulk_create(
        ClusterMember(cluster=cluster, unit=unit) for unit in OrgUnit.objects.filter(parent=authority)
    )
    criteria = tuple(ScoreRow(f"Tiêu chí mẫu {n}", Decimal(10)) for n in range(CRITERIA))
    record = ScoreTableRecord(2024, "Bảng mẫu", criteria, tie_position=1)
    table = make_score_table(actor=office, authority=authority, table=record)
    one = plan_round(actor=office, table=table, name="Cả năm", days=(_DAY, _DAY, _DAY), clusters=[cluster])
    open_round(actor=office, one=one)
    cells = list(ScoreCell.objects.filter(card__round=one))
    for cell in cells:
        cell.self_points = cell.office_points = Decimal(cell.pk % 41) / 4
    ScoreCell.objects.bulk_update(cells, ["self_points", "office_points"], batch_size=1000)
    return reverse("score_grid", args=[one.pk, cluster.pk]), one.pk


def measure(address: str, one: int) -> dict[str, float]:
    """Median seconds of the page and of the bare sums; both must put the same commune first."""
    from django.db import connection
    from django.test import Client

    from thidua.access.models import User

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(username="do-toc-do"))

    def floor() -> list[tuple[int, Decimal]]:
        with connection.cursor() as cursor:
            cursor.execute(_FLOOR, [one])
            return list(cursor.fetchall())

    page = client.get(address)
    if page.status_code != 200 or page.content.count(b'<th scope="row">') != COMMUNES:
        raise AssertionError(f"{address}: {page.status_code}")
    if len(floor()) != COMMUNES:
        raise AssertionError("the sums are of other cards")
    return {
        "seconds": median_seconds(lambda: client.get(address), TIMES),
        "floor_seconds": median_seconds(floor, TIMES),
        "peak_mb": peak_mb(),
    }


def main(data: Path) -> None:
    """Make the round in an empty data folder and print the figures as JSON."""
    from thidua.ops.installation import ready

    with ready(data, say=lambda message: None):
        from django.conf import settings

        settings.TOTP = "offered"
        print(json.dumps(measure(*make_round())))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
