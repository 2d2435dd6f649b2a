"""The conference of 29 January 2024: what the published article says of it, with drawn pictures that say so."""

from __future__ import annotations

import io
from datetime import date, time
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from thidua.access.models import User
from thidua.conferences.actions import (
    ConferenceRecord,
    add_picture,
    choose_awards,
    hand_over,
    move_conference,
    plan_conference,
    set_guests,
    set_programme,
)
from thidua.conferences.models import Conference
from thidua.documents.engine import FONTS
from thidua.movements.models import EmulationMovement, Season

_INK, _GROUND, _LINE = "#5b6577", "#f6f5f2", "#b88a2b"


@transaction.atomic
def demo_conference(file: Path, season: Season, movement: EmulationMovement, office: User) -> None:
    """Add it once; nothing is done where the season has one."""
    if Conference.objects.filter(season=season).exists():
        return
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    made = plan_conference(
        actor=office,
        authority=season.authority,
        plan=ConferenceRecord(told["title"], told["day"], time.fromisoformat(told["begins"]), told["place"]),
        season=season,
        movement=movement,
    )
    set_programme(
        actor=office,
        conference=made,
        items=[(row["minutes"], row["content"], row.get("leader", "")) for row in told["programme"]],
    )
    set_guests(
        actor=office,
        conference=made,
        guests=[(row["post"], row["seats"], row["came"]) for row in told["guests"]],
    )
    choose_awards(actor=office, conference=made, honours=told["honours"])
    for picture in told["pictures"]:
        drawn = placeholder(picture["caption"])
        add_picture(
            actor=office, conference=made, file="anh-mau.png", content=drawn, caption=picture["caption"],
            alternative=picture["alternative"],
        )  # fmt: skip
    _hold(office, made, told)


def _hold(office: User, made: Conference, told: dict[str, Any]) -> None:
    """Begun, everybody but a few called to the stage, ended; one of the absent received it afterwards."""
    move_conference(actor=office, conference=made, step="begin")
    rows = list(made.presented.order_by("pk"))
    absent = rows[-told["absent"] :]
    hand_over(actor=office, conference=made, rows=rows[: -told["absent"]], step="present")
    hand_over(actor=office, conference=made, rows=absent, step="miss")
    move_conference(actor=office, conference=made, step="end")
    later: date = told["handed_later"]["day"]
    hand_over(
        actor=office, conference=made, rows=absent[:1], step="hand", on=later, received_by=told["handed_later"]["by"]
    )


def placeholder(caption: str) -> bytes:
    """A drawn frame that says it stands for a picture."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (1200, 675), _GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((24, 24, 1176, 651), outline=_LINE, width=4)
    font = next(iter(sorted(FONTS.glob("*Sans-Regular.ttf")) or sorted(FONTS.glob("*Regular.ttf"))))
    for at, size, text in ((280, 44, "ẢNH MẪU"), (350, 30, caption), (400, 24, "khung vẽ thay ảnh, không phải ảnh chụp")):
        draw.text((600, at), text, fill=_INK, font=ImageFont.truetype(str(font), size), anchor="mm")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
