"""The certificate of an initiative for one of its authors."""

from __future__ import annotations

from thidua.documents.engine import render
from thidua.initiatives.models import Application, ApplicationAuthor


def certificate_pdf(one: Application, author: ApplicationAuthor) -> bytes:
    """The paper by the form in force on the day of the decision; what it says was recognised stands as of today.

    Raises InputFault where the application has become no initiative.
    """
    made = one.initiative
    first = made.findings.first() if made else None
    data = {
        "body": first.body if first else "",
        "name": author.person.full_name,
        "unit": one.unit.name,
        "title": one.title,
        "share": str(author.share),
        "year": str(one.year),
        "scope": made.get_scope_display() if made else "",
        "code": made.code if made else "",
        "number": made.decision_number if made else "",
        "decided_on": made.decided_on if made else None,
    }
    given = {key: value for key, value in data.items() if value}
    return render("giay-chung-nhan-sang-kien", given, on=made.decided_on if made else None)
