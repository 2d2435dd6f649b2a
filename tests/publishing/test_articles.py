"""Articles: cleaned, kept text by text, approved by somebody else, shown at their hour, changed figures noticed."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from builders import user
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image
from steps import check_every_state_and_role

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.audit.models import AuditEntry
from thidua.documents.models import Attachment
from thidua.flow.workflow import Transition
from thidua.kernel.issues import Refused
from thidua.publishing.actions import move_article, save_revision, write_article, write_category
from thidua.publishing.enums import ArticleState
from thidua.publishing.markup import as_text, clean, figures_in, with_figures
from thidua.publishing.models import Article, ArticleRevision
from thidua.publishing.queries.articles import (
    articles_of,
    articles_with,
    changed_figures,
    laid_out,
    related,
    shown_articles,
)
from thidua.publishing.records import ArticleRecord, PictureRecord
from thidua.publishing.workflow import ARTICLE
from thidua.registry.models import OrgUnit

pytestmark = pytest.mark.django_db
TEXT = ArticleRecord(
    "Đường làng Hữu Bằng", "<p>Thôn góp công làm đường.</p>", "Lời dẫn", ("Bút Một", "Bút Hai")
)


@pytest.fixture
def desk() -> dict[str, User]:
    from builders import units

    (authority,) = units(("HUYEN", "UBND huyện", ""))
    made = {
        name: user(name, role, authority) for name, role in (("viet", Role.EDITOR), ("duyet", Role.OFFICE))
    }
    write_category(actor=made["duyet"], authority=authority, name="Chính trị")
    return made


def authority() -> OrgUnit:
    return OrgUnit.objects.get(code="HUYEN")


def written(desk: dict[str, User], text: ArticleRecord = TEXT, by: str = "viet") -> Article:
    from thidua.publishing.models import Category

    return write_article(actor=desk[by], authority=authority(), category=Category.objects.get(), text=text)


def published(desk: dict[str, User], text: ArticleRecord = TEXT, **more: object) -> Article:
    one = written(desk, text)
    move_article(actor=desk["viet"], article=one, step="send", seen=1)
    move_article(actor=desk["duyet"], article=one, step="approve", seen=1, **more)  # type: ignore[arg-type]
    one.refresh_from_db()
    return one


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [issue.code for issue in refused.value.issues]


def png(side: int = 4, **saved: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "#a3161a").save(out, "PNG", **saved)
    return out.getvalue()


def test_what_the_public_reads_changes_only_when_somebody_else_approved(desk: dict[str, User]) -> None:
    one = published(desk)
    assert [row.public.title for row in shown_articles() if row.public] == ["Đường làng Hữu Bằng"]
    new = ArticleRecord("Đường làng Hữu Bằng đã xong", "<p>Đường thông xe.</p>")
    save_revision(actor=desk["viet"], article=one, text=new, seen=1)
    shown = shown_articles().get()
    assert shown.public is not None
    assert (shown.state, shown.public.title) == ("draft", "Đường làng Hữu Bằng")
    move_article(actor=desk["viet"], article=one, step="send", seen=2)
    move_article(actor=desk["duyet"], article=one, step="approve", seen=2)
    shown = shown_articles().get()
    assert shown.public is not None
    assert shown.public.title == "Đường làng Hữu Bằng đã xong"
    assert [row.title for row in one.revisions.order_by("number")] == [TEXT.title, new.title]


def test_nobody_approves_a_text_of_their_own(desk: dict[str, User]) -> None:
    one = written(desk, by="duyet")
    move_article(actor=desk["duyet"], article=one, step="send", seen=1)
    with pytest.raises(Refused) as refused:
        move_article(actor=desk["duyet"], article=one, step="approve", seen=1)
    assert codes(refused) == ["article.own"]
    assert list(shown_articles()) == []


def test_an_article_appears_at_its_hour(desk: dict[str, User]) -> None:
    at = timezone.now() + timedelta(hours=1)
    published(desk, publish_at=at)
    seen = [len(shown_articles(at + timedelta(seconds=s))) for s in (-1, 0, 1)]
    assert (len(shown_articles()), seen) == (0, [0, 1, 1])


def test_a_withdrawn_article_is_gone_and_its_texts_are_kept(desk: dict[str, User]) -> None:
    one = published(desk)
    with pytest.raises(Refused) as refused:
        move_article(actor=desk["duyet"], article=one, step="withdraw", seen=1)
    assert codes(refused) == ["article.reason"]
    move_article(actor=desk["duyet"], article=one, step="withdraw", seen=1, reason="Sai địa danh")
    assert (list(shown_articles()), list(articles_with(shown_articles(), "huu bang"))) == ([], [])
    assert ArticleRevision.objects.count() == 1


def test_two_writers_lose_nothing(desk: dict[str, User]) -> None:
    one = written(desk)
    save_revision(actor=desk["duyet"], article=one, text=ArticleRecord("A", "<p>a</p>"), seen=1)
    with pytest.raises(Refused) as refused:
        save_revision(actor=desk["viet"], article=one, text=ArticleRecord("B", "<p>b</p>"), seen=1)
    assert "duyet vừa lưu bản 2 lúc" in str(refused.value)
    with pytest.raises(Refused):
        move_article(actor=desk["viet"], article=one, step="send", seen=1)
    assert [row.title for row in one.revisions.order_by("number")] == [TEXT.title, "A"]


def test_search_asks_for_no_accents(desk: dict[str, User]) -> None:
    published(desk)
    published(desk, ArticleRecord("Trường Mầm non", "<p>Cô giáo được khen.</p>"))
    found = {
        words: [one.slug for one in articles_with(shown_articles(), words)]
        for words in ("HỮU BẰNG", "huu bang lam duong", "khen co giao", "but hai", "không có")
    }
    assert found == {
        "HỮU BẰNG": ["duong-lang-huu-bang"],
        "huu bang lam duong": ["duong-lang-huu-bang"],
        "khen co giao": ["truong-mam-non"],
        "but hai": ["duong-lang-huu-bang"],
        "không có": [],
    }


def test_addresses_of_articles_never_collide(desk: dict[str, User]) -> None:
    made = [written(desk).slug for _ in range(3)]
    assert made == ["duong-lang-huu-bang", "duong-lang-huu-bang-2", "duong-lang-huu-bang-3"]
    assert written(desk, ArticleRecord("???", "<p>x</p>")).slug == "bai-viet"


def test_related_articles_are_shown_ones_of_the_same_heading(desk: dict[str, User]) -> None:
    one = published(desk)
    near = published(desk, ArticleRecord("Đường làng Hữu Bằng sáng đèn", "<p>x</p>"))
    far = published(desk, ArticleRecord("Thời tiết", "<p>x</p>"))
    written(desk, ArticleRecord("Đường làng Hữu Bằng bản nháp", "<p>x</p>"))
    assert [row.pk for row in related(one)] == [near.pk, far.pk]


def test_a_picture_is_made_anew_and_stands_where_the_text_says(desk: dict[str, User]) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh của người chụp"
    shots = tuple(
        PictureRecord(f"Ảnh {n}", f"Mô tả {n}", file="a.png", content=png(n, exif=exif)) for n in (1, 2, 3)
    )
    one = written(desk, ArticleRecord("Bài", "<p>Đầu</p><p>[ảnh 2]</p><p>Cuối</p>", pictures=shots))
    held = one.revisions.get()
    placed = [
        (as_text(piece.html), piece.picture.caption if piece.picture else "") for piece in laid_out(held)
    ]
    assert placed == [("", "Ảnh 1"), ("Đầu", "Ảnh 2"), ("Cuối", ""), ("", "Ảnh 3")]
    kept = Attachment.objects.order_by("id")
    assert [row.media_type for row in kept] == ["image/jpeg"] * 3
    assert [b"chup" in bytes(row.content) or "chụp".encode() in bytes(row.content) for row in kept] == [
        False
    ] * 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ArticleRecord("", "<p>x</p>"), "article.empty"),
        (ArticleRecord("Tên", "<p> </p><script>x</script>"), "article.empty"),
        (ArticleRecord("Tên", "<p>x</p>", pictures=(PictureRecord("Chú thích", "", content=png()),)), "picture.words"),
        (ArticleRecord("Tên", "<p>x</p>", pictures=(PictureRecord("a", "b", None, "x", b"GIF"),)), "picture.broken"),
        (ArticleRecord("Tên", "<p>x</p>", pictures=(PictureRecord("a", "b"),) * 21), "article.pictures"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_not_kept(desk: dict[str, User], text: ArticleRecord, code: str) -> None:
    with pytest.raises(Refused) as refused:
        written(desk, text)
    assert codes(refused) == [code]
    assert (Article.objects.count(), Attachment.objects.count()) == (0, 0)


def test_text_from_word_keeps_its_sense_and_nothing_else() -> None:
    pasted = (
        '<p class="MsoNormal" style="color:red"><b>Đậm</b><o:p></o:p></p><h1>Đề mục</h1><table><tr><td width="3">1</td>'
        '</tr></table><p><a href="javascript:hit(1)">x</a><a href="/vinh-danh/?nam=2023" '
        'data-figure="award/ldtt/person" onclick="hit(1)">1.774</a></p><img src=x onerror=hit(1)>'
    )
    assert clean(pasted) == (
        "<p><b>Đậm</b></p>Đề mục<table><tbody><tr><td>1</td></tr></tbody></table>"
        '<p><a rel="noopener noreferrer">x</a><a href="/vinh-danh/?nam=2023" data-figure="award/ldtt/person" '
        'rel="noopener noreferrer">1.774</a></p>'
    )


def test_signs_that_no_page_can_show_are_left_out(desk: dict[str, User], client: Client) -> None:
    """Pasted from a terminal or an old file: RSS could not be written, and the database refuses a zero byte."""
    one = published(
        desk, ArticleRecord("Đường\x01 làng\x00", "<p>Thôn\x02 góp\x00 công</p>", "Lời\x08 dẫn", ("Bút\x7f",))
    )
    held = one.public
    assert held is not None
    assert (held.title, held.lead, held.authors, held.body) == (
        "Đường làng",
        "Lời dẫn",
        ["Bút"],
        "<p>Thôn góp công</p>",
    )
    read = [
        client.get(address).status_code
        for address in ("/tin-tuc/rss.xml", "/tin-tuc/?q=%00a", "/vinh-danh/?q=%00a")
    ]
    assert read == [200, 200, 200]


def test_a_figure_that_changes_is_noticed_and_written_anew() -> None:
    body = clean(
        '<p>Có <a href="/x" data-figure="own/ldtt/person">1.774</a> và <a data-figure="lists/units">102</a>.</p>'
    )
    assert figures_in(body) == {"own/ldtt/person": "1.774", "lists/units": "102"}
    now = {"own/ldtt/person": "1.773"}
    assert changed_figures(ArticleRevision(body=body), now) == [
        ("own/ldtt/person", "1.774", "1.773"),
        ("lists/units", "102", "không còn"),
    ]
    assert as_text(with_figures(body, now)) == "Có 1.773 và 102."


def test_others_articles_are_not_read_before_they_are_public(desk: dict[str, User]) -> None:
    from builders import units

    written(desk)
    (other,) = units(("KHAC", "UBND huyện Khác", ""))
    assert list(articles_of(user("khac", Role.EDITOR, other))) == []


def test_an_article_leaves_a_row_of_each_act_and_no_text_in_it(desk: dict[str, User]) -> None:
    one = published(desk)
    rows = AuditEntry.objects.filter(subject=f"publishing.Article:{one.pk}").order_by("id")
    assert [(row.actor, row.verb, row.detail.get("step")) for row in rows] == [
        ("viet", "article.written", None),
        ("viet", "article.moved", "send"),
        ("duyet", "article.moved", "approve"),
    ]


def test_the_index_of_words_is_used(desk: dict[str, User]) -> None:
    published(desk)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "article_words" in articles_with(Article.objects.all(), "huu bang").order_by().explain()


@pytest.mark.parametrize("step", ARTICLE.transitions, ids=lambda row: row.name)
def test_every_state_and_role(desk: dict[str, User], step: Transition) -> None:
    one = published(desk)
    check_every_state_and_role(ARTICLE, step, one, authority(), reason="lý do")
    assert one.state in ArticleState.values
