"""Pages for staff, under /office/."""

from django.urls import path

from services.office import views

app_name = "office"

urlpatterns = [
    path("", views.home, name="home"),
]
