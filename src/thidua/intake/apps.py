from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "thidua.intake"
    verbose_name = "Nhập dữ liệu"
