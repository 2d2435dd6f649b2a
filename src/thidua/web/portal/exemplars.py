"""Published examples. Not kept by the cache of pages: what is taken off is off at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thidua.kernel.text import excerpt, fold
from thidua.publishing.models import Exemplar
from thidua.publishing.queries.exemplars import honours_held, public_exemplars
from thidua.web.shell.files import as_picture
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.rights import public

_EXCERPT = 220


def _honours(one: Exemplar) -> str:
    """The newest three, in words."""
    return "; ".join(f"{held.label} năm {held.year}" for held in honours_held(one)[:3])


def _spec() -> ListSpec:
    years = public_exemplars().order_by("-published_on__year").values_list("published_on__year", flat=True)
    return ListSpec(
        title="Gương điển hình tiên tiến",
        noun="gương điển hình",
        columns=(
            Column(
                "tieu_de",
                "Bài",
                lambda one: one.title,
                "title",
                url=lambda one: reverse("public_exemplar", args=[one.pk]),
                width=44,
            ),
            Column("ten", "Cá nhân, tập thể", lambda one: one.name, "name", width=30),
            Column("noi", "Đơn vị, nơi ở", lambda one: one.place, "place", width=36),
            Column("khen_thuong", "Khen thưởng", _honours, width=50),
            Column("ngay", "Ngày công bố", lambda one: one.published_on, "published_on", width=14),
            Column("trich", "Trích bài", lambda one: excerpt(one.story, _EXCERPT), width=60),
        ),
        order=("-published_on",),
        search=lambda rows, words: rows.filter(folded__contains=fold(words)),
        filters=(
            Filter(
                "nam",
                "Năm",
                tuple((str(year), str(year)) for year in dict.fromkeys(years)),
                lambda rows, v: rows.filter(published_on__year=int(v)),
            ),
        ),
        empty="Chưa công bố gương điển hình nào.",
        file="guong-dien-hinh",
    )


@public
@never_cache
@require_safe
def exemplars(request: HttpRequest) -> HttpResponse:
    return show_list(request, _spec(), public_exemplars(), template="portal/exemplars.html")


@public
@never_cache
@require_safe
def exemplar(request: HttpRequest, pk: int) -> HttpResponse:
    """One story with the honours the ledger has."""
    one = get_object_or_404(public_exemplars(), pk=pk)
    return render(request, "portal/exemplar.html", {"one": one, "honours": honours_held(one)})


@public
@never_cache
@require_safe
def exemplar_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture of a story, while it is published."""
    one = get_object_or_404(public_exemplars(), pk=pk, image__isnull=False)
    assert one.image is not None  # asked for above
    return as_picture(one.image)
