from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "services.office"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Begin to write down who signs in and out."""
        from services.office.signing_in import witness

        witness.listen()
