"""The draft of the conference article, written from the season's figures."""

from __future__ import annotations

from thidua.decisions.enums import Origin
from thidua.kernel.numbers import day, number, percent
from thidua.lawbook import LawBook
from thidua.movements.models import EmulationMovement, Season
from thidua.reports.queries import Figures, figures


def _line(book: LawBook, honour: str, kinds: dict[str, int]) -> str:
    parts = []
    if n := kinds.get("collective"):
        parts.append(f"{number(n)} tập thể")
    if n := kinds.get("person"):
        parts.append(f"{number(n)} cá nhân")
    return f"- {book.label(honour)}: {', '.join(parts)}."


def _listed(book: LawBook, given: Figures) -> list[str]:
    order = [h.code for h in book.honours()]
    return [_line(book, h, given[h]) for h in sorted(given, key=order.index)]


def draft_article(season: Season, book: LawBook) -> str:
    """Markdown in Vietnamese: what was given by whom, and what the next year sets out to do."""
    own, higher = figures(season, Origin.ISSUED), figures(season, Origin.RECORDED)
    year, authority = season.review_year, season.authority.name
    ldtt = own.get("ldtt", {}).get("person", 0)
    fighters = own.get("cstd_co_so", {}).get("person", 0)
    text = [
        f"# {authority}: tổng kết công tác thi đua, khen thưởng năm {year}",
        "",
        f"Bản thảo lập từ số liệu của đợt xét năm {year}; quyết định ngày {day(season.decided_on)}.",
        "",
        "## Cấp trên khen thưởng",
        *(_listed(book, higher) or ["- Chưa ghi nhận quyết định nào."]),
        "",
        f"## {authority} quyết định",
        *(_listed(book, own) or ["- Chưa có quyết định nào."]),
    ]
    if ldtt + fighters:
        share = percent(fighters, ldtt + fighters)
        text += [
            "",
            f"Tính chung {number(ldtt + fighters)} người đạt một trong hai danh hiệu, "
            f"trong đó {share} là Chiến sĩ thi đua cơ sở.",
        ]
    movement = EmulationMovement.objects.filter(authority=season.authority, year=year + 1).first()
    if movement:
        text += [
            "",
            f"## Năm {year + 1}",
            f"Chủ đề: “{movement.theme}”.",
            *(f"- {t}." for t in movement.tasks),
        ]
        text += ["", f"{number(movement.covenants.count())} đơn vị đã ký giao ước thi đua."]
    return "\n".join(text) + "\n"
