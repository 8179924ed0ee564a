"""Where a model is asked: the address of an endpoint, and whether a text that is sent there leaves the machine."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Address:
    """The address of an endpoint, without anything secret in it."""

    url: str
    host: str
    local: bool
    """Whether it is this machine."""

    @property
    def warning(self) -> str | None:
        """Say that texts leave the machine; None where they do not."""
        if self.local:
            return None
        open_ = "" if self.url.startswith("https:") else ", unencrypted"
        return f"the texts leave this machine: they are sent to {self.host}{open_}"


def address(url: str) -> Address | str:
    """Read the address of an endpoint; or say what is wrong with it."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return "an endpoint is an address such as http://127.0.0.1:8080/v1"
    if parts.scheme not in {"http", "https"} or not host or any(letter.isspace() for letter in url.strip()):
        return "an endpoint is an address such as http://127.0.0.1:8080/v1"
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        return "an endpoint has no password, question or fragment in its address; name the variable that holds the key instead"
    shown = f"[{host}]" if ":" in host else host
    place = shown if port is None else f"{shown}:{port}"
    return Address(f"{parts.scheme}://{place}{parts.path.rstrip('/')}", place, _local(host))


def _local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
