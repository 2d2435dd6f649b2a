"""More than a thousand ways to smuggle a script into a page, as texts of articles, comments and searches, in Chromium.

The browser is told to ignore the policy that forbids inline scripts: what is proved is that nothing is left to forbid.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from builders import house, user
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from thidua.access.enums import Role
from thidua.publishing.actions import move_article, write_article, write_category
from thidua.publishing.models import Article, Comment
from thidua.publishing.records import ArticleRecord

pytestmark = pytest.mark.django_db(transaction=True)
FILE = Path(__file__).parents[1] / "publishing" / "payloads.txt"
ON_A_PAGE = 321
_MARKS = {"n": "\n", "t": "\t", "\\": "\\"}
# Everything that can be pointed at, entered or opened is, as a reader might; the marker counts what ran.
_TOUCH = """() => {
  const kinds = ["mouseover", "mouseenter", "pointerenter", "focus", "click", "toggle", "load", "error"];
  addEventListener("click", (event) => event.target.closest?.("a[href^='http']") && event.preventDefault(), true);
  for (const one of document.querySelectorAll("article *, .comment *, main form *, main table *")) {
    if (one.type === "submit" || (one.matches("a[href]") && !/^javascript:/i.test(one.href))) continue;
    for (const kind of kinds) one.dispatchEvent(new Event(kind, {bubbles: true, cancelable: true}));
  }
  return window.hits;
}"""
# What could act in another browser or with another library: attributes and addresses that no text may bring along.
_ACTING = r"""() => [...document.querySelectorAll("article *, .comment *")].flatMap((one) =>
  [...one.attributes]
    .filter(({name, value}) =>
      /^(on|hx-|x-|@|:|style$|srcdoc$|formaction$)/.test(name) || /^\s*(javascript|data|vbscript):/i.test(value))
    .map(({name, value}) => `${one.tagName} ${name}=${value}`)
    .concat(/^(SCRIPT|STYLE|IFRAME|OBJECT|EMBED|SVG|MATH|BASE|LINK|FORM)$/i.test(one.tagName) ? [one.tagName] : []))"""


def payloads() -> list[str]:
    """One a line; `\\n`, `\\t` and `\\\\` stand for a line break, a tab and a backslash."""
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    return [_unescaped(line) for line in lines if line]


def _unescaped(line: str) -> str:
    parts = iter(line)
    return "".join(
        _MARKS.get(following, "\\" + following) if sign == "\\" and (following := next(parts, "")) else sign
        for sign in parts
    )


def listening(browser: Browser) -> Page:
    page = browser.new_context(bypass_csp=True).new_page()
    page.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1; };")
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def published(texts: list[str], number: int) -> Article:
    """An article with the payloads in every field, and a shown comment of each."""
    from thidua.access.models import User
    from thidua.publishing.models import Category

    editor, office = User.objects.get(username="bien-tap"), User.objects.get(username="van-phong")
    authority = editor.grants.get().unit
    category = Category.objects.first() or write_category(actor=office, authority=authority, name="Tin")
    body = "".join(f"<p>{text}</p>{text}" for text in texts)
    record = ArticleRecord(
        f"{number} {texts[0]}", f"<p>x</p>{body}", texts[1], tuple(texts[2:6]), texts[6][:200]
    )
    one = write_article(actor=editor, authority=authority, category=category, text=record)
    move_article(actor=editor, article=one, step="send", seen=1)
    move_article(actor=office, article=one, step="approve", seen=1)
    answered = {"replied_by": office, "replied_at": timezone.now(), Comment.state.field.name: "shown"}
    Comment.objects.bulk_create(
        Comment(article=one, name=text[:100], body=text[:2000], reply=text[:2000], folded="", **answered)
        for text in texts
    )
    one.refresh_from_db()
    return one


def test_the_browser_would_tell(browser: Browser, live_server: LiveServer) -> None:
    page = listening(browser)
    page.goto(live_server.url + reverse("check"))
    page.set_content("<article><img src=x onerror=hit(1)><b onclick=hit(1)>x</b></article>")
    page.wait_for_function("window.hits > 0")
    assert page.evaluate(_TOUCH) >= 2


def test_no_payload_is_executed(browser: Browser, live_server: LiveServer) -> None:
    h = house()
    user("bien-tap", Role.EDITOR, h.authority)
    texts = payloads()
    assert len(texts) >= 500
    page = listening(browser)
    ran = []
    for number, start in enumerate(range(0, len(texts), ON_A_PAGE)):
        one = published(texts[start : start + ON_A_PAGE], number)
        for name in ("news_article", "news_print", "comment_new"):
            page.goto(live_server.url + reverse(name, args=[one.slug]))
            ran += [(name, start)] * page.evaluate(_TOUCH)
            assert page.evaluate(_ACTING) == []
    page.goto(live_server.url + reverse("news"))
    ran += [("news", 0)] * page.evaluate(_TOUCH)
    for text in texts[::150]:
        for name, key in (("news", "q"), ("honour_roll", "q"), ("check", "ma")):
            page.goto(f"{live_server.url}{reverse(name)}?{urlencode({key: text})}")
            ran += [(name, text)] * page.evaluate(_TOUCH)
    assert ran == []
