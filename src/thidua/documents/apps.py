"""The room of papers and kept files."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "thidua.documents"
    default_auto_field = "django.db.models.BigAutoField"
