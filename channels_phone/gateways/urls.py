from django.urls import path

from channels_phone.gateways import views

app_name = "gateways"

urlpatterns = [
    path("sms/", views.of_twilio, name="twilio"),
    path("aggregator/", views.of_aggregator, name="aggregator"),
]
