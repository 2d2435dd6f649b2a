"""Articles: every text ever saved is a revision; the public reads the one that was approved."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from thidua.access.models import User
from thidua.documents.models import Attachment
from thidua.movements.models import Season
from thidua.publishing.enums import ArticleState
from thidua.registry.models import OrgUnit


class Category(models.Model):
    """A heading of the news, as its address and its name."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """One article of an authority. `public` is the approved revision: it is read from `publish_at` on, also while a
    later text is being written. `folded` is its text without marks, by which it is found."""

    authority = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="articles")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="articles")
    slug = models.SlugField(max_length=120, unique=True)
    season = models.ForeignKey(Season, on_delete=models.PROTECT, null=True, related_name="articles")
    state = models.CharField(max_length=20, choices=ArticleState.choices, default=ArticleState.DRAFT)
    reason = models.CharField(max_length=500, blank=True)
    publish_at = models.DateTimeField(null=True)
    public = models.ForeignKey(
        "publishing.ArticleRevision", on_delete=models.PROTECT, null=True, related_name="shown"
    )
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="approved_articles"
    )
    comments_open = models.BooleanField(default=True)
    folded = models.TextField(blank=True)

    class Meta:
        indexes = [
            GinIndex(SearchVector("folded", config="simple"), name="article_words"),
            models.Index(fields=["-publish_at"], name="article_newest", condition=Q(public__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="public_article_has_its_moment",
                condition=Q(public__isnull=True) | Q(publish_at__isnull=False, approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="approved_article_is_public",
                condition=~Q(state=ArticleState.APPROVED) | Q(public__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawn_article_says_why",
                condition=~Q(state=ArticleState.WITHDRAWN) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class ArticleRevision(models.Model):
    """One text as it was saved; never changed afterwards. `body` is sanitised HTML."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    lead = models.TextField(blank=True)
    body = models.TextField()
    authors = ArrayField(models.CharField(max_length=200), default=list)
    source = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="article_revisions")
    written_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_revision_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class ArticlePicture(models.Model):
    """A picture of one revision with its caption; `alternative` says in words what is to be seen."""

    revision = models.ForeignKey(ArticleRevision, on_delete=models.PROTECT, related_name="pictures")
    position = models.PositiveSmallIntegerField()
    caption = models.CharField(max_length=300)
    alternative = models.CharField(max_length=300)
    image = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="article_pictures")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="one_article_picture_a_position"),
        ]

    def __str__(self) -> str:
        return self.caption
