"""Logs for machines: one JSON object a line, with the request's id and never what a person typed."""

import sys
import traceback
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware
from structlog.typing import Processor

Line = MutableMapping[str, Any]


class Requests(RequestMiddleware):
    """One line a request: its path without the query, where people type what they look for."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {request.path}"


def named(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware that tells the browser the id under which the logs know its request."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["X-Request-ID"] = request_id()
        return response

    return answer


def request_id() -> str:
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


def _exception_of_now(_: object, __: str, line: Line) -> Line:
    if line.get("exc_info") is True:
        line["exc_info"] = sys.exc_info()
    return line


def without_words(_: object, __: str, line: Line) -> Line:
    """An exception as its classes and places: its words may hold an answer (a failing row, a value)."""
    raised = line.pop("exc_info", None)
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        chain = _chain(error)
        line["exception"] = [f"{type(error).__module__}.{type(error).__qualname__}" for error in chain]
        line["where"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(chain[0].__traceback__)]
    return line


def _chain(error: BaseException) -> list[BaseException]:
    following = error.__cause__ or error.__context__
    return [error, *(_chain(following) if following else [])]


BEFORE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _exception_of_now,
    without_words,
]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.formatter"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": "INFO"},
    "loggers": {
        # They repeat what the line of the request says, with words of their own.
        "django.request": {"level": "CRITICAL"},
        "django.security.csrf": {"level": "CRITICAL"},
        "django": {"handlers": [], "level": "INFO", "propagate": True},
    },
}


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """One JSON object, whether structlog or the standard library wrote the line."""
    meta, rendered = structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer
    return structlog.stdlib.ProcessorFormatter(
        processors=[meta, rendered(ensure_ascii=False)], foreign_pre_chain=BEFORE
    )


def configure() -> None:
    """Send structlog's lines the same way as everybody else's."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *BEFORE,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
