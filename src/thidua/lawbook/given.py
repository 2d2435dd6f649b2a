"""Facts as people write them in YAML (a case, a facts file) → the facts of one nominee."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar, cast

from thidua.kernel.issues import InputFault, Issue
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
    "sex": str,
    "months_worked": int,
    "recruit": bool,
    "old_unit_months": int,
    "old_unit_comment": bool,
    "registered": bool,
    "dissolved_on": date,
    "achievement_id": str,
    "cluster_rank": int,
}
_NESTED = frozenset(
    {"group", "ratings", "rating", "honours", "initiatives", "disciplines", "pending", "leave", "attested",
     "members", "papers", "positions", "rewarded_for"}
)  # fmt: skip
T = TypeVar("T")


def read_facts(subject: Subject, data: Mapping[str, Any]) -> SubjectFacts:
    """Facts of one nominee. Raises InputFault naming the key that is unknown or has a wrong value."""
    made: dict[str, Any] = {"kind": subject}
    for key, value in data.items():
        if key in _PLAIN:
            made[key] = _of(key, value, _PLAIN[key])
        elif key not in _NESTED:
            raise _fault(str(key), "khóa lạ")
    if "group" in data:
        made["group"] = _word("group", data["group"], GROUPS)
    grades = data.get("ratings", data.get("rating"))
    if grades is not None:
        made["ratings"] = {
            _of("ratings", year, int): cast(Grade, _word("ratings", grade, GRADES))
            for year, grade in _of("ratings", grades, dict).items()
        }
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
    return SubjectFacts(**made)


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
        made["counted_years"] = tuple(_of("honours.counted_years", made["counted_years"], list))
    _of("honours.year", made.get("year"), int)
    return _build("honours", GivenHonour, made)


def _initiative(item: dict[str, Any]) -> InitiativeFact:
    scope = cast(Scope, _word("initiatives.scope", item.get("scope", "grassroots"), SCOPES))
    _of("initiatives.year", item.get("year"), int)
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
