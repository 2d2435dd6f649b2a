"""Short samples of the benches of the portal: the roll filled and searched, readers and their errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from thidua.decisions.models import DecisionLine
from thidua.honours.models import Award
from thidua.honours.queries import on_roll
from thidua.ops import portal_bench, roll_bench
from thidua.ops.population.filling import fill
from thidua.ops.population.roll import fill_roll


@pytest.mark.django_db(transaction=True)
def test_the_roll_of_invented_people_is_whole_and_searched_in_every_way(client: Client) -> None:
    fill(people=200, years=2, say=lambda message: None)
    lines = fill_roll()
    assert lines == Award.objects.count() == DecisionLine.objects.count()
    assert fill_roll() == lines
    one = on_roll().filter(unit__isnull=True).order_by("id")[0]
    assert one.roll_words.startswith(" ")
    page = client.get(reverse("honour_roll"), {"q": one.name_written, "khi_do": one.unit_written})
    assert one.name_written in page.content.decode()
    told = roll_bench.ours(20)
    assert (len(told["by"]), told["p50"] <= told["p95"], roll_bench.floor(20)["p95"] > 0) == (10, True, True)


def test_readers_get_whole_pages_and_whatever_else_comes_is_an_error(tmp_path: Path) -> None:
    for place in range(len(portal_bench.ADDRESSES)):
        (tmp_path / f"{place}.html").write_bytes(b"x" * 30_000)
    port = portal_bench.free_port()
    with portal_bench.served(["thidua.ops.portal_bench", "bare", tmp_path, port], port) as server:
        assert len(portal_bench.page(port, "/")) == 30_000
        good = portal_bench.load(port, 0.5, portal_bench.ADDRESSES, readers=4)
        bad = portal_bench.load(port, 0.2, ["/khac/"], readers=1)
        assert portal_bench.peak_of(server.pid) > 10
    assert (good["requests"] > 20, good["errors"], bad["requests"], bad["errors"] > 0) == (True, 0, 0, True)
