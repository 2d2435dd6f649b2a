"""The conference article, written from the season's data: one structure for the page and for the draft."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.decisions.enums import Origin
from thidua.decisions.models import Decision, DecisionLine
from thidua.kernel.numbers import day, number, percent
from thidua.lawbook import LawBook
from thidua.movements.enums import ClusterKind
from thidua.movements.models import Cluster, EmulationMovement, Season
from thidua.movements.queries.movements import STANDING
from thidua.nominations.models import NominationSheet
from thidua.reports.conference import conference_words
from thidua.reports.queries import figures

_FEW = 3  # so many recipients are named, more are counted


@dataclass(frozen=True)
class FigureRow:
    """One honour with the numbers of collectives and persons who received it."""

    label: str
    collectives: int
    persons: int


@dataclass(frozen=True)
class Section:
    """A heading, paragraphs below it, and points after them."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """What a newspaper prints of a season: `lead` stands before the sections, `figures` close it."""

    year: int
    title: str
    dateline: str
    lead: str
    sections: tuple[Section, ...]
    figures: tuple[FigureRow, ...]


def write_article(season: Season, book: LawBook) -> Article:
    """The article of a season: honours by level, how lists became decisions, what the next year asks."""
    own = figures(season, Origin.ISSUED)
    persons, collectives = (sum(n.get(kind, 0) for n in own.values()) for kind in ("person", "collective"))
    authority, year = season.authority.name, season.review_year
    place = season.place or authority
    received = _and(_counted(persons, collectives))
    papers = season.decisions.filter(origin=Origin.ISSUED).count()
    lead = (
        f"{received[:1].upper()}{received[1:]} có tên trong {number(papers)} quyết định "
        f"{season.signer_post} ký ngày {day(season.decided_on)}."
        if papers
        else f"{authority} chưa ban hành quyết định nào cho năm {year}."
    )
    sections = (
        _higher(season, book),
        _own(season, book),
        _conference(season),
        _lists(season),
        _next_year(season),
    )
    return Article(
        year=year,
        title=f"{authority} khen thưởng {received} năm {year}"
        if papers
        else f"{authority}: thi đua năm {year}",
        dateline=f"{place[:1].upper()}{place[1:]}, ngày {day(season.decided_on)}",
        lead=lead,
        sections=tuple(s for s in sections if s is not None),
        figures=_figure_rows(season, book),
    )


def draft_article(season: Season, book: LawBook) -> str:
    """The same article as Markdown, to be edited before it is published."""
    article = write_article(season, book)
    text = [f"# {article.title}", "", f"*{article.dateline}*", "", article.lead]
    for section in article.sections:
        text += ["", f"## {section.title}"]
        for paragraph in section.paragraphs:
            text += ["", paragraph]
        if section.points:
            text += ["", *(f"- {point}" for point in section.points)]
    if article.figures:
        text += ["", "## Số liệu", "", "| Danh hiệu, hình thức | Tập thể | Cá nhân |", "|---|---:|---:|"]
        text += [f"| {r.label} | {number(r.collectives)} | {number(r.persons)} |" for r in article.figures]
    return "\n".join(text) + "\n"


def _counted(persons: int, collectives: int) -> list[str]:
    """`1.774 cá nhân`, `63 tập thể`: those that are not nought."""
    return [f"{number(n)} {word}" for n, word in ((persons, "cá nhân"), (collectives, "tập thể")) if n]


def _and(words: list[str]) -> str:
    return ", ".join(words[:-1]) + " và " + words[-1] if len(words) > 1 else "".join(words)


def _conference(season: Season) -> Section | None:
    words = conference_words(season)
    return Section("Tại hội nghị", *words) if words else None


def _higher(season: Season, book: LawBook) -> Section | None:
    """Honours of higher levels, the highest first; a few recipients are named, many counted."""
    rows = DecisionLine.objects.filter(
        decision__season=season, decision__origin=Origin.RECORDED, award__revoked_on__isnull=True
    ).order_by("award__name_written", "id")
    given: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for honour, body, name, unit in rows.values_list(
        "award__honour", "decision__body", "award__name_written", "award__unit_id"
    ):
        given.setdefault((honour, body), []).append((name, unit is not None))
    if not given:
        return None
    order = [h.code for h in book.honours()]
    points = [
        f"{book.label(honour)} ({body}): {_recipients(given[honour, body])}."
        for honour, body in sorted(given, key=lambda key: (order.index(key[0]), key[1]))
    ]
    total = sum(len(names) for names in given.values())
    said = f"Ngoài phần do {season.authority.name} quyết định, sổ ghi nhận {number(total)} lượt do cấp trên tặng."
    return Section("Từ Trung ương và cấp trên", (said,), tuple(points))


def _recipients(named: list[tuple[str, bool]]) -> str:
    if len(named) <= _FEW:
        return "; ".join(name for name, _ in named)
    collectives = sum(is_unit for _, is_unit in named)
    return _and(_counted(len(named) - collectives, collectives))


def _own(season: Season, book: LawBook) -> Section | None:
    """Each decision of the authority with its number, and the share of fighters among those honoured."""
    own = figures(season, Origin.ISSUED)
    if not own:
        return None
    papers: dict[str, list[str]] = {}
    issued = Decision.objects.filter(season=season, origin=Origin.ISSUED).order_by("signed_on", "serial")
    for honour, paper in issued.values_list("honour", "number"):
        papers.setdefault(honour, []).append(paper)
    order = [h.code for h in book.honours()]
    points = [
        f"{book.label(code)}: {_and(_counted(own[code].get('person', 0), own[code].get('collective', 0)))}, "
        f"theo Quyết định số {_and(papers[code])}."
        for code in sorted(own, key=order.index)
    ]
    fighters, workers = (own.get(code, {}).get("person", 0) for code in ("cstd_co_so", "ldtt"))
    paragraphs: tuple[str, ...] = ("Mỗi danh hiệu có quyết định riêng, kèm danh sách ai cũng tra cứu được:",)
    if fighters and workers:
        share = percent(fighters, fighters + workers)
        paragraphs += (
            f"Xét riêng hai danh hiệu cá nhân, {share} trong số {number(fighters + workers)} người "
            f"đạt {book.label('cstd_co_so')}.",
        )
    return Section(f"{season.authority.name} quyết định", tuple(reversed(paragraphs)), tuple(points))


def _lists(season: Season) -> Section | None:
    """How many units sent their lists, and when."""
    units = NominationSheet.objects.filter(season=season).values("unit").distinct().count()
    if not units:
        return None
    said = (
        f"Kết quả bắt đầu từ danh sách của {number(units)} đơn vị, nộp trong khoảng từ "
        f"{day(season.received_from)} đến {day(season.received_until)}. Từng dòng được đối chiếu với hồ sơ "
        f"và tiêu chuẩn của luật trước khi trình Hội đồng bỏ phiếu."
    )
    return Section("Từ danh sách của cơ sở", (said,))


def _next_year(season: Season) -> Section | None:
    """The movement launched for the next year: theme, tasks, how it is scored, who signed."""
    year = season.review_year + 1
    launched = EmulationMovement.objects.filter(authority=season.authority, year=year, state__in=STANDING)
    movement = launched.order_by("id").first()
    if movement is None:
        return None
    paragraphs = [f"Chủ đề của năm {year}: “{movement.theme}”."] if movement.theme else []
    signed = movement.covenants.count()
    if signed:
        paragraphs.append(f"Tới nay {number(signed)} đơn vị đã đặt bút vào bản giao ước của năm.")
    criteria = list(movement.criteria.all())
    if criteria:
        top = max(c.max_points for c in criteria)
        heavy = " và ".join(f"“{c.content}”" for c in criteria if c.max_points == top)
        paragraphs.append(
            f"Bảng điểm gồm {number(len(criteria))} nhóm, nặng nhất là {heavy}, "
            f"tối đa {number(int(top))} điểm mỗi nhóm."
        )
    clusters = [
        f"{number(n)} {label.lower()}"
        for kind, label in ClusterKind.choices
        if (n := Cluster.objects.filter(year=year, kind=kind).count())
    ]
    if clusters:
        paragraphs.append(f"Các đơn vị so kết quả với nhau trong {_and(clusters)}.")
    tasks = tuple(movement.tasks.values_list("content", flat=True))
    if tasks:
        paragraphs.append(f"Kế hoạch của năm nêu {number(len(tasks))} việc trọng tâm:")
    return Section(f"Bước vào năm {year}", tuple(paragraphs), tasks)


def _figure_rows(season: Season, book: LawBook) -> tuple[FigureRow, ...]:
    """Every honour of the season, the highest first, whoever gave it."""
    total: dict[str, dict[str, int]] = {}
    for origin in Origin:
        for code, kinds in figures(season, origin).items():
            held = total.setdefault(code, {})
            for kind, n in kinds.items():
                held[kind] = held.get(kind, 0) + n
    order = [h.code for h in book.honours()]
    return tuple(
        FigureRow(book.label(code), total[code].get("collective", 0), total[code].get("person", 0))
        for code in sorted(total, key=order.index)
    )
