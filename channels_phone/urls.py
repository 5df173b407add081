"""What a provider calls; the addresses are told to it, and stay."""

from django.urls import path

from channels_phone import views

app_name = "phone"

urlpatterns = [path("sms", views.sms, name="sms")]
