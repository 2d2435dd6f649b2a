"""`thidua bench pages`, in a process of its own: every page of the demo as its readers open it, in server time.

The floor of a page is what no server of it can avoid: its own SQL again, bare, and a Django response of the
same bytes, ready made.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.ops.measuring import median_seconds, peak_mb
from thidua.ops.portal_pages import of_news, of_people_heard, of_quotes

if TYPE_CHECKING:
    from django.test import Client

SEASON = "thach-that-2023"
HOST = "127.0.0.1"
TIMES = 9
# Addresses that answer with a paper, a redirect or plain text.
NO_PAGES = {
    "sign_out",
    "sign_in_code",
    "take_up",
    "my_codes",
    "work",
    "article",
    "robots",
    "nomination_paper",
    "submission_paper",
    "refusals_paper",
    "unit_refusals_paper",
    "decision_paper",
    "certificate",
    "movement_file",
    "conference_picture",
    "covenant_paper",
    "initiative_certificate",
    "article_from_season",
    "article_picture",
    "news_picture",
    "news_rss",
    "category_rss",
    "sitemap",
    "exemplar_picture",
    "public_exemplar_picture",
}
# Pages of what the demo's season does not hold.
NOT_IN_THE_DEMO = {"covenant_edit", "hold", "claim", "fault_report", "cross_card"}


@dataclass(frozen=True)
class Page:
    """One address as one reader opens it: median seconds, and those of its floor."""

    who: str
    address: str
    seconds: float
    floor_seconds: float


def addresses() -> Iterator[tuple[str, str]]:
    """Every page with its reader: (user name or nothing, address). Papers to download are no pages."""
    from django.urls import reverse

    from thidua.access.models import Grant
    from thidua.decisions.models import DecisionLine
    from thidua.nominations.models import Nomination

    biggest = DecisionLine.objects.values_list("decision_id", flat=True).order_by("-position").first()
    code = DecisionLine.objects.exclude(code=None).values_list("code", flat=True).first()
    for name in ("home", "season_figures", "honour_roll", "public_decisions", "check", "sign_in"):
        yield "", reverse(name)
    for name in ("law", "instruments"):
        yield "", reverse(name)
    for name in ("law_honour", "law_honour_cases"):
        yield "", reverse(name, args=["cstd_co_so"])
    yield "", reverse("honour_roll") + "?q=nguyen+thi&sap=-ten"
    yield "", reverse("honour_roll") + "?trang=40"
    yield "", reverse("public_decision", args=[biggest])
    yield "", reverse("verification", args=[code])
    for name in ("dashboard", "holds", "grant_delegate", "own_record", "claims", "fault_reports"):
        yield "van-phong", reverse(name)
    for who in ("van-phong", "don-vi"):
        for name in ("questions", "sheets", "sheet_upload", "people", "jobs"):
            yield who, reverse(name)
    fighter = Nomination.objects.filter(honour="cstd_co_so", state="awarded").select_related("person")[0]
    refused = Nomination.objects.filter(state="refused").order_by("id")[0]
    for who in ("van-phong", "uy-vien"):
        for name in ("nominations", "decisions", "awards"):
            yield who, reverse(name)
        yield who, reverse("nominations") + "?q=nguyen+thi&sap=don_vi&trang=3"
        yield who, reverse("decision", args=[biggest])
        yield who, reverse("nomination", args=[fighter.pk])
        yield who, reverse("question", args=[refused.line_id])
    for name in ("grants", "grant_give", "capability_table"):
        yield "quan-tri", reverse(name)
    yield "quan-tri", reverse("grant", args=[Grant.objects.order_by("id").values_list("pk", flat=True)[0]])
    for name in ("accounts", "account_invite", "security_log", "my_account", "my_password", "my_totp"):
        yield "quan-tri", reverse(name)
    yield "quan-tri", reverse("account", args=[_clerk()])
    yield "van-phong", reverse("search") + "?q=nguyen+thi+huong"
    yield "don-vi", reverse("search") + "?q=nguyen+vna"
    yield "van-phong", reverse("people") + "?q=nguyen+thi&sap=don_vi"
    for name in ("person", "hold_person", "what_if"):
        yield "van-phong", reverse(name, args=[fighter.person.code if fighter.person else ""])
    yield "van-phong", reverse("sheet", args=[_preview()])


def _of_units() -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from thidua.registry.models import UnitAct

    for name in ("units", "unit_tree", "unit_acts", "unit_act_new"):
        yield "van-phong", reverse(name)
    yield "van-phong", reverse("unit_tree") + "?goc=H00&moc=0"
    for name in ("unit", "unit_places"):
        yield "van-phong", reverse(name, args=["H00"])
    if act := UnitAct.objects.order_by("id").first():
        yield "van-phong", reverse("unit_act", args=[act.pk])


def _of_movements() -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from thidua.movements.models import EmulationMovement, RegistrationSheet

    movement = EmulationMovement.objects.filter(parent__isnull=True).order_by("id")[0]
    draft = EmulationMovement.objects.filter(state="draft").order_by("id")[0]
    yield "", reverse("public_movements")
    yield "", reverse("public_movement", args=[movement.pk])
    for name in ("movements", "movement_new", "tasks", "task_board", "year_calendar"):
        yield "van-phong", reverse(name)
    for name in ("registrations", "registration_new", "registrations_held"):
        yield "van-phong", reverse(name)
    for name in ("movement", "cascade", "movement_missing"):
        yield "van-phong", reverse(name, args=[movement.pk])
    for name in ("movement_plan", "movement_tasks", "movement_criteria"):
        yield "van-phong", reverse(name, args=[draft.pk])
    yield "van-phong", reverse("task", args=[movement.tasks.order_by("position")[0].pk])
    sheet = RegistrationSheet.objects.order_by("id")[0]
    yield "van-phong", reverse("registration", args=[sheet.pk])


def _of_scores() -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from thidua.movements.models import Scorecard

    for name in ("clusters", "cluster_new", "score_rounds", "score_table_new"):
        yield "van-phong", reverse(name)
    yield "thu-truong", reverse("cross_list")
    if card := Scorecard.objects.select_related("round").order_by("id").first():
        place = [card.round_id, card.cluster_id]
        yield "van-phong", reverse("cluster", args=[card.cluster_id])
        yield "van-phong", reverse("score_table", args=[card.round.table_id])
        yield "van-phong", reverse("score_round", args=[card.round_id])
        yield "van-phong", reverse("score_grid", args=place)
        yield "van-phong", reverse("ranking", args=place)
        for name in ("scorecard", "score_explained"):
            yield "van-phong", reverse(name, args=[card.pk])


def _of_covenants() -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from thidua.movements.models import Covenant

    one = Covenant.objects.filter(state="signed").order_by("id")[0]
    yield "", reverse("public_covenants")
    yield "", reverse("public_covenant", args=[one.pk])
    for name in ("covenants", "covenant_new", "signing_room"):
        yield "van-phong", reverse(name)
    for name in ("covenant", "covenant_sign"):
        yield "van-phong", reverse(name, args=[Covenant.objects.order_by("id")[0].pk])
    yield "van-phong", reverse("covenant_quarter", args=[one.pk, 4])
    yield "van-phong", reverse("covenant_template", args=[one.movement_id])


def _of_initiatives() -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from thidua.initiatives.models import Application

    for name in ("applications", "application_new", "initiative_councils"):
        yield "van-phong", reverse(name)
    yield "uy-vien", reverse("marking")
    first, second = Application.objects.filter(state="recognised").order_by("id")[:2]
    yield "van-phong", reverse("application", args=[second.pk])
    yield "van-phong", reverse("application_alike", args=[second.pk, first.pk])
    if returned := Application.objects.filter(state="returned").first():
        yield "van-phong", reverse("application_edit", args=[returned.pk])
    if marking := Application.objects.filter(state="marking").first():
        yield "uy-vien", reverse("application_mark", args=[marking.pk])


def _of_conferences() -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from thidua.conferences.models import Conference

    for name in ("conferences", "conference_new"):
        yield "van-phong", reverse(name)
    one = Conference.objects.order_by("id")[0]
    for name in ("conference", "conference_script", "conference_handover"):
        yield "van-phong", reverse(name, args=[one.pk])


_PARTS = (
    _of_units,
    _of_movements,
    _of_scores,
    _of_covenants,
    _of_initiatives,
    _of_conferences,
    of_quotes,
    of_news,
    of_people_heard,
)


def _clerk() -> int:
    from thidua.access.models import User

    return int(User.objects.get(username="don-vi").pk)


def forgotten(measured: list[Page]) -> set[str]:
    """Names of pages the product has and nobody measured."""
    from django.urls import resolve

    from thidua.web.urls import urlpatterns

    opened = {str(resolve(page.address.partition("?")[0]).url_name) for page in measured}
    return {str(getattr(one, "name", one)) for one in urlpatterns} - opened - NO_PAGES - NOT_IN_THE_DEMO


def _preview() -> int:
    """A list of one hundred people, sent and read: the preview."""
    from thidua.access.models import User
    from thidua.flow import jobs
    from thidua.flow.models import Job
    from thidua.movements.models import Season
    from thidua.nominations import jobs as works  # noqa: F401 – makes the works known
    from thidua.nominations.actions.uploads import send
    from thidua.registry.models import OrgUnit, Person

    rows = [
        f"{n},{one.full_name},{one.born_on:%d/%m/%Y},LĐTT"
        for n, one in enumerate(Person.objects.order_by("id")[:100], 1)
    ]
    text = "\n".join(["STT,Họ và tên,Ngày sinh,Danh hiệu", *rows])
    sent: Any = send(
        actor=User.objects.get(username="van-phong"),
        season=Season.objects.get(code=SEASON),
        file="danh-sach.csv",
        content=text.encode(),
        unit=OrgUnit.objects.filter(sheets__season__code=SEASON).order_by("code")[0],
    )
    jobs.run(Job.objects.get(kind="upload.read", arguments__upload=sent.pk).pk)
    return int(sent.pk)


def measure(who: str, address: str) -> Page:
    """Open the page several times, then its floor as many times."""
    from django.test import Client

    client = Client(HTTP_HOST=HOST)
    if who:
        from thidua.access.models import User

        client.force_login(User.objects.get(username=who))
    content, asked = _content(client, address)
    seconds = median_seconds(lambda: client.get(address), TIMES)
    floor = median_seconds(lambda: _answer_bare(content, asked), TIMES)
    return Page(who, address, seconds, floor)


def _content(client: Client, address: str) -> tuple[bytes, list[str]]:
    """The page and the SQL it takes; also the first opening, which is not measured."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    if response.status_code != 200:
        raise AssertionError(f"{address}: {response.status_code}")
    return response.content, [one["sql"] for one in asked.captured_queries]


def _answer_bare(content: bytes, statements: list[str]) -> None:
    """The same SQL and the same bytes, by the database and Django with nothing of ours between."""
    from django.db import connection
    from django.http import HttpResponse
    from django.test import RequestFactory

    RequestFactory().get("/")
    with connection.cursor() as cursor:
        for one in statements:
            if one.lstrip().startswith(("SELECT", "WITH")):
                cursor.cursor.execute(one)
                cursor.cursor.fetchall()
    HttpResponse(content)


def run(data: Path, article: Path) -> dict[str, Any]:
    """All pages of the demo in `data`; the slowest is the figure."""

    from thidua.ops.installation import ready

    with ready(data, say=lambda message: None):
        from django.conf import settings

        from thidua.movements.models import Season
        from thidua.ops.demo.whole import demo_whole

        settings.ARTICLE = article
        settings.TOTP = "offered"
        settings.PAGE_SECONDS = 0  # pages as they are made, not as they are kept
        settings.TRUSTED_ROOTS = data / "tin-cay"
        demo_whole(Season.objects.select_related("authority").get(code=SEASON), data)
        opened = chain(addresses(), *(part() for part in _PARTS))
        pages = sorted((measure(*one) for one in opened), key=lambda page: -page.seconds)
        left_out = sorted(forgotten(pages))
    peak = peak_mb()
    told = [f"chưa đo: {name}" for name in left_out]  # a page newer than this list
    told += [
        f"{p.seconds * 1000:6.1f} ms, sàn {p.floor_seconds * 1000:6.1f} ms  {p.who:<9} {p.address}"
        for p in pages
    ]
    slowest = pages[0]
    return {
        "seconds": slowest.seconds,
        "floor_seconds": slowest.floor_seconds,
        "peak_mb": peak,
        "pages": told,
    }


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), Path(sys.argv[2])), ensure_ascii=False))
