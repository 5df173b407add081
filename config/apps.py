from django.apps import AppConfig


class CompositionConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Make our Celery the one that every task belongs to."""
        from config.celery import app

        app.set_default()
