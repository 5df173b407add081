"""What the browser is sent: small, complete, ours, and no more of it on a citizen's page than is used there."""

import gzip
import json
import re

import pytest
from django.template import engines
from django.test import RequestFactory

from services.look import assets, theme

MANIFEST = json.loads((assets.STATIC / "staticfiles.json").read_text())["paths"]


def sent(name: str) -> bytes:
    return (assets.STATIC / f"{MANIFEST[name]}.gz").read_bytes()


@pytest.mark.parametrize(
    ("name", "most"), [("page.css", 10_700), ("office.css", 6_000), ("htmx.js", 17_000), ("office.mjs", 1_600)]
)
def test_each_file_stays_small(name: str, most: int) -> None:
    """In bytes, compressed."""
    assert len(sent(name)) <= most


def test_what_the_office_uses_is_not_on_the_pages_of_citizens() -> None:
    page, office = (gzip.decompress(sent(name)).decode() for name in ("page.css", "office.css"))
    for part in (".govuk-table", ".govuk-tag", ".app-timeline", ".app-filters", ".app-chart"):
        assert part in office and part not in page
    assert ".govuk-button:hover" in page and ".govuk-button:hover" not in office


def test_the_colours_of_a_series_are_seen_on_white() -> None:
    office = gzip.decompress(sent("office.css")).decode()
    colours = re.findall(r"\.app-series-\d\{fill:(#[0-9a-f]{6})\}", office)
    assert len(set(colours)) == 6
    assert all(theme.contrast(colour, "#ffffff") >= 3 for colour in colours)


def test_a_page_of_the_office_keeps_nothing_and_runs_no_text() -> None:
    request = RequestFactory().get("/en/office/")
    html = engines["jinja2"].from_string('{% extends "look/office.html" %}').render({}, request)
    config = json.loads(re.findall(r"name=\"htmx-config\" content='(.+?)'", html)[0])
    assert config["historyCacheSize"] == 0
    assert not config["allowEval"] and not config["allowScriptTags"] and not config["includeIndicatorStyles"]
    assert MANIFEST["htmx.js"] in html and MANIFEST["office.css"] in html and MANIFEST["page.css"] in html


def test_a_page_for_citizens_loads_none_of_it() -> None:
    request = RequestFactory().get("/en/")
    html = engines["jinja2"].from_string('{% extends "look/page.html" %}').render({}, request)
    assert "htmx" not in html and "office" not in html


def test_the_lock_names_no_registry() -> None:
    assert "resolved" not in (assets.ROOT / "package-lock.json").read_text()
