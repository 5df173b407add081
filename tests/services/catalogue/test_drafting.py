"""Drafts: kept with their mistakes, one writer at a time."""

import pytest

from services.catalogue import drafting
from services.catalogue.drafting import Overtaken
from services.catalogue.models import Draft
from tests.racing import race

FILES = {"service.yaml": "service: example\nlanguages: [en]\n"}


@pytest.mark.django_db
def test_a_draft_is_kept_with_its_mistakes() -> None:
    draft = drafting.save("example", FILES, revision=0, by="ann")
    found = [str(mistake) for mistake in drafting.examined(draft).mistakes]
    assert "example/service.yaml:1: questions is missing." in found


@pytest.mark.django_db
def test_who_was_overtaken_sees_what_the_other_wrote() -> None:
    first = drafting.save("example", FILES, revision=0, by="ann")
    drafting.save("example", {"service.yaml": "a"}, revision=first.revision, by="ben")
    with pytest.raises(Overtaken) as overtaken:
        drafting.save("example", {"service.yaml": "b"}, revision=first.revision, by="ann")
    assert overtaken.value.draft.files == {"service.yaml": "a"}
    assert Draft.objects.get().files == {"service.yaml": "a"}


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_kept() -> None:
    draft = drafting.save("example", FILES, revision=0, by="ann")

    def save(by: str) -> str:
        try:
            drafting.save("example", {"by": by}, revision=draft.revision, by=by)
        except Overtaken:
            return "overtaken"
        return "kept"

    assert sorted(race(lambda: save("ann"), lambda: save("ben"))) == ["kept", "overtaken"]
    assert Draft.objects.get().revision == draft.revision + 1
