"""Facts as people write them in YAML (a case, a facts file) → the facts of one nominee."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar, cast

from thidua.kernel.issues import InputFault, Issue
from thidua.lawbook.contradictions import Label, contradictions
from thidua.lawbook.facts import (
    DISCIPLINES,
    GRADES,
    GROUPS,
    LEAVES,
    PENDING,
    POSTS,
    SCOPES,
    DisciplineFact,
    GivenHonour,
    Grade,
    InitiativeFact,
    LeaveFact,
    MemberFacts,
    PositionFact,
    Scope,
    Subject,
    SubjectFacts,
)

_PLAIN: Mapping[str, type] = {
    "born_on": date,
    "months_worked": int,
    "recruit": bool,
    "old_unit_months": int,
    "old_unit_comment": bool,
    "registered": bool,
    "dissolved_on": date,
    "achievement_id": str,
    "cluster_rank": int,
}
_WORDS: Mapping[str, tuple[str, ...]] = {"group": GROUPS, "sex": ("female", "male")}
_GROUNDS = ("merit", "movement", "unexpected")
_KINDS_OF_WORK = ("initiative", "science", "combat")
_NESTED = frozenset(
    {"group", "sex", "ratings", "rating", "honours", "initiatives", "disciplines", "pending", "leave", "attested",
     "members", "papers", "positions", "rewarded_for"}
)  # fmt: skip
T = TypeVar("T")


def read_facts(subject: Subject, data: Mapping[str, Any], label: Label = str) -> SubjectFacts:
    """Facts of one nominee. Raises InputFault naming the key that is unknown or has a wrong value, or what the
    facts contradict one another in; `label` gives the name of an honour or post by its code."""
    made: dict[str, Any] = {"kind": subject}
    for key, value in data.items():
        if key in _PLAIN:
            made[key] = _of(key, value, _PLAIN[key])
        elif key not in _NESTED:
            raise _fault(str(key), "khóa lạ")
    made |= {key: _word(key, data[key], words) for key, words in _WORDS.items() if key in data}
    grades = _grades(data)
    if grades is not None:
        made["ratings"] = grades
    made |= _lists(data)
    if "pending" in data:
        made["pending"] = tuple(
            _word("pending", kind, PENDING) for kind in _of("pending", data["pending"], list)
        )
    if "attested" in data:
        found = _of("attested", data["attested"], dict)
        made["attested"] = {str(name): _of(f"attested.{name}", value, bool) for name, value in found.items()}
    if "rewarded_for" in data:
        made["rewarded_for"] = tuple(
            _of("rewarded_for", one, str) for one in _of("rewarded_for", data["rewarded_for"], list)
        )
    if "papers" in data:
        made["papers"] = {str(k): str(v) for k, v in _of("papers", data["papers"], dict).items()}
    if "members" in data:
        members = _of("members", data["members"], dict)
        made["members"] = _build(
            "members", MemberFacts, {k: _of(f"members.{k}", v, int) for k, v in members.items()}
        )
    facts = SubjectFacts(**made)
    issues = contradictions(facts, label)
    if issues:
        raise InputFault.of(issues)
    return facts


def _grades(data: Mapping[str, Any]) -> dict[int, Grade] | None:
    """Grades of persons stand under `ratings`, of collectives under `rating`."""
    made: dict[int, Grade] = {}
    keys = [key for key in ("ratings", "rating") if data.get(key) is not None]
    for key in keys:
        for year, word in _of(key, data[key], dict).items():
            grade = cast(Grade, _word(key, word, GRADES))
            if made.setdefault(_of(key, year, int), grade) != grade:
                raise InputFault(
                    Issue(
                        f"contradiction.{key}",
                        f"Năm {year} có hai kết quả xếp loại khác nhau.",
                        "Đề nghị giữ lại kết quả theo quyết định xếp loại.",
                    )
                )
    return made if keys else None


def _lists(data: Mapping[str, Any]) -> dict[str, Any]:
    readers: Mapping[str, Callable[[dict[str, Any]], object]] = {
        "honours": _honour,
        "initiatives": _initiative,
        "disciplines": _discipline,
        "leave": _leave,
        "positions": _position,
    }
    return {
        key: tuple(read(_of(key, item, dict)) for item in _of(key, data[key], list))
        for key, read in readers.items()
        if key in data
    }


def _honour(item: dict[str, Any]) -> GivenHonour:
    made = dict(item)
    if "counted_years" in made:
        years = _of("honours.counted_years", made["counted_years"], list)
        made["counted_years"] = tuple(_of("honours.counted_years", year, int) for year in years)
    _of("honours.honour", made.get("honour"), str)
    _of("honours.year", made.get("year"), int)
    if made.get("decided_on") is not None:
        _of("honours.decided_on", made["decided_on"], date)
    _of("honours.revoked", made.get("revoked", False), bool)
    _word("honours.ground", made.get("ground", "merit"), _GROUNDS)
    return _build("honours", GivenHonour, made)


def _initiative(item: dict[str, Any]) -> InitiativeFact:
    scope = cast(Scope, _word("initiatives.scope", item.get("scope", "grassroots"), SCOPES))
    _of("initiatives.year", item.get("year"), int)
    _word("initiatives.kind", item.get("kind", "initiative"), _KINDS_OF_WORK)
    for finding in ("recognised", "applied", "replicable"):
        if item.get(finding) is not None:
            _of(f"initiatives.{finding}", item[finding], bool)
    return _build("initiatives", InitiativeFact, item | {"scope": scope})


def _discipline(item: dict[str, Any]) -> DisciplineFact:
    made = dict(item)
    made["start"] = _of("disciplines.from", made.pop("from", None), date)
    _of("disciplines.until", made.get("until"), date)
    _word("disciplines.kind", made.get("kind"), DISCIPLINES)
    return _build("disciplines", DisciplineFact, made)


def _position(item: dict[str, Any]) -> PositionFact:
    made = dict(item)
    made["start"] = _of("positions.from", made.pop("from", None), date)
    if made.get("until") is not None:
        _of("positions.until", made["until"], date)
    _word("positions.post", made.get("post"), POSTS)
    return _build("positions", PositionFact, made)


def _leave(item: dict[str, Any]) -> LeaveFact:
    _word("leave.kind", item.get("kind"), LEAVES)
    _of("leave.months", item.get("months"), int)
    return _build("leave", LeaveFact, item)


def _fault(key: str, why: str) -> InputFault:
    return InputFault(
        Issue("facts", f"Dữ kiện “{key}”: {why}.", "Đề nghị sửa theo mẫu dữ kiện của bộ tình huống kiểm tra.")
    )


def _of(key: str, value: object, kind: type[T]) -> T:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _fault(key, f"giá trị không đúng kiểu: {value!r}")
    return value


def _word(key: str, value: object, allowed: Collection[str]) -> str:
    if value not in allowed:
        raise _fault(key, f"giá trị {value!r} không có trong: {', '.join(allowed)}")
    return cast(str, value)


def _build(key: str, kind: Callable[..., T], values: Mapping[str, Any]) -> T:
    try:
        return kind(**values)
    except TypeError:
        raise _fault(key, f"thiếu khóa hoặc có khóa lạ trong {sorted(values)}")
