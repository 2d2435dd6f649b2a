"""The list of tasks inside the movement is gone; `0003` made rows of it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("movements", "0003_tasks_of_launched_movements")]
    operations = [migrations.RemoveField("emulationmovement", "old_tasks")]
