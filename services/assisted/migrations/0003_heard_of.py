"""When a line was heard of last; of those that stand, now."""

from django.db import migrations, models

from services.record import clock


class Migration(migrations.Migration):
    dependencies = [("assisted", "0002_sessions")]

    operations = [
        migrations.AddField(
            model_name="waiting",
            name="seen_at",
            field=models.DateTimeField(default=clock.now, help_text="When their line was heard of last."),
            preserve_default=False,
        ),
    ]
