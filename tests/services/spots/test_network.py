"""Loading a network, finding what is near, and telling it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from services.people.models import User
from services.record import clock
from services.record.models import Entry
from services.spots import accrediting, loading, queries
from services.spots.models import Accreditation, Agreement, Spot
from services.spots.telling import told
from tests.services.spots.conftest import NETWORK

pytestmark = pytest.mark.django_db
FIRST = NETWORK.read_text().split("\n\n")[1]
NIGHT = datetime(2026, 11, 29, 21, 0, tzinfo=UTC)


def places(words: str, limit: int = 3) -> list[str]:
    return [near.spot.place for near in queries.nearest(words, limit)]


def test_loaded_twice_nothing_changes(network: None) -> None:
    assert Spot.objects.count() == 40 and loading.load(NETWORK) == 0
    assert Entry.objects.filter(kind="spot.loaded").count() == 40


def test_what_changed_is_brought_up_to_date(network: None, tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text(FIRST.replace("25 Liễu Giai", "27 Liễu Giai"))
    out = StringIO()
    call_command("spots", "load", str(file), stdout=out)
    assert "1 spots" in out.getvalue() and Spot.objects.get(slug="diem-phuc-vu-ba-dinh").address == "27 Liễu Giai"


@pytest.mark.parametrize(
    ("wrong", "by", "said"),
    [
        ("town_hall", "castle", "kind"),
        ("[21.034, 105.814]", "[105.814, 21.034]", "the latitude comes first"),
        ("08:00-12:00 13:00-17:00", "08:00-12:00 11:00-17:00", "monday: each span must end after it begins"),
        ("monday", "noday", "noday is no day of the week"),
        ("step_free", "stairs", "stairs is none of"),
        ("calendar: VN", "calendar: XX", "there is no calendar XX"),
        ("+84249999000", "0249999000", "phone"),
        ("  name: Điểm phục vụ Ba Đình\n", "", "name"),
        ("diem-phuc-vu-ba-dinh:", "diem: [", "network"),
        ("  kind:", "  name: Ba Đình\n  kind:", "name stands here twice"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_loaded(tmp_path: Path, wrong: str, by: str, said: str) -> None:
    file = tmp_path / "network.yaml"
    file.write_text(FIRST.replace(wrong, by))
    with pytest.raises(CommandError, match=said):
        call_command("spots", "load", str(file))
    assert not Spot.objects.exists()


def test_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="network"):
        call_command("spots", "load", str(tmp_path / "network.yaml"))


@pytest.mark.parametrize("words", ["Évora", "evora", "EVORA ", "Espaço Cidadão Évora"])
def test_found_by_name_with_or_without_accents(network: None, words: str) -> None:
    assert places(words)[0] == "Évora"


def test_the_place_itself_first_and_then_what_is_near(network: None) -> None:
    found = queries.nearest("Évora")
    assert found[0].kilometres is None and found[1].spot.place == "Beja"
    assert found[1].kilometres and 55 < found[1].kilometres < 75


def test_found_by_postcode_and_by_the_larger_town(network: None) -> None:
    assert places("LS1 5AA")[0] == "Leeds"
    assert all("Hà Nội" in each for each in places("ha noi"))


@pytest.mark.parametrize("words", ["", " ", "x", "Atlantis", "🙂", "\x00"])
def test_nothing_is_found_for_what_is_no_place(network: None, words: str) -> None:
    assert queries.nearest(words) == []


def test_one_that_closed_for_good_is_not_found(network: None) -> None:
    Spot.objects.filter(place="Évora").update(closed_on="2020-01-01")
    assert "Évora" not in places("Évora")


def test_a_thousand_spots_take_three_statements(
    network: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    spot = Spot.objects.get(place="Évora")
    Spot.objects.bulk_create(
        Spot(
            slug=f"s{n}", name=f"Spot {n}", kind="parish", host="x", address="x", place=f"Place {n}", calendar="PT",
            latitude=spot.latitude, longitude=spot.longitude,
        )
        for n in range(1000)
    )  # fmt: skip
    with django_assert_max_num_queries(3):
        assert places("Place 999")[0] == "Place 999"


@pytest.mark.parametrize(
    ("code", "said"),
    [("vi", "Mở cửa ngày mai lúc 08:00"), ("en", "Opens tomorrow at 08:00"), ("pt", "Abre amanhã às 08:00")],
)
def test_told_in_each_language(network: None, code: str, said: str) -> None:
    clock.travel(NIGHT)
    with override(code):
        assert said in told(queries.nearest("Porto")[0], code)


def test_told_while_it_is_open(network: None) -> None:
    clock.travel(datetime(2026, 11, 30, 10, 0, tzinfo=UTC))
    text = told(queries.nearest("Porto")[0], "en")
    assert "Open today until 12:00" in text and "Rua do Bolhão 40" in text and "+351" in text


def test_the_example_of_the_documentation_loads(network: None, tmp_path: Path) -> None:
    written = (Path(__file__).parents[3] / "docs" / "spots.md").read_text().split("```yaml\n")[1].partition("```")[0]
    (tmp_path / "one.yaml").write_text(written)
    assert loading.load(tmp_path / "one.yaml") == 1
    assert Spot.objects.get(slug="espaco-cidadao-evora").special_days.count() == 2


def test_what_a_spot_offers_is_agreed_and_ends(network: None, tmp_path: Path) -> None:
    spot = queries.spot("diem-phuc-vu-ba-dinh")
    assert "social-pension" in queries.offers(spot)
    clock.travel(clock.now() + timedelta(days=3))
    file = tmp_path / "one.yaml"
    file.write_text(FIRST.replace("social-pension, ", ""))
    assert loading.load(file) == 1 and loading.load(file) == 0
    assert "social-pension" not in queries.offers(spot)
    ended = Agreement.objects.get(spot=spot, service="social-pension")
    assert ended.until and ended.until - ended.since == timedelta(days=3)


def test_what_is_agreed_and_given_up_on_one_day_was_never(network: None, tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text(FIRST.replace("social-pension, ", ""))
    loading.load(file)
    assert not Agreement.objects.filter(spot__slug="diem-phuc-vu-ba-dinh", service="social-pension").exists()
    loading.load(NETWORK)
    assert "social-pension" in queries.offers(queries.spot("diem-phuc-vu-ba-dinh"))


def test_who_helps_there_is_said_by_a_command(network: None) -> None:
    user = User.objects.create_user("lan@spot.example", "Lan")
    out = StringIO()
    where = ("lan@spot.example", "diem-phuc-vu-ba-dinh")
    call_command("spots", "accredit", *where, "VN-1", "--languages", "vi", "en", stdout=out)
    held = Accreditation.objects.get(user=user)
    assert (held.role, held.languages, held.until) == ("clerk", ["vi", "en"], None)
    call_command("spots", "withdraw", *where, stdout=out)
    call_command("spots", "withdraw", *where, stdout=out)
    assert "may help at Điểm phục vụ Ba Đình" in out.getvalue() and "was not accredited there" in out.getvalue()


@pytest.mark.parametrize("where", [("nobody@spot.example", "diem-phuc-vu-ba-dinh"), ("lan@spot.example", "nowhere")])
def test_whom_or_where_nobody_knows_is_said(network: None, where: tuple[str, str]) -> None:
    User.objects.create_user("lan@spot.example", "Lan")
    with pytest.raises(CommandError, match="There is no"):
        call_command("spots", "accredit", *where, "VN-1")


def test_a_number_that_somebody_else_has_is_said(network: None) -> None:
    for name in ("lan", "mai"):
        User.objects.create_user(f"{name}@spot.example", name)
    call_command("spots", "accredit", "lan@spot.example", "diem-phuc-vu-ba-dinh", "VN-1", stdout=StringIO())
    with pytest.raises(CommandError, match="VN-1"):
        call_command("spots", "accredit", "mai@spot.example", "diem-phuc-vu-ba-dinh", "VN-1")


def test_counters_come_and_go_but_not_under_who_sits_there(network: None, tmp_path: Path) -> None:
    spot, user = queries.spot("diem-phuc-vu-ba-dinh"), User.objects.create_user("lan@spot.example", "Lan")
    accrediting.accredit(user, spot, "clerk", "VN-1", by="test")
    accrediting.sit_down(user, spot.counters.get(number=3))
    file = tmp_path / "one.yaml"
    file.write_text(FIRST.replace("counters: 3", "counters: 1"))
    loading.load(file)
    assert sorted(spot.counters.values_list("number", flat=True)) == [1, 3]
