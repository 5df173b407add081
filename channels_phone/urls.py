"""What a provider calls, told to it and never moved; and the telephone of the demonstration."""

from django.urls import include, path

from channels_phone import views
from channels_phone.simulator.views import call, simulator

app_name = "phone"

urlpatterns = [
    path("sms", views.sms, name="sms"),
    path("sms/aggregator", views.of_aggregator, name="aggregator"),
    path("voice", views.voice, name="voice"),
    path("voice/turn/<int:step>/", views.voice_turn, name="voice_turn"),
    path("voice/waiting/<uuid:waiting_id>/", views.voice_waiting, name="voice_waiting"),
    path("voice/again/", views.voice_again, name="voice_again"),
    path("voice/code/<uuid:code_id>/", views.voice_code, name="voice_code"),
    path("voice/desk/<uuid:waiting_id>/", views.voice_desk, name="voice_desk"),
    path("desk/", include("channels_phone.desk.urls", namespace="desk")),
    path("status/voice/", views.voice_over, name="voice_over"),
    path("status/", include("channels_phone.gateways.urls", namespace="gateways")),
    path("simulator/", simulator, name="simulator"),
    path("simulator/call/", call, name="call"),
]
