from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "services.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the description of the API know how a system shows who it is."""
        from services.api import description  # noqa: F401 -- it registers itself, as drf-spectacular wants it
