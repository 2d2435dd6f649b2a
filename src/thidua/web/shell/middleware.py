"""Security headers on every answer; sessions that end; the second step before all else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from thidua.access.models import User
from thidua.access.queries import needs_totp
from thidua.web.shell.sessions import keep

# What somebody who has yet to set up the second step may open.
_BEFORE_SECOND_STEP = {"my_totp", "sign_in", "sign_in_code", "sign_out", "take_up"}
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class ContentSecurityPolicy:
    """Nothing from elsewhere, nothing inline."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response


class SlidingSession:
    """Every request of somebody signed in keeps the session open, up to its end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            keep(request)
        return self.get_response(request)


class SecondStepFirst:
    """Where the second step is required, who has not set it up is led there and reaches nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        if not isinstance(request.user, User) or name in _BEFORE_SECOND_STEP:
            return None
        return redirect("my_totp") if needs_totp(request.user) else None
