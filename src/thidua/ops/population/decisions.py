"""Decisions of the last invented years, so that they can be looked for too: one a number, its list as given."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from thidua.movements.models import Season
from thidua.ops.population.bare import bare
from thidua.registry.models import OrgUnit

_TABLES = ("decisions_decision", "decisions_decisionline")
_DECISIONS = """
    INSERT INTO decisions_decision
        (season_id, origin, honour, body, series, year, serial, number, signed_on, signer_post, signer_name)
    SELECT %(season)s, 'issued', '', issued_by, 'QĐ-UBND', year, NULL, decision_number, min(decided_on),
           issued_by, ''
    FROM honours_award WHERE year >= %(year)s GROUP BY issued_by, year, decision_number
"""
_LINES = """
    INSERT INTO decisions_decisionline (decision_id, position, code, award_id, nomination_id)
    SELECT d.id, row_number() OVER (PARTITION BY d.id ORDER BY a.id), NULL, a.id, NULL
    FROM honours_award a JOIN decisions_decision d
      ON d.body = a.issued_by AND d.number = a.decision_number AND d.year = a.year
    WHERE a.year >= %(year)s
"""


def fill_decisions(year: int) -> None:
    """Write the decisions of the awards from the year on and their lists, once; nothing in a database without
    units."""
    if Season.objects.exists() or not OrgUnit.objects.exists():
        return
    authority = OrgUnit.objects.order_by("id")[0]
    with transaction.atomic(), connection.cursor() as cursor, bare(cursor, _TABLES):
        season = Season.objects.create(
            code=f"mau-{year}",
            authority=authority,
            tier="province",
            place="Mẫu",
            review_year=year,
            received_from=date(year, 12, 1),
            received_until=date(year, 12, 31),
            decided_on=date(year + 1, 1, 15),
            signer_post="Chủ tịch",
        )
        for statement in (_DECISIONS, _LINES):
            cursor.execute(statement, {"season": season.pk, "year": year})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) decisions_decision, decisions_decisionline")
