from django.apps import AppConfig


class ChannelsPhoneConfig(AppConfig):
    name = "channels_phone"
    label = "channels_phone"
    default_auto_field = "django.db.models.BigAutoField"
