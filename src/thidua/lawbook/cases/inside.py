"""The shape of what stands inside a case: items of a bonus, events, ballots of a council, numbers of a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from thidua.lawbook.located import Mapped


def has_type(value: object, wanted: type) -> bool:
    """True for a value of the type: a moment is no day, true is no number."""
    if wanted is date:
        return type(value) is date
    return isinstance(value, wanted) and not (wanted is int and isinstance(value, bool))


def inside(kind: str, case: Mapped) -> Iterator[tuple[str, str]]:
    """What stands inside `items`, `event`, `council`, `unit`."""
    if kind == "bonus":
        for item in case["items"]:
            yield from (("items", f"Mục khen thưởng sai: {why}.") for why in _item_faults(item))
    elif kind == "deadline":
        wrong = [str(name) for name, on in case["event"].items() if not has_type(on, date)]
        yield from (("event", f"Sự kiện “{name}” phải là một ngày (năm-tháng-ngày).") for name in wrong)
    elif kind == "vote":
        yield from _council_faults(case["council"])
    elif kind == "quota":
        wrong = [k for k, v in case["unit"].items() if k != "tied" and not (has_type(v, int) and v >= 0)]
        yield from (("unit", f"“{key}” phải là số nguyên không âm.") for key in wrong)
        tied = case["unit"].get("tied", [])
        if not isinstance(tied, list) or not all(_is_tied(one) for one in tied):
            yield "unit", "“tied” là danh sách {id, sex} hoặc {id, members, women}."


def _item_faults(item: object) -> Iterator[str]:
    if not isinstance(item, dict):
        yield "không phải bảng khóa: giá trị"
        return
    if not has_type(item.get("honour"), str):
        yield "thiếu “honour”"
    if item.get("recipient") not in ("person", "collective", "household"):
        yield "“recipient” là person, collective hoặc household"
    if item.get("kind") not in ("title", "form"):
        yield "“kind” là title hoặc form"
    if not has_type(item.get("decided_on"), date):
        yield "“decided_on” phải là một ngày"
    if not has_type(item.get("decider", ""), str):
        yield "“decider” phải là chữ"
    if item.get("grade", 0) not in (0, 1, 2, 3):
        yield "“grade” là hạng 1, 2 hoặc 3"
    years = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", str(item.get("period_year")))
    if years is None or int(years[2] or years[1]) < int(years[1]):
        yield "“period_year” là năm hoặc 'năm-năm'"


def _council_faults(council: Mapped) -> Iterator[tuple[str, str]]:
    parts = [council.get(key) for key in ("yes_present", "yes_written", "no", "absent_silent")]
    numbers = [
        n for n in (council.get("members"), *parts) if isinstance(n, int) and has_type(n, int) and n >= 0
    ]
    if len(numbers) < 5 or numbers[0] < 1:
        yield "council", "Hội đồng cần members từ 1 trở lên và bốn số phiếu không âm."
    elif sum(numbers[1:]) != numbers[0]:
        yield "council", f"Số phiếu cộng lại là {sum(numbers[1:])}, hội đồng có {numbers[0]} thành viên."


def _is_tied(one: object) -> bool:
    """A person with a sex, or a collective with its members and women."""
    if not isinstance(one, dict) or not has_type(one.get("id"), str):
        return False
    counts = [one.get("members"), one.get("women")]
    if set(one) == {"id", "sex"}:
        return one["sex"] in ("female", "male")
    return set(one) == {"id", "members", "women"} and all(has_type(n, int) for n in counts)
