from django.apps import AppConfig


class FlowConfig(AppConfig):
    name = "thidua.flow"
    verbose_name = "Việc chạy nền"
