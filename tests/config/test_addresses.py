"""Where live screens are told, and which pages may ask there."""

import pytest

from config import addresses


@pytest.mark.parametrize(
    ("base", "beside", "live"),
    [
        ("https://evenhand.example", False, "wss://evenhand.example/live/"),
        ("https://evenhand.example", True, "wss://evenhand.example/live/"),
        ("http://127.0.0.1:8000", True, "ws://127.0.0.1:8001/live/"),
        ("http://[::1]:8000", True, "ws://[::1]:8001/live/"),
        ("http://127.0.0.1:8000/", False, "ws://127.0.0.1:8000/live/"),
    ],
)
def test_where_a_page_listens(base: str, beside: bool, live: str) -> None:
    assert addresses.live_url(base, beside=beside) == live


def test_what_the_policy_of_a_page_names() -> None:
    assert addresses.origin("wss://live.example:8443/live/?x#y") == "wss://live.example:8443"


def test_whose_pages_may_listen() -> None:
    of_ours = addresses.origins("https://evenhand.example", ["evenhand.example", ".evenhand.example"])
    assert set(of_ours) == {"https://evenhand.example", "https://.evenhand.example"}
    assert "http://localhost:8000" in addresses.origins("http://127.0.0.1:8000", ["localhost"])
