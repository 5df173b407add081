"""Which law counts when; stopping, trying out and taking back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from services.catalogue import law_in_time, publishing, queries, samples, stopping, trying
from services.catalogue.gates import Refused
from services.catalogue.models import Publication, Stop, Version
from services.record.models import Entry
from tests.racing import race
from tests.services.catalogue.changed import change, definition, published

pytestmark = pytest.mark.django_db


def test_other_rules_need_a_word_about_what_was_begun(tmp_path: Path) -> None:
    published(definition(tmp_path / "a"))
    with pytest.raises(Refused, match=r"say in change\.yaml"):
        published(definition(tmp_path / "b", least=16))


def test_the_version_of_a_day(tmp_path: Path) -> None:
    old = published(definition(tmp_path / "a", since="2020-01-01"))
    new = published(definition(tmp_path / "b", least=16, since="2026-07-01"), change("keep"))
    on = {day: law_in_time.version_on(old.service, date.fromisoformat(day)) for day in ("2026-06-30", "2026-07-01")}
    assert on == {"2026-06-30": old, "2026-07-01": new}
    with pytest.raises(Version.DoesNotExist):
        law_in_time.version_on(old.service, date(2019, 12, 31))


def test_the_strongest_word_on_the_way_counts(tmp_path: Path) -> None:
    first = published(definition(tmp_path / "a"))
    since = first.published_at
    assert since is not None
    published(definition(tmp_path / "b", least=16), change("ask_again", ask=("age",)))
    last = published(definition(tmp_path / "c", least=17), change("keep"))
    found = law_in_time.change_between(first, since, last)
    assert found is not None
    assert found.begun == Publication.Begun.ASK_AGAIN


def test_a_wrong_version_is_taken_back(tmp_path: Path) -> None:
    right = published(definition(tmp_path / "a"))
    published(definition(tmp_path / "b", least=81), change("keep"))
    back = publishing.take_back("example", by="ben", change=change("ask_again", ask=("age",), kind="corrective"))
    assert back == right
    assert queries.live_version(right.service) == right
    assert Publication.objects.count() == 3
    last = Publication.objects.latest("at")
    assert (last.kind, last.by, last.begun) == ("corrective", "ben", "ask_again")


def test_there_is_nothing_to_take_back_to(tmp_path: Path) -> None:
    published(definition(tmp_path))
    with pytest.raises(Refused, match="Nothing was live before"):
        publishing.take_back("example", by="ben", change=change("keep", kind="corrective"))


def test_what_is_tried_out_is_seen_by_nobody_else(tmp_path: Path) -> None:
    version = publishing.try_out(definition(tmp_path), by="ann")
    assert queries.services("en") == []
    with pytest.raises(Version.DoesNotExist):
        queries.live_version(version.service)
    token = trying.link(version).rstrip("/").rpartition("/")[2]
    assert trying.rules_hash(token) == version.rules_hash
    assert trying.rules_hash(token[:-1] + "x") is None


def test_a_new_try_out_does_not_touch_what_is_live(tmp_path: Path) -> None:
    live = published(definition(tmp_path / "a"))
    publishing.try_out(definition(tmp_path / "b", least=16), by="ann")
    assert queries.live_version(live.service) == live


def test_a_service_is_stopped_once_and_goes_on_once(tmp_path: Path) -> None:
    version = published(definition(tmp_path))
    first = stopping.stop("example", by="ann", words={"en": "A fault."})
    assert stopping.stop("example", by="ben") == first
    assert queries.page("example", "en").stopped == "A fault."
    assert stopping.go_on("example", by="ben")
    assert not stopping.go_on("example", by="ben")
    assert stopping.standing(version.service) is None
    assert Entry.objects.filter(kind__in=["service.stopped", "service.went_on"]).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_stop_it_at_once_stop_it_once(tmp_path: Path) -> None:
    published(definition(tmp_path))
    race(lambda: stopping.stop("example", by="ann"), lambda: stopping.stop("example", by="ben"))
    assert Stop.objects.count() == 1


IN_FORCE = [
    ("birth-registration", "2020-12-31", "2021-01-01"),
    ("social-pension", "2025-06-30", "2025-07-01"),
    ("household-business", "2025-06-30", "2025-07-01"),
    ("child-allowance", "2023-12-31", "2024-01-01"),
    ("electricity-social-tariff", "2016-06-30", "2016-07-01"),
]


@pytest.mark.parametrize(("slug", "before", "first"), IN_FORCE)
def test_a_sample_has_no_law_on_the_day_before_it_came_into_force(slug: str, before: str, first: str) -> None:
    samples.load(slug)
    service = queries.service(slug)
    assert law_in_time.version_on(service, date.fromisoformat(first)) == queries.live_version(service)
    with pytest.raises(Version.DoesNotExist):
        law_in_time.version_on(service, date.fromisoformat(before))
