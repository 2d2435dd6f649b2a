from django.apps import AppConfig


class HonoursConfig(AppConfig):
    name = "thidua.honours"
    verbose_name = "Sổ khen thưởng"
