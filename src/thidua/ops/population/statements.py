"""The statements that move staged arrays into the rooms' tables."""

from __future__ import annotations

from thidua.ops.population.lives import GRADES, HONOURS

INVENTED = "MAU-"  # every code of an invented person, unit and initiative begins so

TABLES = (
    "registry_orgunit",
    "registry_person",
    "registry_post",
    "registry_performancerating",
    "registry_discipline",
    "honours_award",
    "initiatives_initiative",
    "initiatives_initiativeauthor",
    "movements_emulationregistration",
)

STAGED = {
    "staged_people": {
        "id": "int8",
        "name": "int4",
        "sex": "int2",
        "born": "date",
        "started": "date",
        "unit": "int8",
        "leads": "int2",
    },
    "staged_ratings": {"person": "int8", "year": "int2", "grade": "int2"},
    "staged_awards": {
        "person": "int8",
        "honour": "int2",
        "year": "int2",
        "counted_from": "int2",
        "counted_until": "int2",
        "decided": "date",
        "revoked": "date",
        "ground": "int2",
    },
    "staged_initiatives": {
        "person": "int8",
        "year": "int2",
        "scope": "int2",
        "recognised": "int2",
        "applied": "int2",
        "replicable": "int2",
    },
    "staged_measures": {"person": "int8", "kind": "int2", "from_on": "date", "until_on": "date"},
}


def _words(*values: str) -> str:
    """An array of words of PostgreSQL; the first has place 1."""
    return "(ARRAY[" + ", ".join(f"'{v}'" for v in values) + "])"


_BODY = _words(
    "Chủ tịch UBND xã",
    "Chủ tịch UBND xã",
    "Chủ tịch UBND tỉnh",
    "Chủ tịch UBND tỉnh",
    "Thủ tướng Chính phủ",
    "Chủ tịch nước",
    "Chủ tịch nước",
)
_SERIES = _words("QĐ-UBND", "QĐ-UBND", "QĐ-UBND", "QĐ-UBND", "QĐ-TTg", "QĐ-CTN", "QĐ-CTN")

_PEOPLE = f"""
    INSERT INTO registry_person
        (id, code, full_name, folded_name, sort_key, sex, born_on, birth_year, id_last_digits, started_on,
         id_kind, nationality, "group")
    SELECT p.id, '{INVENTED}' || lpad(p.id::text, 8, '0'), n.full_name, n.folded_name, n.sort_key,
           {_words("", "female", "male")}[p.sex + 1], p.born, extract(year FROM p.born)::int2, '',
           nullif(p.started, '-infinity'), '', '', 'official'
    FROM staged_people p JOIN name_stock n ON n.id = p.name ORDER BY p.id
"""
_POSTS = """
    INSERT INTO registry_post (person_id, unit_id, title, from_on, until_on)
    SELECT p.id, u.id, CASE WHEN p.leads = 1 THEN 'Trưởng đơn vị' ELSE 'Chuyên viên' END,
           nullif(p.started, '-infinity'), NULL
    FROM staged_people p JOIN staged_bodies u ON u.place = p.unit ORDER BY p.id
"""
_RATINGS = f"""
    INSERT INTO registry_performancerating (person_id, unit_id, year, grade)
    SELECT person, NULL, year, {_words(*GRADES)}[grade] FROM staged_ratings
"""
_MEASURES = f"""
    INSERT INTO registry_discipline (person_id, kind, number, from_on, until_on, ground)
    SELECT person, {_words("reprimand", "warning", "demotion")}[kind], '', from_on,
           nullif(until_on, '-infinity'), '' FROM staged_measures
"""
_AWARDS = f"""
    INSERT INTO honours_award
        (honour, person_id, unit_id, year, decision_number, decided_on, issued_by, source, ground, name_written,
         unit_written, counted_from, counted_until, revoked_on, revoked_by)
    SELECT {_words(*HONOURS)}[a.honour], a.person, NULL, a.year,
           (1000 + (a.person / 100) % 9000) || CASE a.ground WHEN 0 THEN '/' ELSE '-PT/' END
               || {_SERIES}[a.honour],
           a.decided, {_BODY}[a.honour], 'imported', {_words("merit", "movement")}[a.ground + 1],
           p.full_name, '', nullif(a.counted_from, 0), nullif(a.counted_until, 0),
           nullif(a.revoked, '-infinity'), CASE WHEN a.revoked = '-infinity' THEN '' ELSE '1/QĐ-HB' END
    FROM staged_awards a JOIN registry_person p ON p.id = a.person
"""
_INITIATIVES = f"""
    WITH made AS (
        SELECT nextval('initiatives_initiative_id_seq') AS id, s.* FROM staged_initiatives s
    ), kept AS (
        INSERT INTO initiatives_initiative
            (id, code, title, kind, unit_id, scope, recognised, applied, replicable, year, decision_number,
             decided_on)
        OVERRIDING SYSTEM VALUE
        SELECT id, '{INVENTED}SK-' || lpad(id::text, 8, '0'), 'Sáng kiến mẫu số ' || id, 'initiative', NULL,
               {_words("grassroots", "provincial", "national")}[scope + 1],
               nullif(recognised, -1)::int4::bool, nullif(applied, -1)::int4::bool,
               nullif(replicable, -1)::int4::bool, year, '', NULL
        FROM made
    )
    INSERT INTO initiatives_initiativeauthor (initiative_id, person_id, share)
    SELECT id, person, 100 FROM made
"""
# Persons first: the ledger keeps their names as written.
FILL = (_PEOPLE, _POSTS, _RATINGS, _MEASURES, _AWARDS, _INITIATIVES)
