"""What a season found of its nominations, on paper: who was refused and why, and one verdict explained."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from thidua.documents import render
from thidua.eligibility.queries.law import law_book
from thidua.kernel.issues import InputFault, Issue
from thidua.lawbook import Verdict
from thidua.lawbook.citations import parse
from thidua.movements.models import Season
from thidua.nominations.enums import State
from thidua.nominations.models import Nomination
from thidua.registry.models import OrgUnit

_REFUSED = (State.REFUSED, State.REJECTED)
_OUTCOMES = {"met": "đạt", "not_met": "không đạt", "deferred": "tạm dừng", "to_attest": "cần xác nhận"}
_TRIAL = " (MẪU – bản chạy thử)"


def refusals(
    season: Season, unit: OrgUnit | None = None, *, within: Collection[int] | None = None
) -> list[Nomination]:
    """Nominations refused by the law or the council, of one unit or all, in the order of the lists.

    `within` holds the ids of the units whose lists count; none: all.
    """
    rows = Nomination.objects.filter(season=season, state__in=_REFUSED)
    if unit is not None:
        rows = rows.filter(submitting_unit=unit)
    if within is not None:
        rows = rows.filter(submitting_unit_id__in=within)
    rows = rows.select_related("line__nomination_sheet", "submitting_unit", "person", "collective", "verdict")
    return list(rows.order_by("submitting_unit__sort_key", "line__nomination_sheet__file", "line__row", "id"))


def refusals_pdf(
    season: Season, unit: OrgUnit | None = None, *, within: Collection[int] | None = None
) -> bytes:
    """Who was refused and why, by which article, as PDF/A-2b. Raises InputFault when nobody was."""
    found = refusals(season, unit, within=within)
    if not found:
        said = "Không có cá nhân, tập thể nào bị trả lại."
        raise InputFault(Issue("no_refusals", said, "Không cần lập danh sách này."))
    data = _frame(season) | {
        "about": _about(season, unit),
        "rows": [_refusal(one) for one in found],
    }
    return render("danh-sach-khong-dat", data, on=season.decided_on)


def verdict_pdf(nomination: Nomination) -> bytes:
    """Why a nomination stands where it stands, for a clerk to send to the person: PDF/A-2b."""
    season, verdict = nomination.season, nomination.verdict
    data = _frame(season) | {
        "issued_on": None,
        "about": _about(season),
        "name": _nominee(nomination),
        "post": _post(nomination),
        "unit": nomination.submitting_unit.name,
        "honour": _honour(nomination),
        "pivot_on": verdict.pivot_on if verdict else None,
        "outcome": _outcome(nomination),
        "sentences": nomination.sentences,
        "findings": list(_findings(verdict.findings["findings"], 0)) if verdict else [],
    }
    return render("giai-thich", data, on=season.decided_on)


def _about(season: Season, unit: OrgUnit | None = None) -> str:
    """Papers of a season nobody signs say that they are samples."""
    where = f" – {unit.name}" if unit else ""
    return f"Đợt xét khen thưởng năm {season.review_year}{where}" + ("" if season.signer_name else _TRIAL)


def _frame(season: Season) -> dict[str, Any]:
    """Who speaks: the standing office of the council. A name stands under a paper once a person signs it."""
    return {
        "higher_body": season.authority.name,
        "body": "Hội đồng Thi đua - Khen thưởng",
        "place": season.place.split(" ", 1)[-1] if season.place else season.authority.name,
        "issued_on": season.decided_on,
        "signer_authority": "TM. Hội đồng",
        "signer_post": "Thường trực Hội đồng",
        "signer_name": "",
    }


def _refusal(one: Nomination) -> dict[str, str]:
    reason, article = _why(one)
    return {
        "name": _nominee(one),
        "unit": one.submitting_unit.name,
        "honour": _honour(one),
        "reason": reason,
        "article": article,
    }


def _why(one: Nomination) -> tuple[str, str]:
    """Reason and article apart: of the criteria that refuse, or as the office found before any was judged."""
    if one.state == State.REFUSED and one.verdict and one.verdict.outcome == "not_met":
        leaves = list(Verdict.from_json(one.verdict.findings).findings.deciding("not_met"))
        reasons = dict.fromkeys(leaf.sentence for leaf in leaves)
        articles = dict.fromkeys(leaf.article for leaf in leaves if leaf.article)
        return " ".join(reasons), "; ".join(articles)
    said = " ".join(one.sentences) or State(one.state).label + "."
    return said, "; ".join(_spoken(cite) for cite in one.cites)


def _spoken(cite: str) -> str:
    """`khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP` for `91/2017/NĐ-CP art 9 cl 3`."""
    found, known = parse(cite), law_book().instruments
    return found.spoken(known[found.instrument].name) if found and found.instrument in known else cite


def _nominee(one: Nomination) -> str:
    return str(one.person or one.collective or one.line.name)


def _honour(one: Nomination) -> str:
    return law_book().label(one.honour) if one.honour else one.line.wording or "chưa rõ danh hiệu"


def _post(one: Nomination) -> str:
    """Title of the post the person holds."""
    held = one.person.posts.filter(until_on__isnull=True).first() if one.person else None
    return held.title if held else ""


def _outcome(one: Nomination) -> str:
    label = State(one.state).label
    return f"{label}: {one.get_question_display()}" if one.question else label


_LACKS = {"fact": "thiếu dữ kiện", "finding": "chờ xác nhận", "text": "văn bản chưa đọc"}


def _findings(found: dict[str, Any], depth: int, way: str = "") -> Iterator[dict[str, Any]]:
    """The tree of criteria line by line, each with its depth; `way` marks one of several alternatives."""
    yield {
        "depth": depth,
        "label": f"{way}{found['label']}",
        "outcome": _LACKS.get(found["lack"]) or _OUTCOMES[found["outcome"]],
        "sentence": _told(found),
        "cure": found.get("cure", ""),
        "evidence": "; ".join(found["evidence"]),
        "article": found["article"],
    }
    for place, child in enumerate(found["children"]):
        yield from _findings(child, depth + 1, "Hoặc: " if place and found.get("group") == "any" else "")


def _told(found: dict[str, Any]) -> str:
    """What was found, and which ways are left out because they are for others."""
    others = ", ".join(found.get("others", ()))
    return (
        f"{found['sentence']} Không nêu cách dành cho đối tượng khác: {others}."
        if others
        else found["sentence"]
    )
