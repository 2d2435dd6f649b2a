"""Who may open a page: one decorator, which the permission matrix reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.access.models import User
from thidua.access.queries import can
from thidua.registry.models import OrgUnit

View = Callable[..., HttpResponse]
PUBLIC = "public"
SIGNED_IN = "signed-in"


def public(view: View) -> View:
    """Anyone may open this page. Said aloud, so that a page without a right is a mistake."""
    view.capability = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anyone with an account may open this page; it shows what is the account's own."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.capability = SIGNED_IN  # type: ignore[attr-defined]
    return guarded


def needs(capability: str) -> Callable[[View], View]:
    """The page is for users whom a grant in force gives the capability on some unit.

    Which rows they then see is the view's matter: it narrows them to the units of the grants.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            answer = can(request.user, capability, unit=None)
            if not answer:
                return refuse(request, answer.reason)
            return view(request, *args, **kwargs)

        guarded.capability = capability  # type: ignore[attr-defined]
        return guarded

    return wrap


def actor_of(request: HttpRequest) -> User:
    """The signed-in user of a guarded page. Raises PermissionDenied where nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def may(request: HttpRequest, capability: str, unit: OrgUnit | None) -> bool:
    """Whether the signed-in user has the capability on the unit."""
    return request.user.is_authenticated and bool(can(request.user, capability, unit=unit))


def refuse(request: HttpRequest, reason: str) -> HttpResponse:
    """A refusal that says why and what to do."""
    context = {
        "title": "Không mở được trang này",
        "reason": reason,
        "cure": "Nếu cần, đề nghị cơ quan thường trực thi đua, khen thưởng cấp quyền.",
    }
    return render(request, "shell/problem.html", context, status=403)
