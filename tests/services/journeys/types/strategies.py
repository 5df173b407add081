"""Answer types with settings, and normal forms that fit them."""

from datetime import date, time
from decimal import Decimal

from hypothesis import strategies as st
from stdnum.es import dni
from stdnum.pt import nif

from services.journeys.types import TYPES
from services.journeys.types.base import AnswerType, Json
from services.journeys.types.national_ids import VN_PROVINCES

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạÁĐÊéçñøİ字名"


def made(name: str, **settings: object) -> AnswerType:
    return TYPES[name].model_validate({"type": name, **settings})


words = st.text(LETTERS, min_size=1, max_size=12)
names = st.lists(words, min_size=1, max_size=5).map(" ".join)
decimals = st.decimals(0, 10**9, places=2).map(lambda number: f"{number:f}")
citizens = st.tuples(st.sampled_from([*sorted(VN_PROVINCES), "101"]), st.integers(0, 4 * 10**8 - 1)).map(
    lambda parts: f"{parts[0]}{parts[1]:09}"
)
taxpayers = st.integers(10**7, 10**8 - 1).map(lambda head: f"{head}{nif.calc_check_digit(str(head))}")
insured = st.from_regex(r"[AEJ][ABCE][0-9]{6}[A-D]", fullmatch=True)
spaniards = st.integers(0, 10**8 - 1).map(lambda head: f"{head:08}{dni.calc_check_digit(f'{head:08}')}")
phones = st.integers(0, 10**6 - 1).map(lambda tail: f"+84912{tail:06}")
days = st.dates(date(1850, 1, 1), date(2199, 12, 31)).map(date.isoformat)
moments = st.times().map(lambda moment: time.isoformat(moment.replace(second=0, microsecond=0), "minutes"))
emails = st.from_regex(r"[a-z]{1,10}(\.[a-z]{1,8})?@[a-z]{2,10}\.(vn|pt|com)", fullmatch=True)

TYPED: dict[str, tuple[AnswerType, st.SearchStrategy[Json]]] = {
    "yes_no": (made("yes_no"), st.booleans()),
    "choice": (made("choice", options=["one", "two"]), st.sampled_from(["one", "two"])),
    "choices": (made("choices", options=["one", "two", "six"]), st.sampled_from([["one"], ["two", "six"]])),
    "whole_number": (made("whole_number"), st.integers(-(10**12), 10**12)),
    "decimal": (made("decimal"), decimals),
    "money": (made("money", currency="VND"), st.integers(0, 10**12).map(str)),
    "thousandths": (made("decimal", places=3), st.decimals(-(10**9), 10**9, places=3).map(lambda n: f"{n + 0:f}")),
    "euros": (made("money", currency="EUR"), decimals),
    "date": (made("date"), days),
    "time": (made("time"), moments),
    "text": (made("text"), names),
    "long_text": (made("long_text"), st.lists(names, min_size=1, max_size=4).map("\n".join)),
    "person_name": (made("person_name"), names),
    "national_id": (made("national_id", scheme="vn_citizen"), citizens),
    "pt_nif": (made("national_id", scheme="pt_nif"), taxpayers),
    "uk_nino": (made("national_id", scheme="uk_nino"), insured),
    "es_dni": (made("national_id", scheme="es_dni"), spaniards),
    "phone": (made("phone"), phones),
    "phone_abroad": (made("phone", region="PT"), phones),
    "email": (made("email"), emails),
    "address": (made("address"), st.lists(words.map(lambda w: f"12 {w}"), min_size=1, max_size=4).map("\n".join)),
    "evidence": (made("evidence"), st.lists(st.uuids().map(str), max_size=5, unique=True)),
    "declaration": (made("declaration"), st.just(True)),
}
"""For each type an instance, and what its `parse` may give."""

BOUNDED = made("money", currency="VND", min=Decimal(1000), max=Decimal(9_000_000))
