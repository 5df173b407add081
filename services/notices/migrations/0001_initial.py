import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0005_cases_of_before"),
        ("people", "0002_contact_and_staff"),
        ("record", "0005_seals_stay"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=12, unique=True)),
                (
                    "recipient",
                    models.CharField(
                        choices=[("applicant", "Applicant"), ("party", "Party"), ("former", "Former Address")],
                        max_length=10,
                    ),
                ),
                ("kind", models.SlugField(max_length=40)),
                ("language", models.CharField(max_length=8)),
                ("words_sealed", models.BinaryField()),
                ("message_sealed", models.BinaryField(default=b"")),
                ("plan_revision", models.PositiveIntegerField(default=0)),
                ("ways", models.JSONField(default=list)),
                ("addresses_sealed", models.BinaryField(default=b"")),
                ("created_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="casework.application"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="casework.case",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="record.event"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="casework.party",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.contactplan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(max_length=20)),
                ("fingerprint", models.CharField(help_text="Of the address.", max_length=120)),
                (
                    "client_reference",
                    models.CharField(help_text="What the other side knows it by.", max_length=40, unique=True),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("sending", "Sending"),
                            ("temporary_failure", "Temporary Failure"),
                            ("uncertain", "Uncertain"),
                            ("sent", "Sent"),
                            ("permanent_failure", "Permanent Failure"),
                            ("technical_failure", "Technical Failure"),
                        ],
                        default="created",
                        max_length=20,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "error",
                    models.CharField(
                        blank=True, help_text="The class of the last error, never its text.", max_length=100
                    ),
                ),
                (
                    "until",
                    models.DateTimeField(
                        help_text="By the database's clock: when whoever sends it counts as dead, or it is tried again.",
                        null=True,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="notices.notice"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["application", "-created_at"], name="notice_on_page"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("event", "recipient"), name="notice_once_an_event"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", "^[1-9][0-9]{11}$")), name="notice_number_is_digits"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("party__isnull", False), ("recipient", "party")),
                    models.Q(models.Q(("recipient", "party"), _negated=True), ("party", None)),
                    _connector="OR",
                ),
                name="notice_of_a_party_has_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("ways", []), ("plan__isnull", False), _connector="OR"), name="notice_sent_by_a_plan"
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(condition=models.Q(("until__isnull", False)), fields=["until"], name="attempt_waiting"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(fields=("notice", "way"), name="attempt_once_a_way"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "created",
                            "sending",
                            "temporary_failure",
                            "uncertain",
                            "sent",
                            "permanent_failure",
                            "technical_failure",
                        ],
                    )
                ),
                name="attempt_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["sending", "temporary_failure"]), ("until__isnull", False)),
                    models.Q(models.Q(("state__in", ["sending", "temporary_failure"]), _negated=True), ("until", None)),
                    _connector="OR",
                ),
                name="attempt_waits_until",
            ),
        ),
    ]
