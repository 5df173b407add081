"""How the API is set up: what Django REST framework does for every operation, and how it is described."""

from typing import Any

ABOUT = """\
Public services, applications and cases, for machines. What is done here is done through the same door as on the web or
at a counter: the same rules, the same answers, the same deadlines, and the person can go on anywhere else.

A system shows its token in the header Authorization. Every problem is told as RFC 9457 in the language of the header
Accept-Language. A POST with an Idempotency-Key can be sent again safely. Lists are paged by the key `after`."""

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["services.api.authentication.Bearer"],
    "DEFAULT_PERMISSION_CLASSES": ["services.api.permissions.Scoped"],
    "DEFAULT_THROTTLE_CLASSES": ["services.api.throttling.Limited"],
    "DEFAULT_PARSER_CLASSES": ["services.api.parsers.Json"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "services.api.refusing.problem",
    "URL_FORMAT_OVERRIDE": None,
    "COERCE_DECIMAL_TO_STRING": True,
}

SPECTACULAR: dict[str, Any] = {
    "TITLE": "Evenhand",
    "DESCRIPTION": ABOUT,
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "LICENSE": {"name": "EUPL-1.2"},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENFORCE_NON_BLANK_FIELDS": True,
    "ENUM_SUFFIX": "",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "RequestState": "services.casework.models.Request.State",
        "PartyState": "services.casework.models.Party.State",
        "OutputState": "services.casework.models.Output.State",
        "OfferState": "services.casework.models.Offer.State",
        "TaskState": "services.casework.models.Task.State",
        "DecisionState": "services.casework.models.Decision.State",
        "WayOfReaching": "services.people.contact_plans.WAYS",
    },
    "PATH_CONVERTER_OVERRIDES": {
        "instance": {"type": "string", "pattern": "^[a-zA-Z0-9_.]{1,200}$"},
        "code": {"type": "string", "pattern": "^[a-z_]{1,60}$"},
        "number": {"type": "integer", "minimum": 0, "maximum": 999_999_999_999_999_999},
        "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "services.api.description.completed",
    ],
}
