"""What a request cost, counted by view; no address, no person, no language."""

import time
from collections.abc import Callable
from secrets import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

LABELS = ("view", "method", "status")
REQUESTS = Counter("evenhand_requests_total", "Requests answered", LABELS)
SECONDS = Histogram("evenhand_request_seconds", "Seconds from the request to its answer", ("view",))

Answer = Callable[[HttpRequest], HttpResponse]


def counted(get_response: Answer) -> Answer:
    """The middleware that counts."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else "none"
        SECONDS.labels(view).observe(time.perf_counter() - began)
        REQUESTS.labels(view, request.method or "", str(response.status_code)).inc()
        return response

    return answer


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus; with METRICS_TOKEN set, for its bearer only, and without one in the demo only."""
    if not _may_see(request.headers.get("Authorization", "")):
        return HttpResponse(status=403)
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _may_see(authorization: str) -> bool:
    if not settings.METRICS_TOKEN:
        return bool(settings.DEMO)
    return compare_digest(authorization.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())


def _registry() -> CollectorRegistry:
    if not settings.METRICS_FOLDER:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry, settings.METRICS_FOLDER)  # type: ignore[no-untyped-call]
    return registry
