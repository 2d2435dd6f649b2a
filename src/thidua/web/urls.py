"""Every address of the product. Each has its row in the permission matrix test."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from thidua.web.portal import views as portal

urlpatterns: list[URLPattern | URLResolver] = [
    path("", portal.season_figures, name="season_figures"),
]
