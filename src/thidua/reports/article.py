"""The conference article, written from the season's data: one structure for the page and for the draft."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.decisions.enums import Origin
from thidua.decisions.models import Decision, DecisionLine
from thidua.kernel.numbers import day, number, percent
from thidua.kernel.text import capital
from thidua.lawbook import LawBook
from thidua.movements.enums import ClusterKind
from thidua.movements.models import Cluster, EmulationMovement, Season
from thidua.movements.queries.movements import STANDING
from thidua.nominations.models import NominationSheet
from thidua.reports.conference import conference_words
from thidua.reports.queries import figures
from thidua.reports.told import Figure, Sentence, listed, told

_FEW = 3  # so many recipients are named, more are counted


@dataclass(frozen=True)
class FigureRow:
    """One honour with the numbers of collectives and persons who received it."""

    honour: str
    label: str
    collectives: int
    persons: int


@dataclass(frozen=True)
class Section:
    """A heading, paragraphs below it, and points after them."""

    title: str
    paragraphs: tuple[Sentence, ...] = ()
    points: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Article:
    """What a newspaper prints of a season: `lead` stands before the sections, `figures` close it."""

    year: int
    title: str
    dateline: str
    lead: Sentence
    sections: tuple[Section, ...]
    figures: tuple[FigureRow, ...]


def write_article(season: Season, book: LawBook) -> Article:
    """The article of a season: honours by level, how lists became decisions, what the next year asks."""
    own = figures(season, Origin.ISSUED)
    persons, collectives = (sum(n.get(kind, 0) for n in own.values()) for kind in ("person", "collective"))
    authority, year = season.authority.name, season.review_year
    place = season.place or authority
    received = listed(_counted("issued", persons, collectives))
    papers = season.decisions.filter(origin=Origin.ISSUED).count()
    lead = (
        told(
            "{received} có tên trong {papers} quyết định {signer} ký ngày {on}.",
            received=received,
            papers=Figure("decisions/issued", number(papers)),
            signer=season.signer_post,
            on=day(season.decided_on),
        )
        if papers
        else told(
            "{authority} chưa ban hành quyết định nào cho năm {year}.", authority=authority, year=str(year)
        )
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
        title=capital(f"{authority} khen thưởng {received} năm {year}")
        if papers
        else f"{authority}: thi đua năm {year}",
        dateline=f"{place[:1].upper()}{place[1:]}, ngày {day(season.decided_on)}",
        lead=lead,
        sections=tuple(s for s in sections if s is not None),
        figures=figure_rows(season, book),
    )


def draft_article(season: Season, book: LawBook) -> str:
    """The same article as Markdown, to be edited before it is published."""
    article = write_article(season, book)
    text = [f"# {article.title}", "", f"*{article.dateline}*", "", str(article.lead)]
    for section in article.sections:
        text += ["", f"## {section.title}"]
        for paragraph in section.paragraphs:
            text += ["", str(paragraph)]
        if section.points:
            text += ["", *(f"- {point}" for point in section.points)]
    if article.figures:
        text += ["", "## Số liệu", "", "| Danh hiệu, hình thức | Tập thể | Cá nhân |", "|---|---:|---:|"]
        text += [f"| {r.label} | {number(r.collectives)} | {number(r.persons)} |" for r in article.figures]
    return "\n".join(text) + "\n"


def figures_now(season: Season, book: LawBook) -> dict[str, str]:
    """Every figure the article of the season would tell now: key → as it is written."""
    article = write_article(season, book)
    said = [article.lead, *(one for part in article.sections for one in (*part.paragraphs, *part.points))]
    found = {figure.key: figure.shown for sentence in said for figure in sentence.figures}
    for row in article.figures:
        found |= {figure.key: figure.shown for figure in cells(row)}
    return found


def cells(row: FigureRow) -> tuple[Figure, Figure]:
    """Collectives and persons of a row; a dash for none."""
    collectives = number(row.collectives) if row.collectives else "–"
    persons = number(row.persons) if row.persons else "–"
    return Figure(f"award/{row.honour}/collective", collectives), Figure(
        f"award/{row.honour}/person", persons
    )


def _counted(what: str, persons: int, collectives: int) -> list[Sentence]:
    """`1.774 cá nhân`, `63 tập thể`: those that are not nought."""
    counts = ((persons, "cá nhân", "person"), (collectives, "tập thể", "collective"))
    return [
        told("{n} {word}", n=Figure(f"{what}/{kind}", number(n)), word=word) for n, word, kind in counts if n
    ]


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
        told(
            "{label} ({body}): {who}.",
            label=book.label(honour),
            body=body,
            who=_recipients(f"higher/{honour}", given[honour, body]),
        )
        for honour, body in sorted(given, key=lambda key: (order.index(key[0]), key[1]))
    ]
    total = sum(len(names) for names in given.values())
    said = told(
        "Ngoài phần do {authority} quyết định, sổ ghi nhận {total} lượt do cấp trên tặng.",
        authority=season.authority.name,
        total=Figure("decisions/higher", number(total)),
    )
    return Section("Từ Trung ương và cấp trên", (said,), tuple(points))


def _recipients(what: str, named: list[tuple[str, bool]]) -> Sentence:
    if len(named) <= _FEW:
        return Sentence(("; ".join(name for name, _ in named),))
    collectives = sum(is_unit for _, is_unit in named)
    return listed(_counted(what, len(named) - collectives, collectives))


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
        told(
            "{label}: {counts}, theo Quyết định số {papers}.",
            label=book.label(code),
            counts=listed(
                _counted(f"own/{code}", own[code].get("person", 0), own[code].get("collective", 0))
            ),
            papers=listed([Sentence((paper,)) for paper in papers[code]]),
        )
        for code in sorted(own, key=order.index)
    ]
    fighters, workers = (own.get(code, {}).get("person", 0) for code in ("cstd_co_so", "ldtt"))
    paragraphs: tuple[Sentence, ...] = (
        told("Mỗi danh hiệu có quyết định riêng, kèm danh sách ai cũng tra cứu được:"),
    )
    if fighters and workers:
        share = percent(fighters, fighters + workers)
        paragraphs += (
            told(
                "Xét riêng hai danh hiệu cá nhân, {share} trong số {all} người đạt {label}.",
                share=Figure("award/share", share),
                all=Figure("award/both", number(fighters + workers)),
                label=book.label("cstd_co_so"),
            ),
        )
    return Section(f"{season.authority.name} quyết định", tuple(reversed(paragraphs)), tuple(points))


def _lists(season: Season) -> Section | None:
    """How many units sent their lists, and when."""
    units = NominationSheet.objects.filter(season=season).values("unit").distinct().count()
    if not units:
        return None
    said = told(
        "Kết quả bắt đầu từ danh sách của {units} đơn vị, nộp trong khoảng từ {start} đến {end}. Từng dòng được đối "
        "chiếu với hồ sơ và tiêu chuẩn của luật trước khi trình Hội đồng bỏ phiếu.",
        units=Figure("lists/units", number(units)),
        start=day(season.received_from),
        end=day(season.received_until),
    )
    return Section("Từ danh sách của cơ sở", (said,))


def _next_year(season: Season) -> Section | None:
    """The movement launched for the next year: theme, tasks, how it is scored, who signed."""
    year = season.review_year + 1
    launched = EmulationMovement.objects.filter(authority=season.authority, year=year, state__in=STANDING)
    movement = launched.order_by("id").first()
    if movement is None:
        return None
    said = [_theme(movement), _signed(movement), _scored(movement), _clusters(year)]
    tasks = [Sentence((content,)) for content in movement.tasks.values_list("content", flat=True)]
    if tasks:
        count = Figure("movement/tasks", number(len(tasks)))
        said.append(told("Kế hoạch của năm nêu {n} việc trọng tâm:", n=count))
    return Section(f"Bước vào năm {year}", tuple(one for one in said if one), tuple(tasks))


def _theme(movement: EmulationMovement) -> Sentence | None:
    if not movement.theme:
        return None
    return told("Chủ đề của năm {year}: “{theme}”.", year=str(movement.year), theme=movement.theme)


def _signed(movement: EmulationMovement) -> Sentence | None:
    if not (signed := movement.covenants.count()):
        return None
    count = Figure("covenants/signed", number(signed))
    return told("Tới nay {n} đơn vị đã đặt bút vào bản giao ước của năm.", n=count)


def _scored(movement: EmulationMovement) -> Sentence | None:
    criteria = list(movement.criteria.all())
    if not criteria:
        return None
    top = max(c.max_points for c in criteria)
    return told(
        "Bảng điểm gồm {n} nhóm, nặng nhất là {heavy}, tối đa {top} điểm mỗi nhóm.",
        n=Figure("movement/criteria", number(len(criteria))),
        heavy=" và ".join(f"“{c.content}”" for c in criteria if c.max_points == top),
        top=Figure("movement/top", number(int(top))),
    )


def _clusters(year: int) -> Sentence | None:
    found = [
        told("{n} {label}", n=Figure(f"clusters/{kind}", number(n)), label=label.lower())
        for kind, label in ClusterKind.choices
        if (n := Cluster.objects.filter(year=year, kind=kind).count())
    ]
    return told("Các đơn vị so kết quả với nhau trong {found}.", found=listed(found)) if found else None


def figure_rows(season: Season, book: LawBook) -> tuple[FigureRow, ...]:
    """Every honour of the season, the highest first, whoever gave it."""
    total: dict[str, dict[str, int]] = {}
    for origin in Origin:
        for code, kinds in figures(season, origin).items():
            held = total.setdefault(code, {})
            for kind, n in kinds.items():
                held[kind] = held.get(kind, 0) + n
    order = [h.code for h in book.honours()]
    return tuple(
        FigureRow(code, book.label(code), total[code].get("collective", 0), total[code].get("person", 0))
        for code in sorted(total, key=order.index)
    )
