"""What the demo's public says and reads of people: letters, examples from the ledger, a stop that is over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils.timezone import make_aware

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.movements.models import Season
from thidua.ops.demo.conference import placeholder
from thidua.publishing.actions import (
    ConsentRecord,
    LetterRecord,
    NoticeRecord,
    Proposal,
    Visitor,
    announce_suspension,
    answer_letter,
    move_exemplar,
    note_exemplar,
    picture_exemplar,
    propose_exemplar,
    record_consent,
    send_letter,
    take_letter,
    write_story,
)
from thidua.publishing.enums import ExemplarSource, LetterKind
from thidua.publishing.models import CitizenLetter, Exemplar
from thidua.publishing.queries.found import people_found
from thidua.registry.models import Person


@transaction.atomic
def demo_people_heard(file: Path, season: Season, office: User) -> None:
    """Add them once; nothing is done where a letter is there."""
    if CitizenLetter.objects.exists():
        return
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    for one in told["letters"]:
        _letter(one, season, office)
    _exemplars(told["exemplars"], season, office)
    _notice(told["notice"], season, office)


def _letter(told: dict[str, Any], season: Season, office: User) -> None:
    given = LetterRecord(
        LetterKind(told["kind"]),
        told["text"],
        about=told["about"],
        sender=told.get("sender", ""),
        contact=told.get("contact", ""),
    )
    letter, _ = send_letter(actor=Visitor(), authority=season.authority, letter=given, address="")
    if answer := told.get("answer"):
        take_letter(actor=office, letter=letter)
        answer_letter(actor=office, letter=letter, answer=answer)


def _exemplars(told: dict[str, Any], season: Season, office: User) -> None:
    """The first two the ledger names; the first is told and published."""
    found = people_found(units_with(office, "exemplar.write"), season.review_year)[:2]
    made = [
        propose_exemplar(
            actor=office,
            unit=season.authority,
            proposal=Proposal(one.reason, ExemplarSource.DATA, person=Person.objects.get(pk=one.subject)),
        )
        for one in found
    ]
    if made:
        _publish(told, made[0], office)


def _publish(told: dict[str, Any], one: Exemplar, office: User) -> None:
    consent, picture, note = told["consent"], told["picture"], told["note"]
    move_exemplar(actor=office, exemplar=one, step="accept")
    story = told["story"].format(name=one.name, place=one.place)
    write_story(actor=office, exemplar=one, title=told["title"], story=story)
    picture_exemplar(
        actor=office, exemplar=one, file="anh-mau.png", content=placeholder(picture["caption"]),
        caption=picture["caption"], alternative=picture["alternative"],
    )  # fmt: skip
    given = ConsentRecord(consent["taken_by"], consent["day"], consent["paper"])
    record_consent(actor=office, exemplar=one, consent=given)
    move_exemplar(actor=office, exemplar=one, step="publish")
    note_exemplar(actor=office, exemplar=one, on=note["day"], text=note["text"])


def _notice(told: dict[str, Any], season: Season, office: User) -> None:
    begins, ends = (make_aware(datetime.fromisoformat(str(told[key]))) for key in ("from", "until"))
    given = NoticeRecord(begins, ends, told["what"])
    announce_suspension(actor=office, authority=season.authority, notice=given, on=told["announced"])
