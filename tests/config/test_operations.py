"""What machines ask, and what they and the logs are never told."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog
from django.test import Client
from pytest_django import Settings

from config import logs


@pytest.mark.django_db
def test_ready_when_every_engine_answers(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"database": True, "redis": True})


def test_alive_without_asking_anybody(client: Client) -> None:
    assert client.get("/healthz").json() == {"alive": True}


def test_metrics_are_not_for_strangers(client: Client, settings: Settings) -> None:
    assert client.get("/metrics").status_code == 403
    settings.METRICS_TOKEN = "sesame"
    assert client.get("/metrics", headers={"Authorization": "Bearer simsim"}).status_code == 403


def test_metrics_count_by_view(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "sesame"
    client.get("/healthz")
    page = client.get("/metrics", headers={"Authorization": "Bearer sesame"}).content.decode()
    assert 'evenhand_requests_total{method="GET",status="200",view="healthz"}' in page


def test_every_page_is_guarded(client: Client) -> None:
    response = client.get("/healthz")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Request-ID"]


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What the logs would say."""
    handler = logging.StreamHandler(StringIO())
    handler.setFormatter(logs.formatter())
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)


def written(lines: StringIO) -> dict[str, object]:
    line: dict[str, object] = json.loads(lines.getvalue().splitlines()[-1])
    return line


@pytest.mark.parametrize("logger", [structlog.get_logger("ours"), logging.getLogger("theirs")])
def test_an_error_is_logged_without_its_words(logger: logging.Logger, lines: StringIO) -> None:
    try:
        int("Nguyễn Thị Ẩn")
    except ValueError:
        logger.exception("it_failed")
    line = written(lines)
    assert line["exception"] == ["builtins.ValueError"]
    assert "Nguyễn" not in json.dumps(line, ensure_ascii=False)


def test_a_request_is_logged_without_its_query(client: Client, lines: StringIO) -> None:
    client.get("/healthz?q=khai+sinh")
    line = written(lines)
    assert line["request"] == "GET /healthz"
    assert line["request_id"]
    assert not {"ip", "user_id", "user_agent"} & set(line)
