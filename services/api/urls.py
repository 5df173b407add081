"""The addresses of the API."""

from django.urls import include, path, re_path, register_converter

from services.api.converters import Code, Instance, Number
from services.api.deeds import DEEDS
from services.api.views import (
    applications,
    cases,
    catalogue,
    contact,
    description,
    files,
    following,
    outputs,
    requests,
    unknown,
)

register_converter(Code, "code")
register_converter(Instance, "instance")
register_converter(Number, "number")

app_name = "api"

public = [
    path("openapi.json", description.Description.as_view(), name="description"),
    path("services/", catalogue.Services.as_view()),
    path("services/<slug:slug>/", catalogue.Service.as_view()),
    path("schemas/<code:kind>/", catalogue.Schema.as_view()),
    path("outages/", catalogue.Outages.as_view()),
    path("problems/<code:code>/", catalogue.Problem.as_view()),
]
APPLICATION = "applications/<uuid:application_id>/"
REQUEST = f"{APPLICATION}requests/<uuid:request_id>/"
person = [
    path("applications/", applications.Applications.as_view()),
    path("applications/resume/", applications.Resumed.as_view()),
    path(APPLICATION, applications.Application.as_view()),
    path(f"{APPLICATION}answers/<instance:instance>/", applications.Answer.as_view()),
    path(f"{APPLICATION}answers/<instance:instance>/files/", files.Files.as_view()),
    path(f"{APPLICATION}answers/<instance:instance>/letter/", applications.Letter.as_view()),
    path(f"{APPLICATION}files/<uuid:document_id>/", files.Evidence.as_view()),
    path(f"{APPLICATION}review/", applications.Review.as_view()),
    path(f"{APPLICATION}declare/", applications.Declare.as_view()),
    path(f"{APPLICATION}hold/", applications.Hold.as_view()),
    path(f"{APPLICATION}proof/letter/", applications.ProofLetter.as_view()),
    path(f"{APPLICATION}proof/send-code/", applications.ProofSending.as_view()),
    path(f"{APPLICATION}proof/pin/", applications.ProofPin.as_view()),
    path(f"{APPLICATION}proof/code/", applications.ProofCode.as_view()),
    path(f"{APPLICATION}submit/", applications.Submit.as_view()),
    path(f"{APPLICATION}case/", following.Case.as_view()),
    path(f"{APPLICATION}withdraw/", following.Withdraw.as_view()),
    path(f"{APPLICATION}correct/", following.Correct.as_view()),
    path(f"{APPLICATION}appeal/", following.Appeal.as_view()),
    path(f"{APPLICATION}contact/", contact.Contact.as_view()),
    path(f"{APPLICATION}offers/<uuid:offer_id>/take-up/", following.TakeUp.as_view()),
    path(f"{APPLICATION}offers/<uuid:offer_id>/refuse/", following.Refuse.as_view()),
    path(f"{APPLICATION}outputs/<uuid:output_id>/", outputs.Paper.as_view()),
    path(f"{APPLICATION}outputs/<uuid:output_id>/way/", outputs.Way.as_view()),
    path(REQUEST, requests.Wish.as_view()),
    path(f"{REQUEST}answers/<instance:instance>/", requests.WishAnswer.as_view()),
    path(f"{REQUEST}answers/<instance:instance>/files/", files.RequestFiles.as_view()),
    path(f"{REQUEST}hand-in/", requests.HandIn.as_view()),
]
staff = [
    path("cases/", cases.Cases.as_view()),
    path("cases/<uuid:case_id>/", cases.Case.as_view()),
    path("cases/<uuid:case_id>/documents/", cases.CaseFiles.as_view()),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/", cases.CaseFile.as_view()),
    path("outputs/<uuid:output_id>/", cases.CaseOutput.as_view()),
    *(path(deed.path, deed.view.as_view()) for deed in DEEDS),
]
urlpatterns = [
    path("v1/", include([*public, *person, *staff])),
    re_path("", unknown.Unknown.as_view()),
]
