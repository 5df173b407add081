from django.apps import AppConfig


class ChannelsWebConfig(AppConfig):
    name = "channels_web"
    label = "channels_web"
    default_auto_field = "django.db.models.BigAutoField"
