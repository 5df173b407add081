"""What everybody can read: the services, the statements."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from channels_web import doors, statements
from channels_web.telling import by_when, fees
from channels_web.views.showing import plain, spoken
from services.catalogue import queries
from services.catalogue.models import PublicService, Version
from services.record import limits


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """The first page: the language, unless it was chosen before."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in dict(settings.LANGUAGES):
        return redirect(f"/{chosen}/")
    return plain(request, "choose_language")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    response = plain(request, "home", events=queries.life_events(spoken()))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, spoken(), 365 * 24 * 3600, httponly=True, samesite="Lax", secure=settings.SECURE
    )
    return response


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:200].strip()
    if not text:
        return plain(request, "services", services=queries.services(spoken()), text="")
    limits.hit("search", limits.address_of(request), "600/hour")
    return plain(request, "services", services=queries.search(text, spoken()), text=text)


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(slug)
    decided = by_when(page.decided_on, page.language)
    return plain(request, "service", page=page, ways=doors.ways(), fees=fees(page.law, page.words), decided=decided)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return plain(request, "text", heading=gettext("Accessibility statement"), parts=statements.accessibility())


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return plain(request, "text", heading=gettext("Privacy and cookies"), parts=statements.privacy())


def page_of(slug: str) -> queries.ServicePage:
    """Raises Http404 for a service that cannot be asked for today."""
    try:
        return queries.page(slug, spoken())
    except (PublicService.DoesNotExist, Version.DoesNotExist):
        raise Http404 from None
