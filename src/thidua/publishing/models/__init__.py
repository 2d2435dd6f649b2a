"""Tables of what the public reads."""

from __future__ import annotations

from thidua.publishing.models.articles import Article, ArticlePicture, ArticleRevision, Category
from thidua.publishing.models.comments import Comment
from thidua.publishing.models.exemplars import Exemplar, ExemplarConsent, ExemplarNote
from thidua.publishing.models.letters import CitizenLetter
from thidua.publishing.models.notices import SuspensionNotice
from thidua.publishing.models.quotes import FeedState, FeedSwitch, Quote, WaitingQuote
from thidua.publishing.models.visits import Visit

__all__ = [
    "Article",
    "ArticlePicture",
    "ArticleRevision",
    "Category",
    "CitizenLetter",
    "Comment",
    "Exemplar",
    "ExemplarConsent",
    "ExemplarNote",
    "FeedState",
    "FeedSwitch",
    "Quote",
    "SuspensionNotice",
    "Visit",
    "WaitingQuote",
]
