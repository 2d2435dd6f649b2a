"""Background jobs as those who wait for them see them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime

from thidua.flow.enums import JobState
from thidua.flow.models import Job
from thidua.flow.queries import jobs_for
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.rights import actor_of, needs

_BADGE = {JobState.DONE: "met", JobState.FAILED: "refused"}


def _progress(one: Job) -> str:
    return f"{one.done}/{one.total}" if one.total else ""


_SPEC = ListSpec(
    title="Việc chạy nền",
    noun="việc",
    columns=(
        Column("viec", "Việc", lambda one: one.title, "title", width=50),
        Column(
            "trang_thai",
            "Tình trạng",
            lambda one: one.get_state_display(),
            "state",
            badge=lambda one: _BADGE.get(JobState(one.state), "asked"),
        ),
        Column("tien_do", "Tiến độ", _progress, numeric=True, width=12),
        Column(
            "luc", "Lúc", lambda one: f"{localtime(one.created_at):%H:%M %d/%m/%Y}", "created_at", width=18
        ),
        Column("ket_qua", "Kết quả", lambda one: one.message, width=40),
    ),
    order=("-created_at",),
    search=lambda rows, words: rows.filter(title__icontains=words),
    filters=(
        Filter("trang_thai", "Tình trạng", tuple(JobState.choices), lambda rows, v: rows.filter(state=v)),
    ),
    empty="Chưa có việc nào. Việc đọc danh sách và xét tiêu chuẩn sẽ hiện ở đây.",
    file="viec-chay-nen",
)


@needs("job.read")
def jobs(request: HttpRequest) -> HttpResponse:
    """Own jobs and those of one's units; the page asks anew while some are open."""
    rows = jobs_for(actor_of(request))
    context = {"open": rows.filter(state__in=[JobState.WAITING, JobState.RUNNING]).exists()}
    return show_list(request, _SPEC, rows, template="office/jobs.html", context=context)
