import django.db.models.deletion
from django.db import migrations, models


def signed_ones(apps, schema_editor):
    """Covenants on record came from the files of launches that were held: they were signed then."""
    covenants = apps.get_model("movements", "Covenant").objects.select_related("movement")
    for one in covenants:
        one.state, one.signed_on = "signed", one.movement.launched_on
        one.save(update_fields=["state", "signed_on"])


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_attachments"),
        ("movements", "0005_scores"),
        ("registry", "0009_unit_effects"),
    ]

    operations = [
        migrations.CreateModel(
            name="CovenantIndicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=300)),
                ("measure", models.CharField(blank=True, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[("at_least", "Không thấp hơn"), ("at_most", "Không cao hơn")],
                        default="at_least",
                        max_length=20,
                    ),
                ),
                ("cumulative", models.BooleanField(default=False)),
                ("goal", models.DecimalField(decimal_places=3, max_digits=16, null=True)),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="CovenantReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter", models.PositiveSmallIntegerField()),
                ("value", models.DecimalField(decimal_places=3, max_digits=16)),
                ("source", models.CharField(max_length=300)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["quarter", "id"],
            },
        ),
        migrations.CreateModel(
            name="CovenantSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("head", "Người ký giao ước"), ("witness", "Người chứng kiến")],
                        max_length=20,
                    ),
                ),
                ("subject", models.CharField(max_length=300)),
                ("post", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="covenant",
            name="finding",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="covenant",
            name="head_post",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="covenant",
            name="judged_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="covenant",
            name="paper",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="covenants",
                to="documents.attachment",
            ),
        ),
        migrations.AddField(
            model_name="covenant",
            name="result",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reached", "Hoàn thành giao ước"),
                    ("partly", "Hoàn thành một phần"),
                    ("missed", "Không hoàn thành"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="covenant",
            name="returned",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="covenant",
            name="signed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="covenant",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Đang soạn"),
                    ("sent", "Chờ thống nhất"),
                    ("agreed", "Chờ ký"),
                    ("signed", "Đã ký"),
                    ("judged", "Đã kết luận"),
                ],
                default="draft",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="covenant",
            name="witnesses",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="covenanttarget",
            name="cumulative",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="covenanttarget",
            name="kind",
            field=models.CharField(
                choices=[("at_least", "Không thấp hơn"), ("at_most", "Không cao hơn")],
                default="at_least",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="covenant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "judged"), _negated=True),
                    models.Q(models.Q(("result", ""), _negated=True), ("judged_on__isnull", False)),
                    _connector="OR",
                ),
                name="judged_covenant_has_its_result",
            ),
        ),
        migrations.AddField(
            model_name="covenantindicator",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="covenant_indicators",
                to="movements.emulationmovement",
            ),
        ),
        migrations.AddField(
            model_name="covenantreading",
            name="corrects",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="movements.covenantreading",
            ),
        ),
        migrations.AddField(
            model_name="covenantreading",
            name="target",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="readings",
                to="movements.covenanttarget",
            ),
        ),
        migrations.AddField(
            model_name="covenantsignature",
            name="covenant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signatures",
                to="movements.covenant",
            ),
        ),
        migrations.AddField(
            model_name="covenantsignature",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="covenant_signatures",
                to="documents.attachment",
            ),
        ),
        migrations.AddConstraint(
            model_name="covenantindicator",
            constraint=models.UniqueConstraint(fields=("movement", "name"), name="one_indicator_a_name"),
        ),
        migrations.AddConstraint(
            model_name="covenantreading",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)), name="quarter_of_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="covenantreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("corrects__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="corrected_quarter_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="covenantreading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects__isnull", True)),
                fields=("target", "quarter"),
                name="one_first_figure_a_quarter",
            ),
        ),
        migrations.RunPython(signed_ones, migrations.RunPython.noop),
    ]
