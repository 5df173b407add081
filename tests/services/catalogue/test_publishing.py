"""Publishing: once, for good, and found again."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from services.catalogue import publishing, queries, samples
from services.catalogue.models import PublicService, Version
from services.journeys.definition import Definition, load
from services.record import ledger
from services.record.models import Entry
from tests.racing import race

PENSION = samples.FOLDER / "social-pension"


@pytest.fixture(scope="module")
def pension() -> Definition:
    return load(PENSION)


@pytest.mark.django_db
def test_the_same_again_changes_nothing(pension: Definition) -> None:
    first = publishing.publish(pension, by="ann")
    assert publishing.publish(pension, by="ben") == first
    assert Entry.objects.filter(kind="version.published").count() == 1
    assert list(ledger.verify()) == []


@pytest.mark.django_db
def test_words_are_mended_without_a_new_version(pension: Definition) -> None:
    version = publishing.publish(pension, by="ann")
    words = {**pension.words, "en": {**pension.words["en"], "title": "Ask for the social pension"}}
    mended = Definition(
        pension.service, pension.rules, pension.rules_hash, words, {**pension.words_hashes, "en": "f" * 64}
    )
    assert publishing.publish(mended, by="ann") == version
    live = queries.live_version(queries.service("social-pension"))
    assert queries.words_of(live, "en").service("title") == "Ask for the social pension"


@pytest.mark.django_db
def test_what_was_published_is_never_changed(pension: Definition) -> None:
    version = publishing.publish(pension, by="ann")
    with pytest.raises(IntegrityError, match="never changed"):
        Version.objects.filter(pk=version.pk).update(rules={})


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_version(pension: Definition) -> None:
    first, second = race(lambda: publishing.publish(pension, by="ann"), lambda: publishing.publish(pension, by="ben"))
    assert first == second
    assert Entry.objects.filter(kind="version.published").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["hưu trí", "huu tri", "HƯU", "pension", "pensao velhi", "trợ cấp"])
def test_found_with_and_without_diacritics(pension: Definition, text: str) -> None:
    samples.load()
    assert queries.search(text, "en")[0].slug == "social-pension"


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "   ", "!&|:*()'", "\x00", "zzzz", "a" * 5000, "🎂"])
def test_odd_searches_find_nothing_and_break_nothing(text: str) -> None:
    samples.load()
    assert queries.search(text, "vi") == []


@pytest.mark.django_db
def test_what_a_person_reads_first() -> None:
    samples.load()
    page = queries.page("social-pension", "pt")
    assert page.text("title") == "Pedir a pensão social de velhice"
    assert page.authority == "Comité Popular do município"
    assert page.need[0] == "o seu número de identificação"
    with pytest.raises(PublicService.DoesNotExist):
        queries.page("nothing", "pt")


@pytest.mark.django_db
def test_a_life_event_is_listed_with_its_services() -> None:
    samples.load()
    events = {event.slug: event for event in queries.life_events("vi")}
    assert events["growing-older"].name == "Về già"
    assert "social-pension" in [service.slug for service in events["growing-older"].services]


@pytest.mark.django_db
def test_mistakes_are_printed_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "service.yaml").write_text("service: x\nlanguages: [en]\nquestions:\n  - {ask: A}\n")
    with pytest.raises(CommandError) as mistakes:
        call_command("services", "publish", str(tmp_path))
    assert "service.yaml:4: ask is not written as it must be: A." in str(mistakes.value)


@pytest.mark.django_db
def test_a_service_is_shown_as_a_person_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("services", "show", str(PENSION), "--language", "en")
    assert "1. What is your full name?" in capsys.readouterr().out
    samples.load()
    call_command("services", "show", "social-pension", "--language", "pt")
    assert "1. Qual é o seu nome completo?" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no service of that name is live"):
        call_command("services", "show", "nothing")
