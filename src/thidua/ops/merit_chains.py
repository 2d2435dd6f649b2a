"""The floor of `thidua bench screen`: the merit chains of persons by hand, as one SQL statement.

Written from the law in force on 15 December 2024 for the review year 2024, without the engine: what can be
computed is met, findings that only people make are left out on both sides.
"""

from __future__ import annotations

from typing import Any

REVIEW_YEAR = 2024

# Years before the review year: y1, y2, y4 are the first years of windows of two, three and five years.
_STATEMENT = """
WITH grade AS (
    SELECT person_id,
           bool_or(year = %(y)s AND grade IN ('good', 'excellent')) AS good_now,
           bool_or(year = %(y)s AND grade = 'excellent') AS excellent_now,
           count(*) FILTER (WHERE year >= %(y1)s AND grade = 'excellent') AS excellent_2,
           count(*) FILTER (WHERE grade = 'excellent') AS excellent_5,
           count(*) FILTER (WHERE grade IN ('good', 'excellent')) AS good_5
    FROM registry_performancerating
    WHERE person_id IS NOT NULL AND year BETWEEN %(y4)s AND %(y)s
    GROUP BY person_id
), award AS (
    SELECT person_id,
           count(DISTINCT year) FILTER (WHERE honour = 'cstd_co_so' AND year >= %(y1)s) AS fighter_2,
           count(DISTINCT year) FILTER (WHERE honour = 'cstd_co_so' AND year >= %(y2)s) AS fighter_3,
           count(DISTINCT year) FILTER (WHERE honour = 'cstd_co_so' AND year >= %(y4)s) AS fighter_5,
           count(DISTINCT year) FILTER (WHERE honour = 'cstd_bo_tinh' AND year >= %(y4)s) AS provincial_5,
           bool_or(honour = 'bk_bo_tinh' AND ground = 'merit') AS had_bk,
           bool_or(honour = 'bk_ttg' AND ground = 'merit') AS had_ttg,
           bool_or(honour = 'hcld_3' AND ground = 'merit') AS had_order,
           max(coalesce(counted_until, extract(year FROM decided_on))) FILTER (
               WHERE ground = 'merit' AND honour = 'cstd_bo_tinh') AS used_provincial,
           max(coalesce(counted_until, extract(year FROM decided_on))) FILTER (
               WHERE ground = 'merit' AND honour IN ('hcld_3', 'hcld_2', 'hcld_1')) AS used_order,
           max(coalesce(counted_until, extract(year FROM decided_on))) FILTER (
               WHERE ground = 'merit' AND honour IN ('bk_ttg', 'hcld_3', 'hcld_2', 'hcld_1')) AS used_state,
           max(coalesce(counted_until, extract(year FROM decided_on))) FILTER (
               WHERE ground = 'merit' AND honour IN ('bk_bo_tinh', 'bk_ttg', 'hcld_3', 'hcld_2', 'hcld_1')) AS used
    FROM honours_award
    WHERE person_id IS NOT NULL AND revoked_on IS NULL AND year <= %(y)s
    GROUP BY person_id
), work AS (
    SELECT a.person_id,
           bool_or(i.year = %(y)s) AS recognised_now,
           count(*) FILTER (WHERE i.year >= %(y1)s AND i.applied) AS applied_2,
           bool_or(i.applied AND i.replicable AND i.scope IN ('provincial', 'national')) AS provincial_3
    FROM initiatives_initiativeauthor a JOIN initiatives_initiative i ON i.id = a.initiative_id
    WHERE i.recognised AND i.year BETWEEN %(y2)s AND %(y)s
    GROUP BY a.person_id
), discipline AS (
    SELECT person_id,
           max(extract(year FROM coalesce(until_on, date '9999-12-31'))) AS last_year,
           bool_or(coalesce(until_on, date '9999-12-31') >= make_date(%(y)s, 1, 1)) AS this_year
    FROM registry_discipline WHERE from_on <= make_date(%(y)s, 12, 31)
    GROUP BY person_id
), person AS (
    SELECT g.good_now AND d.this_year IS NOT TRUE
               AND (p.started_on BETWEEN make_date(%(y)s, 7, 2) AND make_date(%(y)s, 12, 31)) IS NOT TRUE AS ldtt,
           g.excellent_now, g.excellent_2, g.excellent_5, g.good_5,
           a.fighter_2, a.fighter_3, a.fighter_5, a.provincial_5, a.had_bk, a.had_ttg, a.had_order,
           coalesce(a.used_provincial, 0) AS used_provincial, coalesce(a.used_order, 0) AS used_order,
           coalesce(a.used_state, 0) AS used_state, coalesce(a.used, 0) AS used,
           w.recognised_now, w.applied_2, w.provincial_3,
           d.this_year IS NOT TRUE AS clear_now, coalesce(d.last_year, 0) AS disciplined
    FROM registry_person p
    LEFT JOIN grade g ON g.person_id = p.id
    LEFT JOIN award a ON a.person_id = p.id
    LEFT JOIN work w ON w.person_id = p.id
    LEFT JOIN discipline d ON d.person_id = p.id
)
SELECT count(*) FILTER (WHERE ldtt) AS ldtt,
       count(*) FILTER (WHERE ldtt AND (excellent_now OR recognised_now)) AS cstd_co_so,
       count(*) FILTER (WHERE fighter_3 = 3 AND provincial_3 AND clear_now AND used_provincial < %(y2)s)
           AS cstd_bo_tinh,
       count(*) FILTER (WHERE (fighter_2 = 2 OR (excellent_2 = 2 AND applied_2 >= 2))
           AND used < %(y1)s AND disciplined < %(y1)s) AS bk_bo_tinh,
       count(*) FILTER (WHERE had_bk AND good_5 = 5 AND fighter_5 >= 3
           AND used_state < %(y4)s AND disciplined < %(y4)s) AS bk_ttg,
       count(*) FILTER (WHERE had_ttg AND good_5 = 5 AND excellent_5 >= 1 AND fighter_5 >= 3
           AND used_state < %(y4)s AND disciplined < %(y4)s) AS hcld_3,
       count(*) FILTER (WHERE had_order AND good_5 = 5 AND excellent_5 >= 2 AND provincial_5 >= 1
           AND used_order < %(y4)s AND disciplined < %(y4)s) AS hcld_2
FROM person
"""


def chain_counts(cursor: Any) -> dict[str, int]:
    """How many people could be proposed for each form of the chains, by one statement with memory enough."""
    cursor.execute("SET LOCAL work_mem = '128MB'")
    y = REVIEW_YEAR
    cursor.execute(_STATEMENT, {"y": y, "y1": y - 1, "y2": y - 2, "y4": y - 4})
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))
