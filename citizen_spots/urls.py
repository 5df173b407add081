"""What everybody can read of the spots; every address below stands under the code of a language."""

from django.urls import path

from citizen_spots.views import arrivals, boards, public

app_name = "spots"

urlpatterns = [
    path("", public.index, name="index"),
    path("<slug:slug>/", public.spot, name="spot"),
    path("<slug:slug>/ticket/", arrivals.draw, name="draw"),
    path("<slug:slug>/ticket/<uuid:ticket_id>/", arrivals.ticket, name="ticket"),
    path("<slug:slug>/ticket/<uuid:ticket_id>/back/", arrivals.give_back, name="give_back"),
    path("<slug:slug>/board/", boards.board, name="board"),
]
