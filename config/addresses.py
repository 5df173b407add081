"""Where live screens are told, and which pages may ask there."""

from urllib.parse import SplitResult, urlsplit


def live_url(base: str, *, beside: bool) -> str:
    """Under the base address; `beside` it at the next port, where one is named and no proxy joins the two."""
    address = urlsplit(base)
    if beside and address.port:
        address = _at(address, address.netloc.removesuffix(f":{address.port}"), address.port + 1)
    return address._replace(scheme=address.scheme.replace("http", "ws"), path="/live/").geturl()


def origin(url: str) -> str:
    """Scheme, host and port."""
    return urlsplit(url)._replace(path="", query="", fragment="").geturl()


def origins(base: str, hosts: list[str]) -> list[str]:
    """Of every page of ours: the base address, and the same at each other name."""
    address = urlsplit(base)
    return [origin(base), *(_at(address, host, address.port)._replace(path="").geturl() for host in hosts)]


def _at(address: SplitResult, host: str, port: int | None) -> SplitResult:
    return address._replace(netloc=f"{host}:{port}" if port else host)
