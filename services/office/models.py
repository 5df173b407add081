"""What the office keeps of its own: sessions, filters of the queue that somebody saved, and work on many cases."""

from uuid import uuid4

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string

from services.casework.models import Case
from services.people.models import User


class Session(AbstractBaseSession):
    """A browser of somebody who works here; `user` is empty until they have signed in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        found: type[SessionBase] = import_string("services.office.sessions.SessionStore")  # which needs this model
        return found


class SavedFilter(models.Model):
    """A filter of the queue under a name of one's own; `wanted` is as it stands in the address of the page."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    wanted = models.JSONField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(name="saved_filter_once", fields=["user", "name"])]

    def __str__(self) -> str:
        return self.name


class BulkJob(models.Model):
    """One thing done in many cases, one after the other; `colleague` is whom they are handed on to."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    action = models.SlugField(max_length=20)
    colleague = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.action} {self.id}"


class BulkItem(models.Model):
    """One case of a job; `code` and `details` make the sentence that says why it was not done."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    job = models.ForeignKey(BulkJob, models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    code = models.SlugField(max_length=60, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(name="bulk_item_once", fields=["job", "case"])]
        indexes = [models.Index(name="bulk_item_waiting", fields=["job"], condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"
