"""The runtime role moves the head of a chain, and never takes one away."""

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def keep_heads(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    role = editor.quote_name(settings.DATABASES["default"]["USER"])
    editor.execute(f"REVOKE DELETE ON record_head FROM {role}")


class Migration(migrations.Migration):
    dependencies = [("record", "0002_rights")]
    operations = [migrations.RunPython(keep_heads, migrations.RunPython.noop)]
