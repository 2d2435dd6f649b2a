"""Years and demands as officials write them, for the sentences of checks."""

from __future__ import annotations

from collections.abc import Sequence

# Cures of what is open.
ADD_AWARDS = "Bổ sung quá trình khen thưởng, hoặc ghi rõ là chưa được tặng lần nào."
ADD_PAPER = "Kiểm tra hồ sơ, bổ sung nếu còn thiếu."
ASK_PERSON = "Đề nghị người có thẩm quyền xem xét."


def named(years: Sequence[int]) -> str:
    """`năm 2023`, `các năm 2023, 2024`."""
    return f"{'các ' if len(years) > 1 else ''}năm {', '.join(map(str, years))}"


def span(last: int, years: int) -> str:
    """The years that end with `last`: `năm 2025`, `3 năm 2023–2025`."""
    return f"năm {last}" if years == 1 else f"{years} năm {last - years + 1}–{last}"


def running(last: int, years: int) -> str:
    """The same of years that must follow one another: `3 năm liên tục 2023–2025`."""
    return span(last, years).replace(" năm ", " năm liên tục ")
