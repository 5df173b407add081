from django.urls import path

from channels_phone.desk import lines, recordings, visits, waiting

app_name = "desk"

urlpatterns = [
    path("", waiting.home, name="home"),
    path("telephone/", waiting.telephone, name="telephone"),
    path("next/", waiting.take_next, name="next"),
    path("<uuid:waiting_id>/take/", waiting.take, name="take"),
    path("<uuid:waiting_id>/ring/", lines.ring, name="ring"),
    path("recordings/next/", recordings.take_next, name="listen"),
    path("recordings/<uuid:recording_id>/", recordings.recording, name="recording"),
    path("recordings/<uuid:recording_id>/sound/", recordings.sound, name="sound"),
    path("visit/<uuid:session_id>/", visits.visit, name="visit"),
    path("visit/<uuid:session_id>/agree/", visits.agree, name="agree"),
    path("visit/<uuid:session_id>/take-up/", visits.take_up, name="take_up"),
    path("visit/<uuid:session_id>/begin/", visits.begin, name="begin"),
    path("visit/<uuid:session_id>/q/<str:instance>/", visits.question, name="question"),
    path("visit/<uuid:session_id>/review/", visits.review, name="review"),
    path("visit/<uuid:session_id>/prove/", visits.prove, name="prove"),
    path("visit/<uuid:session_id>/send/", visits.send, name="send"),
    path("visit/<uuid:session_id>/end/", visits.end, name="end"),
]
