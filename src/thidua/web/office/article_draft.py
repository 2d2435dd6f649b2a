"""The article of a season as an editor begins with it: every figure a link to where it can be looked up."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape, format_html

from thidua.eligibility.queries.law import law_book
from thidua.movements.models import Season
from thidua.publishing.records import ArticleRecord, PictureRecord
from thidua.reports.article import Article, cells, write_article
from thidua.reports.conference import conference_of
from thidua.reports.told import Figure, Sentence


def season_record(season: Season, *, authors: tuple[str, ...]) -> ArticleRecord:
    """Title, figures and lists of the season, and the pictures of its conference."""
    article = write_article(season, law_book())
    conference = conference_of(season)
    pictures = conference.pictures.select_related("image").defer("image__content") if conference else ()
    return ArticleRecord(
        title=article.title,
        body=_body(article, season),
        lead=_lead(season),
        authors=authors,
        note="Lập từ số liệu của đợt xét",
        pictures=tuple(PictureRecord(one.caption, one.alternative, one.image) for one in pictures),
    )


def _lead(season: Season) -> str:
    """Without a figure: a lead is plain text, and a figure in it could not be linked to its source."""
    name, year = season.authority.name, season.review_year
    return (
        f"{name} nhìn lại một năm thi đua, công bố kết quả khen thưởng năm {year} và việc của năm {year + 1}."
    )


def _body(article: Article, season: Season) -> str:
    parts = [f"<p>{_html(article.lead, season)}</p>"]
    for section in article.sections:
        parts.append(f"<h2>{escape(section.title)}</h2>")
        parts += [f"<p>{_html(one, season)}</p>" for one in section.paragraphs]
        # Captions of pictures stand under the pictures themselves.
        points = [one for one in section.points if not str(one).startswith("Ảnh: ")]
        if points:
            parts.append(f"<ul>{''.join(f'<li>{_html(one, season)}</li>' for one in points)}</ul>")
    return "".join([*parts, _table(article, season)])


def _table(article: Article, season: Season) -> str:
    if not article.figures:
        return ""
    heads = "".join(f'<th scope="col">{one}</th>' for one in ("Danh hiệu, hình thức", "Tập thể", "Cá nhân"))
    rows = "".join(
        f'<tr><th scope="row">{escape(row.label)}</th>{_cells(cells(row), season)}</tr>'
        for row in article.figures
    )
    caption = f"Khen thưởng năm {article.year}"
    return (
        f"<h2>Số liệu</h2><table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _cells(figures: Iterable[Figure], season: Season) -> str:
    return "".join(f"<td>{_linked(one, season)}</td>" for one in figures)


def _html(sentence: Sentence, season: Season) -> str:
    return "".join(_linked(one, season) if isinstance(one, Figure) else escape(one) for one in sentence.parts)


def _linked(one: Figure, season: Season) -> str:
    return format_html('<a href="{}" data-figure="{}">{}</a>', source_of(one.key, season), one.key, one.shown)


def source_of(key: str, season: Season) -> str:
    """The public page on which a figure can be looked up."""
    what, _, rest = key.partition("/")
    year = season.review_year
    if what in ("award", "own", "higher") and (honour := rest.partition("/")[0]) not in ("share", "both"):
        return f"{reverse('honour_roll')}?{urlencode({'nam': year, 'danh_hieu': honour})}"
    if what in ("award", "issued"):
        return f"{reverse('honour_roll')}?{urlencode({'nam': year})}"
    if what == "decisions":
        return f"{reverse('public_decisions')}?{urlencode({'nam': season.decided_on.year})}"
    if what in ("covenants", "movement"):
        return reverse("public_covenants" if what == "covenants" else "public_movements")
    return f"{reverse('season_figures')}#{what}"
