from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as ours
from tests.bench import bare

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("bare/count/<uuid:application_id>/", bare.count),
    path("bare/show/<uuid:application_id>/", bare.show),
    path("bare/answer/<uuid:application_id>/", bare.answer),
    path("bare/telephone/<uuid:conversation_id>/", bare.telephone),
    *ours,
]
