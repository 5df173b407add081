"""Every address of the house, in one place."""

from django.urls import URLPattern, URLResolver, path

from config.health import healthz, readyz
from config.metrics import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
