"""Movements with plan, states, reviews and extensions; tasks and criteria as rows; registers of titles."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_attachments"),
        ("movements", "0001_initial"),
        ("registry", "0009_unit_effects"),
    ]

    operations = [
        migrations.CreateModel(
            name="MovementExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before_on", models.DateField()),
                ("until_on", models.DateField()),
                ("paper", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=500)),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="MovementReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MovementReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("midterm", "Sơ kết"), ("final", "Tổng kết")], max_length=20),
                ),
                ("held_on", models.DateField()),
                ("paper", models.CharField(max_length=200)),
                ("findings", models.TextField()),
                ("by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["held_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="MovementTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("content", models.CharField(max_length=500)),
                ("indicator", models.CharField(blank=True, max_length=300)),
                ("measure", models.CharField(blank=True, max_length=60)),
                ("goal", models.DecimalField(decimal_places=3, max_digits=16, null=True)),
                ("due_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Chưa bắt đầu"),
                            ("running", "Đang thực hiện"),
                            ("done", "Hoàn thành"),
                            ("missed", "Không hoàn thành"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="RegistrationLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("honour", models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="RegistrationSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Đang lập"),
                            ("sent", "Đã gửi"),
                            ("accepted", "Đã tiếp nhận"),
                            ("returned", "Trả lại"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("sent_on", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="TaskReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("value", models.DecimalField(decimal_places=3, max_digits=16, null=True)),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("source", models.CharField(max_length=300)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="emulationmovement",
            name="one_movement_a_title",
        ),
        migrations.RenameField(
            model_name="emulationmovement",
            old_name="tasks",
            new_name="old_tasks",
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="basis",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="cascade_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="final_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="folded_title",
            field=models.CharField(default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="from_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="launched_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="level",
            field=models.CharField(
                choices=[
                    ("nation", "Toàn quốc"),
                    ("province", "Bộ, ban, ngành, tỉnh"),
                    ("locality", "Địa phương cấp dưới tỉnh"),
                    ("cluster", "Cụm, khối thi đua"),
                    ("unit", "Cơ quan, tổ chức, đơn vị"),
                ],
                default="unit",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="midterm_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="objective",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="derived",
                to="movements.emulationmovement",
            ),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="plan_file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to="documents.attachment",
            ),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="plan_number",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="plan_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Đang dự thảo"),
                    ("launched", "Đã phát động"),
                    ("midterm", "Đã sơ kết"),
                    ("final", "Đã tổng kết"),
                    ("closed", "Đã kết thúc"),
                    ("dropped", "Đã bỏ"),
                ],
                default="draft",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="subjects",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="emulationmovement",
            name="until_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="movementcriterion",
            name="bonus_points",
            field=models.DecimalField(decimal_places=2, default=0, max_digits=6),
        ),
        migrations.AddField(
            model_name="movementcriterion",
            name="evidence",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="movementcriterion",
            name="group",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="movementcriterion",
            name="origin",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inherited",
                to="movements.movementcriterion",
            ),
        ),
        migrations.AddConstraint(
            model_name="emulationmovement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "dropped"), _negated=True),
                fields=("authority", "year", "title"),
                name="one_movement_a_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="emulationmovement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("parent__isnull", False), models.Q(("state", "dropped"), _negated=True)),
                fields=("authority", "parent"),
                name="one_derived_movement_a_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="emulationmovement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_on__isnull", True),
                    ("until_on__isnull", True),
                    ("until_on__gte", models.F("from_on")),
                    _connector="OR",
                ),
                name="movement_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="emulationmovement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "draft"), _negated=True),
                    ("launched_on__isnull", True),
                    _connector="OR",
                ),
                name="draft_movement_has_no_launch",
            ),
        ),
        migrations.AddConstraint(
            model_name="movementcriterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("bonus_points__gte", 0), ("max_points__gte", 0)),
                name="criterion_points_not_negative",
            ),
        ),
        migrations.AddField(
            model_name="movementextension",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extensions",
                to="movements.emulationmovement",
            ),
        ),
        migrations.AddField(
            model_name="movementreminder",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to="movements.emulationmovement",
            ),
        ),
        migrations.AddField(
            model_name="movementreminder",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="movement_reminders",
                to="registry.orgunit",
            ),
        ),
        migrations.AddField(
            model_name="movementreview",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="documents.attachment",
            ),
        ),
        migrations.AddField(
            model_name="movementreview",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="movements.emulationmovement",
            ),
        ),
        migrations.AddField(
            model_name="movementtask",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="movements.emulationmovement",
            ),
        ),
        migrations.AddField(
            model_name="movementtask",
            name="origin",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inherited",
                to="movements.movementtask",
            ),
        ),
        migrations.AddField(
            model_name="movementtask",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="movement_tasks",
                to="registry.orgunit",
            ),
        ),
        migrations.AddField(
            model_name="registrationline",
            name="collective",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registered_honours",
                to="registry.orgunit",
            ),
        ),
        migrations.AddField(
            model_name="registrationline",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registered_honours",
                to="registry.person",
            ),
        ),
        migrations.AddField(
            model_name="registrationsheet",
            name="movement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registration_sheets",
                to="movements.emulationmovement",
            ),
        ),
        migrations.AddField(
            model_name="registrationsheet",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registration_sheets",
                to="registry.orgunit",
            ),
        ),
        migrations.AddField(
            model_name="registrationline",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="movements.registrationsheet",
            ),
        ),
        migrations.AddField(
            model_name="taskreading",
            name="corrects",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="movements.taskreading",
            ),
        ),
        migrations.AddField(
            model_name="taskreading",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="task_readings",
                to="documents.attachment",
            ),
        ),
        migrations.AddField(
            model_name="taskreading",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="readings",
                to="movements.movementtask",
            ),
        ),
        migrations.AddConstraint(
            model_name="movementextension",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__gt", models.F("before_on"))), name="extension_is_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="movementreminder",
            constraint=models.UniqueConstraint(fields=("movement", "unit", "on"), name="one_reminder_a_day"),
        ),
        migrations.AddConstraint(
            model_name="movementreview",
            constraint=models.UniqueConstraint(fields=("movement", "kind"), name="one_review_of_a_kind"),
        ),
        migrations.AddConstraint(
            model_name="movementtask",
            constraint=models.UniqueConstraint(fields=("movement", "position"), name="one_task_a_position"),
        ),
        migrations.AddConstraint(
            model_name="movementtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "missed"), _negated=True),
                    models.Q(("outcome", ""), _negated=True),
                    _connector="OR",
                ),
                name="missed_task_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationsheet",
            constraint=models.UniqueConstraint(
                fields=("unit", "year"), name="one_registration_sheet_a_unit_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "draft"), ("sent_on__isnull", False), _connector="OR"),
                name="sent_registration_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="returned_registration_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("collective__isnull", False), ("person__isnull", True)),
                    models.Q(("collective__isnull", True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="registered_person_or_collective",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationline",
            constraint=models.UniqueConstraint(
                fields=("sheet", "person", "honour"), name="one_honour_a_registered_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationline",
            constraint=models.UniqueConstraint(
                fields=("sheet", "collective", "honour"), name="one_honour_a_registered_collective"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value__isnull", False), models.Q(("words", ""), _negated=True), _connector="OR"
                ),
                name="reading_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("corrects__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="correction_of_a_reading_says_why",
            ),
        ),
    ]
