"""Names of honoured people and units in a folded column, so that the public finds them without accents."""

from itertools import islice
from typing import Any

import django.contrib.postgres.indexes
from django.db import migrations, models

from thidua.kernel.text import fold

BATCH = 2000


def fold_names(apps: Any, schema_editor: Any) -> None:
    """Fill the column of lines written before it was there."""
    lines = apps.get_model("decisions", "DecisionLine").objects
    rows = (
        lines.filter(folded_names="")
        .select_related("award")
        .only("id", "folded_names", "award__name_written", "award__unit_written")
        .iterator(BATCH)
    )
    while batch := list(islice(rows, BATCH)):
        for line in batch:
            line.folded_names = f"{fold(line.award.name_written)} / {fold(line.award.unit_written)}"
        lines.bulk_update(batch, ["folded_names"])


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0001_initial"),
        ("honours", "0001_initial"),
        ("nominations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="decisionline",
            name="folded_names",
            field=models.CharField(blank=True, max_length=640),
        ),
        migrations.AddIndex(
            model_name="decisionline",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded_names"], name="decisionline_names_trgm", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
    ]
