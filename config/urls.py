"""Every address of the house, in one place."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from channels_web.views import verify
from channels_web.views.public import choose_language
from config.health import healthz, readyz
from config.metrics import metrics
from services.record.views import seals

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("verify/", verify.entrance, name="verify"),
    path("verify/<str:number>.json", verify.by_machine, name="verify_by_machine"),
    path("verify/seals/", seals, name="seals"),
    path("", choose_language, name="choose_language"),
    path("office/", include("services.office.signing_in.urls")),
    path("office/", include("services.office.urls")),
    path("api/", include("services.api.urls")),
    path("phone/", include("channels_phone.urls", namespace="phone")),
    path("counter/", include("citizen_spots.counter_urls", namespace="counter")),
    *i18n_patterns(path("spots/", include("citizen_spots.urls", namespace="spots"))),
    *i18n_patterns(path("", include("channels_web.urls", namespace="web"))),
]

handler400 = "channels_web.views.errors.bad_request"
handler403 = "config.doors.forbidden"
handler404 = "config.doors.not_found"
handler500 = "channels_web.views.errors.failed"
