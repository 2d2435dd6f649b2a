"""The article is written anew from the data. Of the published one only hashes of its runs of words are kept.

What the movement's plan says word for word (theme, key tasks) is quoted as data and not held against it.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from builders import SERIES, SPIRIT, born, house, people, row

from thidua.decisions.actions import HigherDecision, issue, record_higher
from thidua.eligibility.queries.law import law_book
from thidua.honours.enums import Source
from thidua.honours.models import Award
from thidua.honours.records import AwardRecord
from thidua.movements.actions import launch
from thidua.movements.models import Season
from thidua.movements.records import LaunchRecord, TargetRecord
from thidua.reports.article import draft_article, write_article

HASHES = frozenset(Path(__file__).with_name("published_article.sha256").read_text().split())
RUN = 8
THEME = "Kỷ cương, trách nhiệm, hành động, sáng tạo, phát triển"
TASKS = ["Nâng chất lượng dạy và học", "Giữ vững quốc phòng, an ninh"]


def runs(text: str) -> set[str]:
    """Hashes of every run of eight words, as those of the published article were made."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())
    return {
        sha256(" ".join(words[i : i + RUN]).encode()).hexdigest()[:12] for i in range(len(words) - RUN + 1)
    }


def own_words(text: str, quoted: list[str]) -> set[str]:
    """Runs of the text, none of which reaches into or over a quotation."""
    for part in quoted:
        text = text.replace(part, "\0")
    return {run for piece in text.split("\0") for run in runs(piece)}


@pytest.fixture
def season(db: None) -> Season:
    """Named as the published season is, so that the article's figures and names would collide if copied."""
    h = house()
    type(h.authority).objects.filter(pk=h.authority.pk).update(name="UBND huyện Thạch Thất")
    h.season.authority.refresh_from_db()
    people(
        *(
            born(f"CB{i}", f"Nguyễn Văn {word}", "A", date(1980, 1, i))
            for i, word in enumerate(("An", "Ba"), 1)
        ),
        born("CB3", "Trần Thị Rớt", "A", date(1980, 1, 3)),
    )
    h.rate("good", "CB1", "CB2")
    h.rate("completed", "CB3")
    h.attest(SPIRIT)
    names = ("Nguyễn Văn An", "Nguyễn Văn Ba", "Trần Thị Rớt")
    h.send(h.a, *(row(name, birth=date(1980, 1, i)) for i, name in enumerate(names, 1)))
    h.judge()
    h.vote()
    assert issue(actor=h.records, season=h.season, honour="ldtt", series=SERIES) is not None
    medal = AwardRecord(
        "hcld_3", 2023, "9/QĐ-CTN", date(2023, 11, 9), "Chủ tịch nước", "Liên đoàn Lao động huyện Thạch Thất",
        unit_id=h.b.pk, source=Source.RECORDED,
    )  # fmt: skip
    higher = HigherDecision("9/QĐ-CTN", date(2023, 11, 9), "Chủ tịch nước", (medal,))
    record_higher(actor=h.office, season=h.season, higher=higher)
    targets = tuple(TargetRecord(unit.code, "Hộ văn hóa", "%", Decimal(90)) for unit in (h.a, h.b))
    criteria = (("Phát triển kinh tế", Decimal(20)),)
    plan = LaunchRecord(2024, "Phong trào", THEME, tuple(TASKS), criteria, (), targets)
    launch(actor=h.office, authority=h.authority, plan=plan)
    return Season.objects.select_related("authority").get(pk=h.season.pk)


def test_runs_of_words_are_compared_as_they_were_kept() -> None:
    assert (len(HASHES), len(runs("một hai ba bốn năm sáu bảy")), len(runs("a b c d e f g h"))) == (
        1702,
        0,
        1,
    )
    assert runs(THEME) & HASHES != set(), "the theme stands in the published article: the hashes are its own"


def test_no_eight_words_of_the_published_article(season: Season) -> None:
    text = draft_article(season, law_book())
    assert own_words(text, [THEME, *TASKS]) & HASHES == set()


def test_the_article_says_what_the_data_say(season: Season) -> None:
    article = write_article(season, law_book())
    assert article.title == "UBND huyện Thạch Thất khen thưởng 2 cá nhân năm 2023"
    assert [s.title for s in article.sections] == [
        "Từ Trung ương và cấp trên",
        "UBND huyện Thạch Thất quyết định",
        "Từ danh sách của cơ sở",
        "Bước vào năm 2024",
    ]
    assert tuple(map(str, article.sections[0].points)) == (
        "Huân chương Lao động hạng Ba (Chủ tịch nước): Liên đoàn Lao động huyện Thạch Thất.",
    )
    assert tuple(map(str, article.sections[1].points)) == (
        "Lao động tiên tiến: 2 cá nhân, theo Quyết định số 7001/QĐ-UBND.",
    )
    assert [*map(str, article.sections[3].points)] == TASKS
    assert tuple(map(str, article.sections[3].paragraphs[:2])) == (
        f"Chủ đề của năm 2024: “{THEME}”.",
        "Tới nay 2 đơn vị đã đặt bút vào bản giao ước của năm.",
    )
    assert [(r.label, r.collectives, r.persons) for r in article.figures] == [
        ("Huân chương Lao động hạng Ba", 1, 0),
        ("Lao động tiên tiến", 0, 2),
    ]


def test_draft_and_page_are_one_text(season: Season) -> None:
    article, draft = write_article(season, law_book()), draft_article(season, law_book())
    said = [article.title, str(article.lead), *(s.title for s in article.sections)]
    said += [str(text) for s in article.sections for text in (*s.paragraphs, *s.points)]
    assert [text for text in said if text not in draft] == []


def test_a_revoked_honour_is_not_told(season: Season) -> None:
    Award.objects.filter(honour="hcld_3").update(revoked_on=date(2024, 5, 6), revoked_by="10/QĐ-CTN")
    assert "Huân chương" not in draft_article(season, law_book())


def test_a_refused_person_is_not_told(season: Season) -> None:
    assert "Trần Thị Rớt" not in draft_article(season, law_book())


def test_a_season_without_decisions(db: None) -> None:
    h = house()
    article = write_article(h.season, law_book())
    assert (str(article.lead), article.sections, article.figures) == (
        "UBND huyện chưa ban hành quyết định nào cho năm 2023.",
        (),
        (),
    )
