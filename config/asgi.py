"""The door of live screens, `/live/`, and nothing else: pages are config.wsgi's."""

import asyncio
import json
import os
from typing import Any

import django
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import OriginValidator, WebsocketDenier
from django.conf import settings
from django.urls import path, re_path

from config.environment import prepare
from services.record.consumers import Screen
from services.record.hearing import line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
prepare()
django.setup()


async def lifespan(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Listen from the first moment to the last; browsers that are cut off come again."""
    await receive()
    listening = asyncio.create_task(line.keep_open())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    listening.cancel()
    await send({"type": "lifespan.shutdown.complete"})


async def http(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The process answers at /healthz; there is no page here."""
    alive = scope["path"] == "/healthz"
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 200 if alive else 404, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps({"alive": alive}).encode()})


sockets = URLRouter([path("live/", Screen.as_asgi()), re_path("", WebsocketDenier.as_asgi())])
websocket = OriginValidator(sockets, settings.LIVE_ORIGINS)
application = ProtocolTypeRouter({"lifespan": lifespan, "http": http, "websocket": websocket})
