"""A kept file as a download; who may have it is the view's matter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from thidua.access.models import User
from thidua.documents.attachments import EVIDENCE, keep
from thidua.documents.models import Attachment
from thidua.kernel.issues import InputFault, Issue, Refused


def as_download(one: Attachment) -> HttpResponse:
    """The file under its name; the browser keeps it and never shows it inside the site."""
    response = HttpResponse(bytes(one.content), content_type=one.media_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=one.name) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def as_picture(one: Attachment) -> HttpResponse:
    """A picture as a page shows it. It was made anew when it was kept, so it is what it says."""
    response = HttpResponse(bytes(one.content), content_type=one.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def sent_picture(request: HttpRequest, name: str) -> tuple[str, bytes]:
    """Name and content of the picture a form sent. Raises Refused when none was chosen."""
    given = request.FILES.get(name)
    if given is None:
        raise Refused(Issue("picture.none", "Chưa chọn ảnh.", "Chọn tệp ảnh rồi gửi lại."))
    return given.name or "anh", given.read()


def sent_file(
    request: HttpRequest, name: str, actor: User, kinds: tuple[str, ...] = EVIDENCE
) -> Attachment | None:
    """The file of a form's field, kept; none when nothing was chosen. Raises Refused for what may not be kept.

    To be called inside the transaction of the act that needs it.
    """
    given = request.FILES.get(name)
    if given is None:
        return None
    try:
        return keep(actor=actor, file=given.name or "", content=given.read(), kinds=kinds)
    except InputFault as fault:
        raise Refused(*fault.issues) from fault
