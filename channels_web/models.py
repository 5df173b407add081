"""What visitors say of the pages; nothing tells who they are."""

from django.db import models
from django.db.models import Q

from services.record import clock


class Feedback(models.Model):
    page = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    score = models.PositiveSmallIntegerField(null=True, help_text="From 1, not at all satisfied, to 5, very.")
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(name="feedback_score", condition=Q(score=None) | Q(score__range=(1, 5)))]

    def __str__(self) -> str:
        return self.page
