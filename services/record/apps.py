from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "services.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse to start with keys that cannot be read; raises ImproperlyConfigured."""
        from services.record import ed25519, envelope

        envelope.masters()
        ed25519.private_keys()
