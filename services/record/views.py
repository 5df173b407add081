"""What anybody may read of the ledger: its signed seals."""

from datetime import date

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from services.record.publishing import PAGE, published


@require_safe
@cache_control(public=True, max_age=300)
def seals(request: HttpRequest) -> JsonResponse:
    """A page of signed seals, newest first; `?before=2026-11-25` for those of earlier days."""
    before = request.GET.get("before", "")
    try:
        page = published(date.fromisoformat(before) if before else None, PAGE)
    except ValueError:
        return JsonResponse({"before": "Give a day, such as 2026-11-25."}, status=400)
    following = f"{reverse('seals')}?before={page[-1]['day']}" if len(page) == PAGE else None
    return JsonResponse({"seals": page, "next": following})
