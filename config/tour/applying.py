"""Mrs An asks for the social pension: found, begun, gone on with from another device, held, checked, sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile

from config.headless import Headless, Page
from config.tour.proving import prove
from config.tour.reading import Astray, expect, sentence

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SHOWN = re.compile(r'app-reference[^>]*">([\d ]+)<')

SHE_SAYS = {"birth-date-day": "27", "birth-date-month": "3", "birth-date-year": "1950", "receives-pension": "no"}
MRS_AN = {
    "full_name": {"answer": "Nguyễn Thị Ẩn"},
    "citizen_id": {"answer": "001 056 001 234"},
    "born": {"answer-day": "27", "answer-month": "3", "answer-year": "1950"},
    "home": {"answer": "12 Lê Lợi, Hà Nội"},
    "phone": {"answer": ""},
    "has_benefit": {"answer": "no"},
    "collected_by": {"answer": "somebody"},
    "collector_name": {"answer": "Lê Văn Bảo"},
    "collector_id": {"answer": "001 080 001 235"},
    "collector_phone": {"answer": "0912 345 678"},
    "collectors": {"answer": "done"},
    "authorisation": {},
    "paid": {"answer": "cash"},
}


def apply(hers: Headless, his: Headless, sent: list[str]) -> Iterator[str]:
    """Mrs An, 76, asks for the social pension; her grandson goes on for her, from another device."""
    expect(hers.open("services/?q=huu+tri"), "trợ cấp hưu trí xã hội")
    yield "web   Mrs An types “huu tri”, without accents, and finds: Đề nghị hưởng trợ cấp hưu trí xã hội"
    owed = hers.submit(hers.open("owed/"), **SHE_SAYS)
    expect(owed, "Có vẻ quý vị được hưởng")
    yield "web   “What am I owed?” asks her two things and names it too, over the whole catalogue"
    told = expect(hers.open("services/social-pension/"), "quý vị có kết quả chậm nhất ngày")
    yield f"web   Before she starts she reads what it costs, and: “{sentence(told, 'quý vị có kết quả')}”"
    noted = hers.submit(hers.open("apply/start/social-pension/"), language="vi")
    reference, secret = SHOWN.findall(noted.html)
    yield f"web   She begins in Vietnamese and notes her reference {reference} and a secret number"
    page = answered(hers, hers.open(noted.path.removesuffix("reference/")), until="born")
    wrong = hers.submit(page, "/q/", **{"answer-day": "31", "answer-month": "2", "answer-year": "1950"})
    expect(wrong, "chỉ có 28 ngày")
    yield "web   She enters 31 February: “Trong năm 1950, tháng 2 chỉ có 28 ngày. Xin xem lại ngày.”"
    page = his.submit(his.open("apply/resume/"), reference=reference, secret=secret)
    expect(page, "When were you born?")
    yield f"web   Her grandson goes on with it on his own phone, in English: “{page.heading}”"
    page = answered(his, page, until="home")
    held = expect(his.submit(page, "/hold/"), "Your date is held")
    yield f"web   He holds her date: “{sentence(held, 'Filed on')}” The rest can follow"
    page = answered(his, page, until="authorisation")
    refused = his.submit(page, "/files/", file=SimpleUploadedFile("photo.pdf", b"not a photo"))
    expect(refused, "We cannot take this kind of file.")
    page = his.submit(page, "/files/", file=SimpleUploadedFile("authorisation.pdf", PDF))
    yield "web   A file that is not what it says is refused; the signed authorisation is taken"
    review = expect(answered(his, page), "Check your answers")
    yield "web   They check every answer"
    proven: list[Page] = []
    yield from prove(his, his.submit(review, "/review/"), proven)
    done = expect(his.submit(proven[0], "/send/"), reference)
    again = expect(his.open(done.path), reference)
    yield f"web   Sent: “{again.heading}”, received under {reference}"
    expect(hers.open("track/"), "Đã nhận hồ sơ")
    yield "web   Mrs An sees on her own device that it was received"
    sent += [reference, secret]


def answered(browser: Headless, page: Page, until: str = "") -> Page:
    """Answer what is asked, up to this question or to the end."""
    while page.instance and page.instance != until and "/review/" not in page.html:
        page = browser.submit(page, "/q/", **MRS_AN[page.instance.rpartition(".")[2]])
        if page.status != 200:
            raise Astray(f"{page.path} says {page.status} to the answer for {page.instance}.")
    return page
