"""What a provider calls, told to it and never moved; and the telephone of the demonstration."""

from django.urls import path

from channels_phone import views
from channels_phone.simulator.views import simulator

app_name = "phone"

urlpatterns = [
    path("sms", views.sms, name="sms"),
    path("simulator/", simulator, name="simulator"),
]
