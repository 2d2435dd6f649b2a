"""The public roll of the invented people: every honour by a decision, with the unit as written then. Names are as
common as in life: four of ten are Nguyễn, a third Thị. Every tenth body has gone on in its commune."""

from __future__ import annotations

from django.db import connection, transaction

from thidua.honours.models import Award
from thidua.ops.population.bare import bare
from thidua.ops.population.decisions import fill_decisions

FIRST_YEAR = 1900
_CHANGED = ("registry_orgunit", "registry_unitact", "registry_succession")


def _renamed(name: str, nguyen: str, thi: str) -> str:
    by_family = f"CASE WHEN p.id %% 10 < 4 THEN regexp_replace({name}, '^\\S+', '{nguyen}') ELSE {name} END"
    with_thi = f"regexp_replace({by_family}, '^(\\S+) \\S+ ', '\\1 {thi} ')"
    return f"CASE WHEN p.id / 10 %% 3 = 0 THEN {with_thi} ELSE {by_family} END"


_PEOPLE = f"""
    UPDATE honours_award a
    SET name_written = {_renamed("p.full_name", "Nguyễn", "Thị")}, unit_written = u.name,
        roll_words = ' ' || {_renamed("p.folded_name", "nguyen", "thi")} || ' / ' || u.folded_name
    FROM registry_person p JOIN registry_post t ON t.person_id = p.id JOIN registry_orgunit u ON u.id = t.unit_id
    WHERE a.person_id = p.id AND %(year)s < a.year
"""
_BODIES = """
    INSERT INTO honours_award
        (honour, person_id, unit_id, year, decision_number, decided_on, issued_by, source, ground, name_written,
         unit_written, revoked_by, roll_words)
    SELECT 'ttldtt', NULL, u.id, y, (1000 + u.id %% 9000) || '/QĐ-UBND', make_date(y, 12, 25), 'Chủ tịch UBND tỉnh',
           'imported', 'merit', u.name, above.name, '', ' ' || u.folded_name || ' / ' || above.folded_name
    FROM registry_orgunit u JOIN registry_orgunit above ON above.id = u.parent_id, generate_series(2015, 2024) y
    WHERE u.level = 'body' AND %(year)s < y
"""
_GONE = """
    WITH gone AS (
        UPDATE registry_orgunit SET until_on = '2024-06-30' WHERE level = 'body' AND id %% 10 = 3
        RETURNING id, parent_id
    ), act AS (
        INSERT INTO registry_unitact (change, effective_on, basis, source, note, uncertain, recorded_by)
        VALUES ('merge', '2024-07-01', '1/NQ-MAU', '', '', false, 'nap-thu') RETURNING id
    )
    INSERT INTO registry_succession (predecessor_id, successor_id, act_id, uncertain)
    SELECT gone.id, gone.parent_id, act.id, false FROM gone, act
"""


def fill_roll() -> int:
    """Write it once; the number of lines on the roll."""
    on_roll = Award.objects.exclude(roll_words="")
    if not on_roll.exists():
        with transaction.atomic(), connection.cursor() as cursor, bare(cursor, ("honours_award", *_CHANGED)):
            for statement in (_PEOPLE, _BODIES, _GONE):
                cursor.execute(statement, {"year": FIRST_YEAR})
        fill_decisions(FIRST_YEAR)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (FULL) honours_award")
            cursor.execute("VACUUM (ANALYZE) honours_award, registry_orgunit, registry_succession")
    return on_roll.count()
