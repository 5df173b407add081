from django.apps import AppConfig


class AssistedConfig(AppConfig):
    name = "services.assisted"
    label = "assisted"
    default_auto_field = "django.db.models.BigAutoField"
