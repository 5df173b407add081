"""The citizen's web; every address below stands under the code of a language."""

from django.urls import path

from channels_web.views import apply, coming_back, feedback, files, owed, public

app_name = "web"

urlpatterns = [
    path("", public.home, name="home"),
    path("services/", public.services, name="services"),
    path("services/<slug:slug>/", public.service, name="service"),
    path("apply/start/<slug:slug>/", apply.start, name="start"),
    path("apply/try/<str:token>/", apply.try_out, name="try_out"),
    path("apply/resume/", coming_back.resume, name="resume"),
    path("apply/forget/", coming_back.forget, name="forget"),
    path("apply/<uuid:application_id>/", apply.current, name="current"),
    path("apply/<uuid:application_id>/reference/", apply.reference, name="reference"),
    path("apply/<uuid:application_id>/q/<str:instance>/", apply.question, name="question"),
    path("apply/<uuid:application_id>/files/<str:instance>/", files.add, name="add_file"),
    path("apply/<uuid:application_id>/file/<uuid:document_id>/", files.fetch, name="file"),
    path("apply/<uuid:application_id>/file/<uuid:document_id>/remove/", files.remove, name="remove_file"),
    path("apply/<uuid:application_id>/hold/", apply.hold, name="hold"),
    path("apply/<uuid:application_id>/letter/<str:instance>/", apply.letter, name="letter"),
    path("apply/<uuid:application_id>/review/", apply.review, name="review"),
    path("apply/<uuid:application_id>/send/", apply.send, name="send"),
    path("owed/", owed.ask, name="owed"),
    path("track/", coming_back.track, name="track"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("privacy/", public.privacy, name="privacy"),
]
