"""A decision on paper: the text with its list, and the certificates of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from thidua.decisions.models import Decision, DecisionLine
from thidua.decisions.queries import money_of
from thidua.documents import CertificateData, render, render_certificates, render_docx
from thidua.documents.workbooks import Cell, Column, list_workbook
from thidua.eligibility.queries.law import law_book
from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.numbers import day, number
from thidua.movements.models import Season
from thidua.nominations.enums import NomineeKind, State
from thidua.registry.enums import Sex

_COLUMNS_PERSON = (
    ("STT", 0, "center"),
    ("Họ và tên", 26, "left"),
    ("Chức vụ", 22, "left"),
    ("Đơn vị", 38, "left"),
)
_COLUMNS_COLLECTIVE = (("STT", 0, "center"), ("Tên tập thể", 60, "left"), ("Ghi chú", 20, "left"))
_COLUMNS_SUBMITTED = (
    ("STT", 0, "center"),
    ("Danh hiệu, hình thức", 34, "left"),
    ("Đối tượng", 16, "left"),
    ("Đề nghị", 14, "right"),
    ("Không đạt", 14, "right"),
    ("Trình tặng", 14, "right"),
)
_SUBMITTED = (State.APPROVED, State.AWARDED)
_SALUTATION = {Sex.MALE: "Ông", Sex.FEMALE: "Bà"}


def lines_of(decision: Decision) -> list[DecisionLine]:
    """Lines in the order of the list, with everything a paper prints."""
    rows = decision.lines.select_related("award__person", "award__unit")
    return list(rows.prefetch_related("award__person__posts__unit").order_by("position"))


def _post(line: DecisionLine) -> str:
    """Title of the post the person holds."""
    person = line.award.person
    if person is None:
        return ""
    return next((p.title for p in person.posts.all() if p.until_on is None), "")


def is_trial(decision: Decision) -> bool:
    """Papers nobody has signed are samples and say so on every page."""
    return not decision.signer_name


def decision_pdf(decision: Decision) -> bytes:
    """The decision with its list as PDF/A-2b, in the form in force on the day of signing."""
    return render("quyet-dinh", _paper(decision), on=decision.signed_on)


def decision_docx(decision: Decision) -> bytes:
    """The same decision in Word, for the office to edit before it is signed."""
    return render_docx("quyet-dinh", _paper(decision), on=decision.signed_on)


def _paper(decision: Decision) -> dict[str, Any]:
    season, label = decision.season, law_book().label(decision.honour)
    lines = lines_of(decision)
    of_persons = bool(lines and lines[0].award.person_id)
    who = "cá nhân" if of_persons else "tập thể"
    place = season.place.split(" ", 1)[-1] if season.place else season.authority.name
    about = f"Về việc tặng “{label}” năm {season.review_year} cho {number(len(lines))} {who}"
    return {
        "higher_body": "",
        "body": decision.body,
        "number": str(decision.serial or ""),
        "symbol": decision.series,
        "place": place,
        "issued_on": decision.signed_on,
        "about": about + (" (MẪU – bản chạy thử)" if is_trial(decision) else ""),
        "decider": decision.signer_post,
        "bases": _bases(decision),
        "articles": _articles(label, season.review_year, len(lines), who),
        "receivers": ["Như Điều 3;", "Hội đồng Thi đua - Khen thưởng;", "Lưu: VT."],
        "signer_authority": "",
        "signer_post": _short_post(decision.signer_post),
        "signer_name": decision.signer_name,
        "lists": [_list(decision, lines, of_persons, label)],
    }


def _articles(label: str, year: int, lines: int, who: str) -> list[list[str]]:
    """The three articles: what is given to whom, from which fund, who carries it out."""
    return [
        [f"Tặng “{label}” năm {year} cho {number(lines)} {who} (có danh sách kèm theo)."],
        ["Tiền thưởng được chi từ quỹ thi đua, khen thưởng theo quy định hiện hành."],
        [
            f"Thủ trưởng các đơn vị liên quan và các {who} có tên tại Điều 1 "
            "chịu trách nhiệm thi hành Quyết định này./."
        ],
    ]


def _short_post(post: str) -> str:
    """What stands over a signature: `Chủ tịch` of `Chủ tịch UBND huyện Thạch Thất`."""
    return post.partition(" UBND")[0].partition(" Ủy ban")[0]


def _bases(decision: Decision) -> list[str]:
    """The instruments on which the honour stands on that day, and the council's proposal."""
    season = decision.season
    book = law_book()
    version = book.in_force(decision.honour, "person", season.received_until) or book.in_force(
        decision.honour, "collective", season.received_until
    )
    numbers = [version.basis.citation.instrument] if version else []
    quota = book.quota(decision.honour, season.received_until)
    if quota and quota.basis.citation.instrument not in numbers:
        numbers.append(quota.basis.citation.instrument)
    bases = [f"Căn cứ {book.instruments[n].name} số {n};" for n in numbers]
    meeting = season.meetings.order_by("-number").first()
    if meeting:
        bases.append(
            f"Theo đề nghị của {meeting.council.name} tại biên bản kiểm phiếu ngày {day(meeting.held_on)}."
        )
    return bases or ["Theo đề nghị của cơ quan thường trực thi đua, khen thưởng."]


def _list(decision: Decision, lines: Sequence[DecisionLine], of_persons: bool, label: str) -> dict[str, Any]:
    """The annex: one row a line, units parted by a heading row for persons."""
    columns = _COLUMNS_PERSON if of_persons else _COLUMNS_COLLECTIVE
    rows: list[list[str]] = []
    for line in lines:
        name = line.award.name_written
        if of_persons:
            rows.append([number(line.position), name, _post(line), line.award.unit_written])
        else:
            rows.append([number(line.position), name, ""])
    return {
        "label": "",
        "title": f"Danh sách được tặng “{label}” năm {decision.season.review_year}",
        "columns": [{"label": text, "share": share, "align": align} for text, share, align in columns],
        "rows": rows,
        "total": f"Danh sách gồm {number(len(rows))} {'cá nhân' if of_persons else 'tập thể'}.",
    }


def certificate_items(decision: Decision) -> list[CertificateData]:
    """What the certificates of a decision say, in the order of its list."""
    return [_certificate(decision, line) for line in lines_of(decision)]


def certificates_pdf(decision: Decision) -> tuple[bytes, int]:
    """Certificates of all lines as one PDF, and the number of pages."""
    items = certificate_items(decision)
    return render_certificates(items, demo=is_trial(decision)), len(items)


def certificate_pdf(line: DecisionLine) -> bytes:
    """The certificate of one line, the same page as in the decision's file."""
    decision = line.decision
    own = next(one for one in lines_of(decision) if one.pk == line.pk)
    return render_certificates([_certificate(decision, own)], demo=is_trial(decision))


def list_xlsx(decision: Decision) -> bytes:
    """The decision's list as a workbook, with the reward of every line and their sum."""
    money = money_of(decision)
    rows: list[list[Cell]] = [
        [line.position, line.award.name_written, _post(line), line.award.unit_written, money.cell(line.award)]
        for line in lines_of(decision)
    ]
    unknown = f"chưa kể {number(money.unknown)} dòng chưa có mức" if money.unknown else ""
    rows.append([None, "Tổng tiền thưởng", unknown, None, money.reward.known])
    return list_workbook(
        title=f"Danh sách kèm theo Quyết định {decision.number} ngày {day(decision.signed_on)}",
        columns=[
            Column("STT", 8),
            Column("Họ và tên, tập thể", 32),
            Column("Chức vụ", 28),
            Column("Đơn vị", 44),
            Column("Tiền thưởng (đồng)", 20),
        ],
        rows=rows,
    )


def _certificate(decision: Decision, line: DecisionLine) -> CertificateData:
    season, award = decision.season, line.award
    honour = law_book().honour(decision.honour)
    person = award.person
    return CertificateData(
        name=award.name_written,
        unit=award.unit_written if person else "",
        honour_code=honour.code,
        honour=honour.name,
        year=award.year,
        decision_number=decision.number,
        decided_on=decision.signed_on,
        issued_on=decision.signed_on,
        place=season.place.split(" ", 1)[-1] if season.place else season.authority.name,
        signer_post=decision.signer_post,
        register_number=str(line.position),
        code=line.code or "",
        link=f"{settings.PUBLIC_URL}/xac-thuc/{line.code}/" if line.code else "",
        post=_post(line),
        salutation=_SALUTATION.get(Sex(person.sex), "") if person and person.sex else "",
        signer_name=decision.signer_name,
        gives="TẶNG DANH HIỆU" if honour.kind == "title" else "TẶNG",
    )


def submission_pdf(season: Season) -> bytes:
    """The standing office's letter to who decides, with numbers by honour, as PDF/A-2b.

    Raises InputFault when the council has approved nothing.
    """
    return render("to-trinh", _letter(season), on=season.decided_on)


def submission_docx(season: Season) -> bytes:
    """The same letter in Word."""
    return render_docx("to-trinh", _letter(season), on=season.decided_on)


def _letter(season: Season) -> dict[str, Any]:
    meeting = season.meetings.select_related("council").order_by("-number").first()
    states = Counter(season.nominations.exclude(state=State.ABSORBED).values_list("honour", "kind", "state"))
    if meeting is None or not any(state in _SUBMITTED for _, _, state in states):
        said = "Hội đồng chưa thông qua danh hiệu, hình thức nào của đợt xét này."
        raise InputFault(Issue("nothing_to_submit", said, "Ghi kết quả kiểm phiếu trước."))
    to, name, year = season.signer_post, meeting.council.name, season.review_year
    trial = "" if season.signer_name else " (MẪU – bản chạy thử)"
    return {
        "higher_body": "",
        "body": name,
        "number": "",
        "symbol": "TTr-HĐTĐKT",
        "place": season.place.split(" ", 1)[-1] if season.place else season.authority.name,
        "issued_on": meeting.held_on,
        "about": f"Về việc tặng danh hiệu thi đua, hình thức khen thưởng năm {year}{trial}",
        "receiver": to,
        "bases": [f"Căn cứ biên bản họp và kết quả kiểm phiếu ngày {day(meeting.held_on)} của {name}."],
        "opening": [f"{name} kính trình {to} xem xét, quyết định tặng năm {year} như sau:"],
        "lists": [_submitted(states)],
        "closing": [f"Kính trình {to} xem xét, quyết định./."],
        "enclosures": [
            "Biên bản họp Hội đồng và kết quả kiểm phiếu;",
            "Danh sách cá nhân, tập thể trình tặng;",
            "Danh sách cá nhân, tập thể không đạt và lý do.",
        ],
        "receivers": ["Như trên;", "Lưu: VT, HĐTĐKT."],
        "signer_authority": "TM. Hội đồng",
        "signer_post": "Thường trực Hội đồng",
        "signer_name": "",
    }


def _submitted(states: Counter[tuple[str, str, str]]) -> dict[str, Any]:
    """Numbers of one honour and kind a row, in the order of rank; rows still open are in neither column."""
    book = law_book()
    order = [h.code for h in book.honours()]
    pairs = sorted({(h, k) for h, k, _ in states if h}, key=lambda pair: (order.index(pair[0]), pair[1]))
    rows: list[list[str]] = []
    given = Counter[str]()
    for honour, kind in pairs:
        of_pair = {state: n for (h, k, state), n in states.items() if (h, k) == (honour, kind)}
        yes = sum(of_pair.get(state, 0) for state in _SUBMITTED)
        no = of_pair.get(State.REFUSED, 0) + of_pair.get(State.REJECTED, 0)
        given[kind] += yes
        words = [str(len(rows) + 1), book.label(honour), NomineeKind(kind).label]
        rows.append([*words, *map(number, (sum(of_pair.values()), no, yes))])
    parts = [f"{number(given[k])} {k.label.lower()}" for k in NomineeKind if given[k]]
    columns = [{"label": text, "share": share, "align": align} for text, share, align in _COLUMNS_SUBMITTED]
    return {"columns": columns, "rows": rows, "total": f"Tổng cộng trình tặng {', '.join(parts)}."}
