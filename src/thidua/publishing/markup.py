"""What editors write, as HTML that cannot act: cleaned by a closed list of tags, read as text, cut at its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import nh3

from thidua.kernel.text import typed_text

_TAGS = {
    "p", "br", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "b", "em", "i", "sub", "sup", "a",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
# `data-figure` names a figure of the season, so that a change of it is noticed (reports/told.py).
_ATTRIBUTES = {"a": {"href", "data-figure"}, "th": {"scope"}}
_SCHEMES = {"http", "https", "mailto"}
_ADDRESS = re.compile(r"https?://|mailto:|/(?![/\\])|#|\?")
_CODES = re.compile("[\x00-\x08\x0b-\x1f\x7f]")  # codes of machines, line breaks and tabs apart
_FIGURE = re.compile(r'<a\b[^>]*\bdata-figure="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r"<p>\s*\[(?:ảnh|Ảnh)\s+(\d{1,2})\]\s*</p>")
_ENDS = re.compile(r"</(?:p|h2|h3|li|td|th|tr|caption|blockquote)>|<br>")
_TAG = re.compile(r"<[^>]*>")


def clean(html: str) -> str:
    """The same text with nothing in it but paragraphs, headings, lists, tables, stress and links. Links lead to the
    web, to a mail address or into the site; whatever acts, dresses or embeds is gone, its text stays."""
    cleaned = nh3.clean(
        _CODES.sub("", html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_plain_address,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )
    return cleaned.replace("<p></p>", "").replace("<p><br></p>", "").strip()


def _plain_address(tag: str, attribute: str, value: str) -> str | None:
    """An address that says plainly where it leads; anything else is left out."""
    return value if attribute != "href" or _ADDRESS.match(value) else None


def as_text(html: str) -> str:
    """The words of cleaned HTML, a space between blocks."""
    return typed_text(unescape(_TAG.sub("", _ENDS.sub(" ", html))))


def figures_in(html: str) -> dict[str, str]:
    """Figures of a season in cleaned HTML: key → as it is written there."""
    return {key: as_text(shown) for key, shown in _FIGURE.findall(html)}


def with_figures(html: str, now: dict[str, str]) -> str:
    """The HTML with these figures written anew; others stay."""

    def anew(found: re.Match[str]) -> str:
        whole, key, shown = found[0], found[1], found[2]
        return whole[: -len(shown) - 4] + nh3.clean_text(now[key]) + "</a>" if key in now else whole

    return _FIGURE.sub(anew, html)


def pieces(html: str) -> Iterator[tuple[str, int]]:
    """Cleaned HTML cut where a paragraph is `[ảnh 2]`: the HTML before it and the picture's number; 0 at the end."""
    at = 0
    for found in _PICTURE.finditer(html):
        yield html[at : found.start()], int(found[1])
        at = found.end()
    yield html[at:], 0
