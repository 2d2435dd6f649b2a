"""Sessions of the web: rows their owner can look over; they end idle after 30 minutes, else after 8 hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils import timezone

from thidua.access.enums import Role
from thidua.access.models import User, WebSession
from thidua.access.queries import roles_of
from thidua.web.shell.visitors import address_of, device_of

IDLE, IDLE_OF_ADMINISTRATOR, LONGEST = timedelta(minutes=30), timedelta(minutes=15), timedelta(hours=8)
# A session is not written anew for every request.
_TOUCHED_AFTER = timedelta(minutes=1)


class SessionStore(DatabaseStore):
    """Django's store in the database, with the owner and what the owner recognises the session by in columns."""

    @classmethod
    def get_model_class(cls) -> type[WebSession]:
        return WebSession

    def create_model_instance(self, data: dict[str, Any]) -> WebSession:
        row = super().create_model_instance(data)
        assert isinstance(row, WebSession)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.address, row.device = data.get("address", ""), data.get("device", "")
        now = timezone.now()
        row.started_at = _moment(data["started"]) if "started" in data else now
        row.seen_at = _moment(data["seen"]) if "seen" in data else now
        return row


def begin(request: HttpRequest, user: User) -> None:
    """What is known of a session when its owner has just signed in."""
    idle = IDLE_OF_ADMINISTRATOR if Role.ADMINISTRATOR in roles_of(user) else IDLE
    now = timezone.now()
    request.session.update(
        {
            "started": now.timestamp(),
            "idle": idle.total_seconds(),
            "address": address_of(request),
            "device": device_of(request),
        }
    )
    _extend(request, now)


def keep(request: HttpRequest) -> None:
    """Push the end of a session out; one that is over is ended, and the request is nobody's."""
    now = timezone.now()
    started = _moment(request.session.setdefault("started", now.timestamp()))
    if now >= started + LONGEST:
        request.session.flush()
        request.user = AnonymousUser()
    elif now >= _moment(request.session.get("seen", 0)) + _TOUCHED_AFTER:
        _extend(request, now)


def _extend(request: HttpRequest, now: datetime) -> None:
    session = request.session
    session["seen"] = now.timestamp()
    idle = timedelta(seconds=session.get("idle", IDLE.total_seconds()))
    session.set_expiry(min(now + idle, _moment(session["started"]) + LONGEST))


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)
