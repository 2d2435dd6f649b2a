"""Background work of this room: looking for two records of one person."""

from __future__ import annotations

from typing import Any

from thidua.flow.jobs import Progress, work
from thidua.flow.models import Job
from thidua.personnel.actions.pairs import KIND, NAMED
from thidua.personnel.models import DuplicatePair
from thidua.personnel.queries.duplicates import candidates, weighed


@work(KIND)
def find_duplicates(job: Job, tell: Progress) -> dict[str, Any]:
    """Keep the pairs worth a look with today's score and reasons; open ones that no longer are one go."""
    pairs = candidates()
    found = {pair: (score, reasons) for pair, score, reasons in weighed(pairs)}
    held = {(p.one_id, p.other_id): p for p in DuplicatePair.objects.all()}
    asked = [(key, p) for key, p in held.items() if p.answer == "" and NAMED not in p.reasons]
    gone = [p.pk for key, p in asked if key not in found]
    DuplicatePair.objects.filter(pk__in=gone).delete()
    changed = [held[key] for key in found if key in held and held[key].answer == ""]
    for pair in changed:
        pair.score, pair.reasons = found[pair.one_id, pair.other_id]
    DuplicatePair.objects.bulk_update(changed, ["score", "reasons"], batch_size=1000)
    new = [key for key in found if key not in held]
    DuplicatePair.objects.bulk_create(
        [DuplicatePair(one_id=a, other_id=b, score=found[a, b][0], reasons=found[a, b][1]) for a, b in new],
        batch_size=2000,
    )
    tell(len(pairs), len(pairs))
    return {"compared": len(pairs), "found": len(found), "new": len(new)}
