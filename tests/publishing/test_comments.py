"""Comments: asked once for marks, seen by nobody before somebody looked, limited, decided in bulk, answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from builders import units, user
from django.core.cache import cache
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from steps import check_every_state_and_role

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.audit.models import AuditEntry
from thidua.flow.workflow import Transition
from thidua.kernel.issues import Refused
from thidua.publishing.actions import (
    Visitor,
    answer_comment,
    moderate_comments,
    move_article,
    open_comments,
    send_comment,
    write_article,
    write_category,
)
from thidua.publishing.actions.comments import flags_of
from thidua.publishing.models import Article, Comment
from thidua.publishing.queries.comments import comments_of, shown_comments, waiting_comments
from thidua.publishing.records import ArticleRecord
from thidua.publishing.workflow import COMMENT

pytestmark = pytest.mark.django_db
BARE = "cam on thay co da day do chung em rat nhieu"
Send = Callable[..., Comment]


@pytest.fixture
def editor() -> User:
    cache.clear()
    (authority,) = units(("HUYEN", "UBND huyện", ""))
    return user("bien-tap", Role.EDITOR, authority)


@pytest.fixture
def article(editor: User) -> Article:
    from thidua.registry.models import OrgUnit

    authority = OrgUnit.objects.get()
    office = user("van-phong", Role.OFFICE, authority)
    category = write_category(actor=office, authority=authority, name="Tin")
    text = ArticleRecord("Bài hay", "<p>Nội dung</p>")
    one = write_article(actor=editor, authority=authority, category=category, text=text)
    move_article(actor=editor, article=one, step="send", seen=1)
    move_article(actor=office, article=one, step="approve", seen=1)
    one.refresh_from_db()
    return one


@pytest.fixture
def send(article: Article) -> Send:
    def sent(body: str, address: str = "192.0.2.7", name: str = "Bạn đọc") -> Comment:
        return send_comment(actor=Visitor(), article=article, name=name, body=body, address=address)

    return sent


def form(client: Client, article: Article, **typed: str) -> tuple[int, str]:
    """The answer to the form, opened a while ago."""
    address = reverse("comment_new", args=[article.slug])
    page = client.get(address).content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    stamp = next(name for name, value in fields.items() if ":" in value)
    opened = int(fields[stamp].split(":")[0]) - 60
    fields[stamp] = Signer(salt="portal.comment").sign(str(opened))
    answer = client.post(address, {**fields, "ten": "Bạn đọc", **typed})
    return answer.status_code, answer.content.decode() if answer.status_code == 200 else answer["Location"]


def test_without_marks_is_asked_once_and_who_insists_is_heard(client: Client, article: Article) -> None:
    status, page = form(client, article, noi_dung=BARE)
    assert (status, Comment.objects.count()) == (200, 0)
    assert "Bình luận có vẻ viết không dấu" in page
    assert f">{BARE}</textarea>" in page
    status, to = form(client, article, noi_dung=BARE, giu="1")
    assert (status, to.endswith("?da-gui=1"), Comment.objects.get().flags) == (302, True, ["bare"])


def test_with_marks_nothing_is_asked_and_the_form_says_so_before(client: Client, article: Article) -> None:
    page = client.get(reverse("comment_new", args=[article.slug])).content.decode()
    assert "Xin viết tiếng Việt có dấu." in page
    status, to = form(client, article, noi_dung="Cảm ơn thầy cô đã dạy dỗ chúng em")
    assert (status, to.endswith("?da-gui=1")) == (302, True)
    assert "Đã nhận bình luận." in client.get(to).content.decode()


def test_nobody_reads_a_comment_before_somebody_looked(
    client: Client, article: Article, editor: User, send: Send
) -> None:
    one = send("Bài viết rất hay & <b>hữu ích</b>")
    address = reverse("news_article", args=[article.slug])
    assert "rất hay" not in client.get(address).content.decode()
    moderate_comments(actor=editor, comments=[one], step="show")
    answer_comment(actor=editor, comment=one, reply="Cảm ơn bạn.")
    page = client.get(address).content.decode()
    assert "Bài viết rất hay &amp; &lt;b&gt;hữu ích&lt;/b&gt;" in page
    assert "UBND huyện trả lời" in page
    moderate_comments(actor=editor, comments=[one], step="refuse", reason="private")
    cache.clear()
    assert "rất hay" not in client.get(address).content.decode()


def test_many_are_decided_together_and_all_or_none(editor: User, send: Send) -> None:
    rows = [send(f"Bình luận số {n} về bài viết này của huyện", f"192.0.2.{n}") for n in range(3)]
    moderate_comments(actor=editor, comments=rows[:1], step="show")
    with pytest.raises(Refused):
        moderate_comments(
            actor=editor, comments=[Comment.objects.get(pk=one.pk) for one in rows], step="show"
        )
    assert [one.state for one in Comment.objects.order_by("id")] == ["shown", "waiting", "waiting"]
    assert waiting_comments(editor) == 2
    moderate_comments(actor=editor, comments=rows[1:], step="refuse", reason="off_topic")
    assert [(one.state, one.reason) for one in Comment.objects.order_by("id")] == [
        ("shown", ""),
        ("refused", "off_topic"),
        ("refused", "off_topic"),
    ]


def test_refusing_needs_a_reason_of_the_list(editor: User, send: Send) -> None:
    one = send("Bình luận này không đúng bài")
    for reason in ("", "vì tôi không thích"):
        with pytest.raises(Refused) as refused:
            moderate_comments(actor=editor, comments=[one], step="refuse", reason=reason)
        assert [issue.code for issue in refused.value.issues] == ["comment.reason"]


@pytest.mark.parametrize(("letters", "kept"), [(1999, True), (2000, True), (2001, False)])
def test_a_comment_has_two_thousand_letters_at_most(send: Send, letters: int, kept: bool) -> None:
    with suppress(Refused):
        send("a" * letters)
    assert Comment.objects.exists() == kept


def test_a_closed_article_takes_none(editor: User, article: Article, send: Send) -> None:
    open_comments(actor=editor, article=article, is_open=False)
    article.refresh_from_db()
    with pytest.raises(Refused) as refused:
        send("Còn nhận không ạ?")
    assert [issue.code for issue in refused.value.issues] == ["comment.closed"]


def test_a_visitor_sends_five_in_ten_minutes(send: Send) -> None:
    for n in range(5):
        send(f"Bình luận thứ {n} của tôi về hội nghị năm nay")
    with pytest.raises(Refused) as refused:
        send("Bình luận thứ năm của tôi về hội nghị năm nay")
    assert [issue.code for issue in refused.value.issues] == ["visit.often"]
    send("Người khác bình luận về hội nghị năm nay", "192.0.2.99")
    assert Comment.objects.count() == 6


def test_others_comments_are_not_moderated(send: Send) -> None:
    one = send("Bình luận của huyện này")
    (other,) = units(("KHAC", "UBND huyện Khác", ""))
    stranger = user("khac", Role.EDITOR, other)
    assert (list(comments_of(stranger)), waiting_comments(stranger)) == ([], 0)
    with pytest.raises(Refused):
        moderate_comments(actor=stranger, comments=[one], step="show")
    with pytest.raises(Refused):
        answer_comment(actor=stranger, comment=one, reply="x")


def test_flags_say_what_to_look_at() -> None:
    told = {
        "Xem tại www.vi-du.vn nhé mọi người": ["link"],
        "Gọi tôi số 0912 345 678 nhé": ["long_number"],
        "Quyết định 1234/QĐ-UBND ngày 22/12/2023": [],
        "TÔI RẤT KHÔNG HÀI LÒNG VỀ CON ĐƯỜNG NÀY": ["shouted"],
        BARE: ["bare"],
    }
    assert {text: flags_of(text) for text in told} == told


def test_the_log_keeps_neither_text_nor_address(send: Send, article: Article) -> None:
    send("Nội dung riêng của bạn đọc", "198.51.100.7", "Tên Bạn Đọc")
    rows = str(list(AuditEntry.objects.values_list("actor", "verb", "subject", "detail")))
    assert "comment.sent" in rows
    assert [word for word in ("riêng", "198.51.100.7", "Tên Bạn Đọc") if word in rows] == []
    assert [row.pk for row in shown_comments(article)] == []


@pytest.mark.parametrize("step", COMMENT.transitions, ids=lambda row: row.name)
def test_every_state_and_role(article: Article, send: Send, step: Transition) -> None:
    check_every_state_and_role(COMMENT, step, send("Bình luận"), article.authority, reason="private")
