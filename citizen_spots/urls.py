"""What everybody can read of the spots; every address below stands under the code of a language."""

from django.urls import path

from citizen_spots.views import public

app_name = "spots"

urlpatterns = [
    path("", public.index, name="index"),
    path("<slug:slug>/", public.spot, name="spot"),
]
