from django.apps import AppConfig


class SpotsConfig(AppConfig):
    name = "services.spots"
    label = "spots"
    default_auto_field = "django.db.models.BigAutoField"
