from django.apps import AppConfig


class CitizenSpotsConfig(AppConfig):
    name = "citizen_spots"
    label = "citizen_spots"
    default_auto_field = "django.db.models.BigAutoField"
