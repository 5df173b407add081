"""Every address of the house, and those of the gateways."""

from django.urls import include, path

from config import urls

urlpatterns = [*urls.urlpatterns, path("", include("channels_phone.gateways.urls"))]
