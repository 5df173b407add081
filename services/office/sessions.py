"""Sessions of staff: in the database, each with its user, over after a while without a request and after a day's work.

Only a browser that has signed in or is about to carries one; pages for citizens never ask for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from services.office.models import Session
from services.people.models import User
from services.record import clock

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NOTICED = timedelta(minutes=1)  # a request within it moves nothing: no write for every click
BEGAN = "began"


class SessionStore(db.SessionStore):
    """What Django calls by the name `SessionStore`."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing if it is over. Being read is what keeps it from going idle."""
        now = clock.now()
        found = Session.objects.filter(session_key=self.session_key, expire_date__gt=now).first()
        if found is None:
            self._session_key = None
            return {}
        data: dict[str, Any] = self.decode(found.session_data)
        self.modified = _ends(data, now) - found.expire_date > NOTICED
        return data

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        made = cast(Session, super().create_model_instance(data))
        made.user_id = data.get(SESSION_KEY)
        return made

    def get_expiry_date(self, **_: Any) -> datetime:
        return _ends(self, clock.now())


def _ends(data: Mapping[str, Any] | SessionStore, now: datetime) -> datetime:
    began = data.get(BEGAN)
    return min(now + IDLE, datetime.fromisoformat(began) + LONGEST) if began else now + IDLE


def end_all(user: User) -> None:
    """Sign them out wherever they are signed in."""
    Session.objects.filter(user=user).delete()


def forget_ended() -> None:
    Session.objects.filter(expire_date__lte=clock.now()).delete()
