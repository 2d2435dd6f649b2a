"""The conference article of the demo: figures and time of the published one, words of our own from the season's data;
authors, readers and their comments are invented and say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from thidua.access.models import User
from thidua.movements.models import Season
from thidua.publishing.actions import (
    Visitor,
    answer_comment,
    move_article,
    moderate_comments,
    send_comment,
    write_article,
    write_category,
)
from thidua.publishing.models import Article, Category
from thidua.registry.models import OrgUnit
from thidua.web.office.article_draft import season_record


@transaction.atomic
def demo_news(file: Path, season: Season, office: User) -> None:
    """Add it once; nothing is done where the season has an article."""
    if Article.objects.filter(season=season).exists():
        return
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    categories = _categories(office, season.authority, told["categories"])
    editor = User.objects.get(username="bien-tap")
    text = replace(season_record(season, authors=tuple(told["authors"])), title=told["title"])
    made = write_article(
        actor=editor, authority=season.authority, category=categories[told["category"]], text=text, season=season
    )
    move_article(actor=editor, article=made, step="send", seen=1)
    at = datetime.fromisoformat(told["published_at"])
    move_article(actor=office, article=made, step="approve", seen=1, publish_at=at)
    made.refresh_from_db()
    for place, row in enumerate(told["comments"], 1):
        _comment(editor, made, row, address=f"192.0.2.{place}")


def _categories(office: User, authority: OrgUnit, names: list[str]) -> dict[str, Category]:
    held = {one.name: one for one in Category.objects.all()}
    new = [name for name in names if name not in held]
    return held | {name: write_category(actor=office, authority=authority, name=name) for name in new}


def _comment(editor: User, article: Article, row: dict[str, Any], address: str) -> None:
    """One reader's comment; shown when the file says so, with the office's answer where it has one."""
    made = send_comment(actor=Visitor(), article=article, name=row["name"], body=row["body"], address=address)
    if row.get("shown"):
        moderate_comments(actor=editor, comments=[made], step="show")
    if reply := row.get("reply"):
        answer_comment(actor=editor, comment=made, reply=reply)
