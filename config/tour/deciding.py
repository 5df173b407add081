"""The office takes her case up, asks, is answered, decides; she reads it on her page and has the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from config import sample_staff
from config.headless import Headless, Page
from config.tour import calling, texting
from config.tour.reading import Astray, expect, sentence
from services.casework.models import Case, Output
from services.casework.references import grouped
from services.notices.models import Notice
from services.record import deliveries
from services.record.models import Delivery

CODE = re.compile(r"code is <strong[^>]*>(\d{6})|\b(\d{6})\b")
CASE = re.compile(r"/office/cases/([0-9a-f-]{36})/")
QUESTION = "Bà có sống một mình không?"
WHY = "Bà đã 76 tuổi và không có lương hưu."


def decide(hers: Headless, reference: str, secret: str) -> Iterator[str]:
    """An handles the case; nobody but the pages and the workers does anything."""
    office = signed_in()
    yield "office An signs in with her password and the code of her app"
    found = expect(office.open("/office/search/?q=nguyen+thi+an"), reference)
    case = next(each for each in CASE.findall(found.html) if reference in office.open(f"/office/cases/{each}/").text)
    expect(office.submit(office.open(f"/office/cases/{case}/"), "/do/take/"), "Nguyễn Thị Ẩn")
    yield "office She finds the case by the name, without accents, and takes it"
    asked = office.open(f"/office/cases/{case}/do/ask/")
    expect(
        office.submit(asked, "/do/ask/", own1_text=QUESTION, own1_type="yes_no", days="14"),
        "asked",
    )
    yield f"office She asks: “{QUESTION}” The clock of the authority stands still"
    deliver()
    number = texting.free_number()
    yield from texting.answer(number, reference, secret, QUESTION)
    yield from calling.ask(number, secret)
    refused = office.submit(
        office.open(f"/office/cases/{case}/do/decide/"), "/do/decide/", result="granted", grounds=""
    )
    yield f"office Without grounds nothing is decided: “{sentence(refused, 'grounds')}”"
    expect(office.submit(refused, "/do/decide/", result="granted", grounds=WHY, laws=["0"]), "The decision is written")
    yield "office She decides: granted, with the grounds and the law"
    output = Output.objects.get(case__pk=case)
    office.submit(office.open(f"/office/cases/{case}/"), "/do/issue/")
    yield f"office The document is made and sealed under its number {grouped(output.number)}"
    deliver()
    yield from reaches(hers, case, output)


def reaches(hers: Headless, case: str, output: Output) -> Iterator[str]:
    """The decision is on her page in plain words, a letter tells it too, and anybody can check the paper."""
    application = Case.objects.get(pk=case).application_id
    page = expect(hers.open(f"track/{application}/"), WHY)
    yield f"web   She reads: “{sentence(page, WHY)}”, and until when she can object"
    told = Notice.objects.filter(case__pk=case, kind="decided").get()
    if not told.attempts.filter(state="sent").exists():
        raise Astray("No letter of the decision went out.")
    yield f"post  A letter tells her too, under number {grouped(told.number)}"
    checked = Headless("en").open(f"verify/?number={output.number}")
    expect(checked, grouped(output.number))
    yield "web   Anybody checks the document by its number, and learns nothing of her"


def signed_in() -> Headless:
    """An, with her password and the code that the demonstration shows."""
    office = Headless("en")
    entered = office.submit(
        office.open("/office/"), "/sign-in/", login=sample_staff.STAFF[0].email, password=sample_staff.PASSWORD
    )
    office.submit(entered, "/second-factor/code/", code=code_on(entered))
    return office


def code_on(page: Page) -> str:
    """The code valid now, as the demonstration's page says it."""
    shown = CODE.search(page.text)
    if shown is None:
        raise Astray(f"{page.path} shows no code: this is no demonstration.")
    return shown[1] or shown[2]


def deliver() -> None:
    """What the workers do meanwhile."""
    while waiting := list(Delivery.objects.filter(state="waiting").values_list("pk", flat=True)):
        for delivery in waiting:
            deliveries.deliver(delivery)
        if waiting == list(Delivery.objects.filter(state="waiting").values_list("pk", flat=True)):
            return
