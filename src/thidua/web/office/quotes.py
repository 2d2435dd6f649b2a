"""The desk of prices, rates and weather: how the sources fare, what waits, entering by hand, turning off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from thidua.kernel.issues import Issue, Refused
from thidua.publishing.actions.feeds import switch_feeds
from thidua.publishing.actions.quotes import accept_waiting, discard_waiting, enter_quote
from thidua.publishing.enums import QuoteKind
from thidua.publishing.feeds.currency import NAMES, currency_label
from thidua.publishing.feeds.records import UNITS
from thidua.publishing.feeds.records import Quote as Told
from thidua.publishing.feeds.setting import feed_settings
from thidua.publishing.feeds.weather import PLACE_CODE, PLACE_LABEL
from thidua.publishing.models import Quote
from thidua.publishing.queries.feeds import may_go_out, odd_figures, sources, unknown_names
from thidua.publishing.queries.quotes import item_named
from thidua.web.shell.fields import (
    choice_of,
    decimal_of,
    hour_of,
    text_of,
    typed_decimal,
    typed_key,
    typed_whole,
    wanted_day,
)
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_PRICED = ((QuoteKind.GOLD.value, "Vàng (đồng một lượng)"), (QuoteKind.CURRENCY.value, "Ngoại tệ"))


@needs("quote.read")
@require_http_methods(["GET", "POST"])
def quotes(request: HttpRequest) -> HttpResponse:
    """The desk; what is typed stays on the page after a refusal."""
    if request.method == "POST" and (said := attempt(request, lambda: _act(request))):
        messages.success(request, said)
        return redirect("quotes")
    given, now = feed_settings(), timezone.now()
    odd = odd_figures()
    context = {
        "sources": sources(given, now),
        "unknown": unknown_names(given),
        "named": bool(given.on),
        "goes_out": may_go_out(),
        "waiting": [one for one in odd if not one.discarded],
        "discarded": [one for one in odd if one.discarded],
        "writes": may(request, "quote.write", None),
        "priced": _PRICED,
        "items": _items(),
        "given": request.POST,
        "now": localtime(now),
    }
    return render(request, "office/quotes.html", context)


def _items() -> list[str]:
    """Names to choose from: gold that is shown, currencies readers know."""
    gold = Quote.objects.filter(kind=QuoteKind.GOLD, current=True).order_by("label")
    return [*gold.values_list("label", flat=True), *map(currency_label, NAMES)]


def _act(request: HttpRequest) -> str:
    """Do what the button says; returns what was done."""
    act = _ACTS.get(text_of(request, "viec"))
    if act is None:
        raise Refused(Issue("form.choice", "Không rõ việc cần làm.", "Tải lại trang rồi làm lại."))
    return act(request)


def _enter_price(request: HttpRequest) -> str:
    kind = QuoteKind(choice_of(request, "kind", "Nhóm", [value for value, _ in _PRICED]))
    code, label = item_named(kind, text_of(request, "label"))
    figure = _figure(request, kind, code, label)
    buy, sell = decimal_of(request, "buy", "Giá mua"), decimal_of(request, "sell", "Giá bán")
    return _entered(request, replace(figure, buy=buy, sell=sell, raw=f"{buy} / {sell}"))


def _enter_weather(request: HttpRequest) -> str:
    figure = _figure(request, QuoteKind.WEATHER, PLACE_CODE, PLACE_LABEL)
    humidity = typed_whole(text_of(request, "humidity"), "Độ ẩm")
    return _entered(request, replace(figure, temperature=_degrees(request), humidity=humidity))


def _degrees(request: HttpRequest) -> Decimal | None:
    """A temperature as typed, below zero too."""
    typed = text_of(request, "temperature")
    below = typed[:1] in ("-", "−")
    found = typed_decimal(typed[below:].strip(), "Nhiệt độ")
    return -found if found is not None and below else found


def _figure(request: HttpRequest, kind: QuoteKind, code: str, label: str) -> Told:
    on, at = wanted_day(request, "on", "Ngày"), hour_of(request, "at", "Giờ")
    stated_at = timezone.make_aware(datetime.combine(on, at))
    return Told("", kind, code, label, stated_at, "", UNITS[kind])


def _entered(request: HttpRequest, figure: Told) -> str:
    sure = text_of(request, "sure") == "1"
    made = enter_quote(actor=actor_of(request), figure=figure, now=timezone.now(), sure=sure)
    return f"Đã ghi {made.label}. Trang công khai ghi “nguồn: nhập tay”."


def _accept(request: HttpRequest) -> str:
    key = typed_key(text_of(request, "waiting"))
    return f"Đã nhận {accept_waiting(actor=actor_of(request), waiting=key, now=timezone.now()).label}."


def _discard(request: HttpRequest) -> str:
    label = discard_waiting(actor=actor_of(request), waiting=typed_key(text_of(request, "waiting")))
    return f"Đã bỏ số liệu lạ của {label}; số liệu đang hiển thị giữ nguyên."


def _turn_on(request: HttpRequest) -> str:
    switch_feeds(actor=actor_of(request), on=True)
    return "Đã bật việc lấy số liệu từ ngoài."


def _turn_off(request: HttpRequest) -> str:
    switch_feeds(actor=actor_of(request), on=False)
    return "Đã tắt việc lấy số liệu từ ngoài. Số liệu đang có vẫn hiển thị; nhập tay khi cần."


_ACTS: Mapping[str, Callable[[HttpRequest], str]] = {
    "gia": _enter_price,
    "thoi-tiet": _enter_weather,
    "nhan": _accept,
    "bo": _discard,
    "bat": _turn_on,
    "tat": _turn_off,
}
