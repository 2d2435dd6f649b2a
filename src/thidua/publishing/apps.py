from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "thidua.publishing"
    verbose_name = "Cổng thông tin"
