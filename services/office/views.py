"""The first page of the office."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from services.office.access import StaffRequest, staff


@require_safe
@staff
def home(request: StaffRequest) -> HttpResponse:
    return render(request, "office/home.html")
