"""The migrations make the tables the models describe, triggers of history included."""

from __future__ import annotations

from django.apps import apps
from django.core.management.commands.makemigrations import Command
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import TextField
from django.utils.translation import override


def changes(wanted: ProjectState) -> dict[str, list[str]]:
    """What `makemigrations` would write to come to `wanted`: app → operations. Needs no database."""
    loader = MigrationLoader(None)
    questioner = NonInteractiveMigrationQuestioner(specified_apps=set(), dry_run=True)
    detector = Command.autodetector(loader.project_state(), wanted, questioner)
    with override(None):  # labels of Django's own fields are written untranslated
        found = detector.changes(graph=loader.graph)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("thidua.")}
    return {
        app: [operation.describe() for migration in migrations for operation in migration.operations]
        for app, migrations in found.items()
        if app in ours
    }


def test_no_migration_is_missing() -> None:
    assert changes(ProjectState.from_apps(apps)) == {}


def test_a_changed_model_is_noticed() -> None:
    wanted = ProjectState.from_apps(apps)
    held = wanted.models["movements", "cluster"]
    fields = {**held.fields, "motto": TextField(default="")}
    wanted.models["movements", "cluster"] = ModelState(
        held.app_label, held.name, list(fields.items()), held.options, held.bases, held.managers
    )
    assert changes(wanted)["movements"] == ["Add field motto to cluster"]
