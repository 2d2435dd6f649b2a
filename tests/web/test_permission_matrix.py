"""Every address × (anonymous, no grant, grant elsewhere, grant here, office): who gets in, and what must not leak.

A new address without a row here fails the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from builders import user
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from world_of_rights import SECRET, World, account_on_a, grant_on_a

from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.eligibility.jobs import screen_people  # noqa: F401 – makes the works known
from thidua.intake.jobs import look  # noqa: F401 – makes the works known
from thidua.nominations.enums import State
from thidua.nominations.jobs import read  # noqa: F401 – makes the works known
from thidua.web.shell.rights import PUBLIC, SIGNED_IN

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Row:
    """How the address is reached. `about_a`: the page is about unit A alone (404 elsewhere); `shows`: it shows
    the name to those with a right on A."""

    capability: str
    args: Callable[[World], tuple[object, ...]] = lambda world: ()
    about_a: bool = False
    shows: bool = False
    status: int = 200


ROWS: dict[str, Row] = {
    "home": Row(PUBLIC),
    "season_figures": Row(PUBLIC),
    "article": Row(PUBLIC, lambda w: (2023,)),
    "honour_roll": Row(PUBLIC),
    "public_decisions": Row(PUBLIC),
    "public_decision": Row(PUBLIC, lambda w: (w.line.decision_id,)),
    "check": Row(PUBLIC),
    "verification": Row(PUBLIC, lambda w: (w.line.code,)),
    "law": Row(PUBLIC),
    "instruments": Row(PUBLIC),
    "law_honour": Row(PUBLIC, lambda w: ("cstd_co_so",)),
    "law_honour_cases": Row(PUBLIC, lambda w: ("cstd_co_so",)),
    "board": Row(PUBLIC),
    "quotes": Row("quote.read"),
    "letter_new": Row(PUBLIC),
    "letter_track": Row(PUBLIC),
    "public_exemplars": Row(PUBLIC),
    "public_exemplar": Row(PUBLIC, lambda w: (w.exemplar.pk,)),
    "public_exemplar_picture": Row(PUBLIC, lambda w: (w.exemplar.pk,)),
    "suspensions": Row(PUBLIC),
    "accessibility": Row(PUBLIC),
    "privacy": Row(PUBLIC),
    "letters": Row("letter.read", shows=True),
    "letter": Row("letter.read", lambda w: (w.letter.pk,), about_a=True, shows=True),
    "exemplars": Row("exemplar.read", shows=True),
    "exemplar_new": Row("exemplar.write"),
    "exemplars_found": Row("exemplar.write"),
    "exemplar": Row("exemplar.read", lambda w: (w.exemplar.pk,), about_a=True, shows=True),
    "exemplar_picture": Row("exemplar.read", lambda w: (w.exemplar.pk,), about_a=True),
    "notices": Row("notice.write"),
    "notice_new": Row("notice.write"),
    "notice": Row("notice.write", lambda w: (w.notice.pk,), about_a=True),
    "robots": Row(PUBLIC),
    "sign_in": Row(PUBLIC),
    "sign_out": Row(PUBLIC, status=405),
    "sign_in_code": Row(PUBLIC, status=302),
    "take_up": Row(PUBLIC, lambda w: ("khong-co",)),
    "my_account": Row(SIGNED_IN),
    "my_password": Row(SIGNED_IN),
    "my_totp": Row(SIGNED_IN),
    "my_codes": Row(SIGNED_IN, status=405),
    "accounts": Row("account.manage"),
    "account_invite": Row("account.manage"),
    "account": Row("account.manage", lambda w: (account_on_a(w),), about_a=True),
    "security_log": Row("security.read"),
    "work": Row(PUBLIC, status=302),
    "search": Row("search.use"),
    "dashboard": Row("figures.read"),
    "nominations": Row("nomination.read", shows=True),
    "nomination": Row("nomination.read", lambda w: (w.awarded.pk,), about_a=True, shows=True),
    "nomination_paper": Row("nomination.read", lambda w: (w.awarded.pk,), about_a=True),
    "submission_paper": Row("figures.read", lambda w: ("pdf",)),
    "refusals_paper": Row("nomination.read"),
    "unit_refusals_paper": Row("nomination.read", lambda w: (w.house.a.code,), about_a=True),
    "questions": Row("nomination.read"),
    "question": Row("nomination.read", lambda w: (w.asked.line_id,), about_a=True),
    "sheets": Row("sheet.read", shows=True),
    "sheet_upload": Row("sheet.submit"),
    "sheet": Row("sheet.read", lambda w: (w.upload.pk,), about_a=True, shows=True),
    "movements": Row("movement.read", shows=True),
    "movement_new": Row("movement.plan"),
    "movement": Row("movement.read", lambda w: (w.draft.pk,), about_a=True, shows=True),
    "movement_plan": Row("movement.plan", lambda w: (w.draft.pk,), about_a=True, shows=True),
    "movement_missing": Row("movement.review", lambda w: (w.task.movement_id,), about_a=True),
    "movement_tasks": Row("movement.plan", lambda w: (w.draft.pk,), about_a=True, shows=True),
    "movement_criteria": Row("movement.plan", lambda w: (w.draft.pk,), about_a=True, shows=True),
    "cascade": Row("movement.read", lambda w: (w.task.movement_id,), about_a=True),
    "movement_file": Row("movement.read", lambda w: (w.task.movement_id, w.plan.pk), about_a=True),
    "tasks": Row("movement.read", shows=True),
    "task_board": Row("movement.read", shows=True),
    "task": Row("movement.read", lambda w: (w.task.pk,), about_a=True, shows=True),
    "year_calendar": Row("movement.read"),
    "registrations": Row("registration.read"),
    "registration_new": Row("registration.write"),
    "registrations_held": Row("registration.read"),
    "registration": Row("registration.read", lambda w: (w.registration.pk,), about_a=True, shows=True),
    "applications": Row("initiative.read", shows=True),
    "application_new": Row("initiative.apply"),
    "application": Row("initiative.read", lambda w: (w.application.pk,), about_a=True, shows=True),
    "application_edit": Row("initiative.apply", lambda w: (w.application.pk,), about_a=True, shows=True),
    "application_alike": Row(
        "initiative.receive", lambda w: (w.application.pk, w.recognised.pk), about_a=True, shows=True
    ),
    "application_mark": Row("initiative.mark", lambda w: (w.recognised.pk,), about_a=True, status=404),
    "initiative_certificate": Row(
        "initiative.read", lambda w: (w.recognised.pk, w.recognised.authors.get().pk), about_a=True
    ),
    "initiative_councils": Row("initiative.receive"),
    "marking": Row("initiative.mark"),
    "covenants": Row("covenant.read"),
    "covenant_new": Row("covenant.write"),
    "covenant": Row("covenant.read", lambda w: (w.covenant.pk,), about_a=True, shows=True),
    "covenant_edit": Row("covenant.write", lambda w: (w.drafted.pk,), about_a=True, shows=True),
    "covenant_quarter": Row("covenant.report", lambda w: (w.covenant.pk, 1), about_a=True, shows=True),
    "covenant_sign": Row("covenant.read", lambda w: (w.drafted.pk,), about_a=True, shows=True),
    "covenant_paper": Row("covenant.read", lambda w: (w.covenant.pk,), about_a=True),
    "covenant_template": Row("covenant.agree", lambda w: (w.covenant.movement_id,), about_a=True, shows=True),
    "signing_room": Row("covenant.read"),
    "public_covenants": Row(PUBLIC),
    "public_covenant": Row(PUBLIC, lambda w: (w.covenant.pk,)),
    "articles": Row("article.read", shows=True),
    "article_new": Row("article.write"),
    "article_from_season": Row("article.write", status=405),
    "article_categories": Row("article.approve"),
    "article_desk": Row("article.read", lambda w: (w.article.pk,), about_a=True, shows=True),
    "article_edit": Row("article.write", lambda w: (w.article.pk,), about_a=True, shows=True),
    "article_revision": Row("article.read", lambda w: (w.article.pk, 1), about_a=True, shows=True),
    "article_picture": Row("article.read", lambda w: (w.article.pk, w.shot.pk), about_a=True),
    "comments": Row("comment.moderate", shows=True),
    "comment": Row("comment.moderate", lambda w: (w.comment.pk,), about_a=True, shows=True),
    "news": Row(PUBLIC),
    "news_rss": Row(PUBLIC),
    "category_rss": Row(PUBLIC, lambda w: (w.article.category.code,)),
    "news_article": Row(PUBLIC, lambda w: (w.article.slug,)),
    "news_print": Row(PUBLIC, lambda w: (w.article.slug,)),
    "news_picture": Row(PUBLIC, lambda w: (w.article.slug, w.shot.pk)),
    "comment_new": Row(PUBLIC, lambda w: (w.article.slug,)),
    "site_map": Row(PUBLIC),
    "sitemap": Row(PUBLIC),
    "conferences": Row("conference.read", shows=True),
    "conference_new": Row("conference.write"),
    "conference": Row("conference.read", lambda w: (w.conference.pk,), about_a=True, shows=True),
    "conference_script": Row("conference.read", lambda w: (w.conference.pk,), about_a=True, shows=True),
    "conference_handover": Row("conference.write", lambda w: (w.conference.pk,), about_a=True, shows=True),
    "conference_picture": Row(
        "conference.read", lambda w: (w.conference.pk, w.picture.image_id), about_a=True
    ),
    "public_movements": Row(PUBLIC),
    "public_movement": Row(PUBLIC, lambda w: (w.task.movement_id,)),
    "intakes": Row("intake.manage", shows=True),
    "intake_send": Row("intake.manage"),
    "intake_form": Row("intake.manage", lambda w: ("awards",)),
    "intake": Row("intake.manage", lambda w: (w.intake.pk,), about_a=True, shows=True),
    "intake_columns": Row("intake.manage", lambda w: (w.intake.pk,), about_a=True, shows=True),
    "intake_faults": Row("intake.manage", lambda w: (w.intake.pk,), about_a=True, shows=True),
    "intake_corrections": Row("intake.manage", lambda w: (w.intake.pk,), about_a=True, status=302),
    "jobs": Row("job.read", shows=True),
    "replay": Row("nomination.appraise"),
    "screenings": Row("screening.read"),
    "screening": Row("screening.read", lambda w: (w.screening.pk,), about_a=True),
    "screened_people": Row("screening.read", lambda w: (w.screening.pk, "ldtt"), about_a=True, shows=True),
    "people": Row("person.read", shows=True),
    "units": Row("person.read"),
    "unit": Row("person.read", lambda w: ("A",), about_a=True),
    "unit_tree": Row("person.read"),
    "unit_acts": Row("person.read"),
    "unit_act": Row("person.read", lambda w: (w.act.pk,), about_a=True),
    "unit_act_new": Row("unit.change"),
    "unit_places": Row("unit.change", lambda w: ("A",), about_a=True),
    "person": Row("person.read", lambda w: ("CB1",), about_a=True, shows=True),
    "person_add": Row("person.write"),
    "person_edit": Row("person.write", lambda w: ("CB1",), about_a=True, shows=True),
    "person_ratings": Row("rating.write", lambda w: ("CB1",), about_a=True, shows=True),
    "person_disciplines": Row("discipline.write", lambda w: ("CB1",), about_a=True, shows=True),
    "person_merge": Row("person.merge", lambda w: ("CB1",), about_a=True, shows=True),
    "own_record": Row(SIGNED_IN),
    "claims": Row("claim.answer", shows=True),
    "claim": Row("claim.answer", lambda w: (w.claim.pk,), about_a=True, shows=True),
    "fault_reports": Row("fault.answer", shows=True),
    "fault_report": Row("fault.answer", lambda w: (w.report.pk,), about_a=True, shows=True),
    "duplicates": Row("person.merge", shows=True),
    "duplicate": Row("person.merge", lambda w: (w.pair.pk,), about_a=True, shows=True),
    "merge": Row("person.merge", lambda w: (w.merge.pk,), about_a=True, shows=True),
    "transfers": Row("transfer.read", shows=True),
    "transfer": Row("transfer.read", lambda w: (w.transfer.pk,), about_a=True, shows=True),
    "transfer_propose": Row("transfer.propose", lambda w: ("CB1",), about_a=True, shows=True),
    "outlook": Row("person.read", lambda w: ("CB1",), about_a=True, shows=True),
    "what_if": Row("person.read", lambda w: ("CB1",), about_a=True, shows=True),
    "awards": Row("award.read", shows=True),
    "holds": Row("hold.read", shows=True),
    "hold": Row("hold.read", lambda w: (w.hold.pk,), about_a=True, shows=True),
    "hold_person": Row("hold.write", lambda w: ("CB1",), about_a=True, shows=True),
    "clusters": Row("score.read"),
    "cluster_new": Row("cluster.manage"),
    "cluster": Row("score.read", lambda w: (w.scored.cluster.pk,), about_a=True),
    "score_rounds": Row("score.read"),
    "score_table_new": Row("score.check"),
    "score_table": Row("score.read", lambda w: (w.scored.table.pk,), about_a=True),
    "score_round": Row("score.read", lambda w: (w.scored.round.pk,), about_a=True),
    "score_grid": Row("score.check", lambda w: (w.scored.round.pk, w.scored.cluster.pk), about_a=True),
    "ranking": Row("score.read", lambda w: (w.scored.round.pk, w.scored.cluster.pk), about_a=True),
    "scorecard": Row("score.read", lambda w: (w.scored.card.pk,), about_a=True),
    "score_explained": Row("score.read", lambda w: (w.scored.card.pk,), about_a=True),
    "score_evidence": Row("score.read", lambda w: (w.scored.evidence.pk,), about_a=True),
    "cross_list": Row("score.cross"),
    "cross_card": Row("score.cross", lambda w: (w.scored.other.pk, "A"), about_a=True),
    "grants": Row("grant.read"),
    "grant": Row("grant.read", lambda w: (grant_on_a(w),), about_a=True),
    "grant_give": Row("grant.write"),
    "grant_delegate": Row("grant.delegate"),
    "capability_table": Row("grant.read"),
    "decisions": Row("decision.read"),
    "decision": Row("decision.read", lambda w: (w.line.decision_id,), about_a=True, shows=True),
    "decision_paper": Row("decision.read", lambda w: (w.line.decision_id, "danh-sach.xlsx"), about_a=True),
    "certificate": Row("decision.read", lambda w: (w.line.pk,), about_a=True),
}


# Public pages of what has a secret text of unit A behind it that is not public yet.
UNPUBLISHED = {
    "home", "news", "news_article", "news_print", "news_rss", "category_rss", "comment_new", "site_map", "sitemap",
}  # fmt: skip


def addresses() -> set[str]:
    """Names of all addresses the product has."""

    def walk(patterns: list[URLPattern | URLResolver]) -> set[str]:
        found: set[str] = set()
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                found |= walk(pattern.url_patterns)
            else:
                assert pattern.name, f"{pattern} has no name"
                found.add(pattern.name)
        return found

    return walk(get_resolver().url_patterns)


def test_every_address_has_a_row() -> None:
    assert addresses() == set(ROWS)


def test_every_view_says_who_may_open_it() -> None:
    def views(patterns: list[URLPattern | URLResolver]) -> dict[str, str]:
        found: dict[str, str] = {}
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                found |= views(pattern.url_patterns)
            else:
                found[str(pattern.name)] = getattr(pattern.callback, "capability", "nothing said")
        return found

    assert views(get_resolver().url_patterns) == {name: r.capability for name, r in ROWS.items()}


class Desks:
    """One signed-in client for each user, so that nobody signs in twice."""

    def __init__(self) -> None:
        self._clients: dict[int, Client] = {}

    def of(self, one: User) -> Client:
        if one.pk not in self._clients:
            self._clients[one.pk] = Client()
            self._clients[one.pk].force_login(one)
        return self._clients[one.pk]


_PARTS = 4


@pytest.mark.parametrize("part", range(_PARTS))
def test_matrix(part: int, world: World) -> None:
    desks = Desks()
    for name in sorted(ROWS)[part::_PARTS]:
        _try_row(name, world, desks)


def _try_row(name: str, world: World, desks: Desks) -> None:
    line = ROWS[name]
    address = reverse(name, args=line.args(world))
    anonymous = Client().get(address)
    if line.capability == PUBLIC:
        assert anonymous.status_code in (line.status, 404), name
        assert name not in UNPUBLISHED or SECRET not in anonymous.content.decode(errors="replace"), name
        return
    assert (name, anonymous.status_code, anonymous.get("Location", "").split("?")[0]) == (
        name,
        302,
        "/dang-nhap/",
    )

    without = desks.of(world.nobody).get(address)
    if line.capability == SIGNED_IN:
        assert (name, without.status_code, SECRET in without.content.decode()) == (name, line.status, False)
        return
    assert (name, without.status_code, SECRET in without.content.decode(errors="replace")) == (
        name,
        403,
        False,
    )

    for role in Role:
        _try_role(line, address, role, world, desks)


def _try_role(line: Row, address: str, role: Role, world: World, desks: Desks) -> None:
    """The role on another unit, then on unit A itself."""
    granted = role in CAPABILITIES[line.capability]
    elsewhere = desks.of(world.elsewhere(role)).get(address)
    wanted = 403 if not granted else 404 if line.about_a else line.status
    assert elsewhere.status_code == wanted, (address, role)
    if line.shows:
        assert SECRET not in elsewhere.content.decode(errors="replace"), (address, role)
    here = desks.of(world.here(role)).get(address)
    assert here.status_code == (line.status if granted else 403), (address, role)
    if line.shows:
        assert (SECRET in here.content.decode(errors="replace")) == granted, (address, role)


def test_whole_numbers_go_back_to_who_sent_them_alone(world: World, client: Client) -> None:
    address = reverse("intake_corrections", args=(world.intake.pk,))
    client.force_login(world.intake.uploader)
    own = client.get(address)
    client.force_login(world.here(Role.OFFICE))
    other = client.get(address)
    assert (own.status_code, other.status_code, len(other.content)) == (200, 302, 0)


def test_grants_end(world: World, client: Client) -> None:
    late = user("het-han", Role.UNIT_CLERK, world.house.a, until=date(2023, 12, 31))
    client.force_login(late)
    assert client.get(reverse("nominations")).status_code == 403


def test_answering_needs_the_office(world: World, client: Client) -> None:
    address = reverse("question", args=(world.asked.line_id,))
    client.force_login(world.here(Role.UNIT_CLERK))
    refused = client.post(address, {"person": "CB3"})
    world.asked.refresh_from_db()
    assert (refused.status_code, world.asked.state) == (403, State.ASKED)
    client.force_login(world.house.office)
    accepted = client.post(address, {"person": "CB3"})
    world.asked.refresh_from_db()
    assert (accepted.status_code, world.asked.person.code if world.asked.person else "") == (302, "CB3")
    assert world.asked.state == State.ELIGIBLE


def test_no_page_shows_a_whole_personal_id(world: World, client: Client) -> None:
    client.force_login(world.house.office)
    shown = {
        name: "001180900123"
        in client.get(reverse(name, args=line.args(world))).content.decode(errors="replace")
        for name, line in ROWS.items()
        if name != "sign_out"
    }
    assert [name for name, leaks in shown.items() if leaks] == []
    assert "… 123" in client.get(reverse("person", args=("CB1",))).content.decode()
