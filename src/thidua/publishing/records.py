"""What a form says of an article before it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.documents.models import Attachment


@dataclass(frozen=True)
class PictureRecord:
    """A picture of an article: one that is kept already, or a file to be made anew."""

    caption: str
    alternative: str
    image: Attachment | None = None
    file: str = ""
    content: bytes = b""


@dataclass(frozen=True)
class ArticleRecord:
    """A text to be saved as a revision. `body` is HTML as the editor gave it; it is cleaned when it is saved."""

    title: str
    body: str
    lead: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    pictures: tuple[PictureRecord, ...] = ()
