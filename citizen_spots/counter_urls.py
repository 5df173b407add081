"""The clerk's place; outside the languages, as all pages for staff."""

from django.urls import path

from citizen_spots.views import counter

app_name = "counter"

urlpatterns = [
    path("", counter.home, name="home"),
    path("sit/<int:counter_id>/", counter.sit, name="sit"),
    path("leave/", counter.leave, name="leave"),
    path("next/", counter.call_next, name="next"),
    path("ticket/<uuid:ticket_id>/served/", counter.served, name="served"),
    path("ticket/<uuid:ticket_id>/away/", counter.away, name="away"),
    path("draw/", counter.draw, name="draw"),
]
