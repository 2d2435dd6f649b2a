"""Movements on record were launched from files: their tasks become rows."""

from django.db import migrations

from thidua.kernel.text import fold


def rows(apps, schema_editor):
    movement_model = apps.get_model("movements", "EmulationMovement")
    task_model = apps.get_model("movements", "MovementTask")
    for movement in movement_model.objects.all():
        movement.folded_title = fold(movement.title)
        movement.state = "launched"
        movement.save(update_fields=["folded_title", "state"])
        task_model.objects.bulk_create(
            task_model(movement=movement, position=position, content=content[:500])
            for position, content in enumerate(movement.old_tasks, 1)
        )


class Migration(migrations.Migration):
    dependencies = [("movements", "0002_movements_and_tasks")]
    operations = [migrations.RunPython(rows, migrations.RunPython.noop)]
