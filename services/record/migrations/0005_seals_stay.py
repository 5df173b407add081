"""Every entry is noted for the next seal, and the runtime role never changes what was sealed or signed."""

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# With the rights of the owner: the runtime role itself may take a note away, not write one.
NOTE = """
CREATE FUNCTION record_note_for_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    INSERT INTO record_unsealed (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER entry_noted_for_seal AFTER INSERT ON record_entry
    FOR EACH ROW EXECUTE FUNCTION record_note_for_seal();
INSERT INTO record_unsealed (entry_id)
    SELECT entry.id FROM record_entry entry JOIN record_head head USING (subject, sequence);
"""
FORGET = "DROP TRIGGER entry_noted_for_seal ON record_entry; DROP FUNCTION record_note_for_seal;"

GIVEN = (
    "REVOKE ALL ON record_seal, record_sealedhead, record_signedseal, record_unsealed FROM {role}",
    "GRANT SELECT, INSERT ON record_seal, record_sealedhead, record_signedseal TO {role}",
    "GRANT SELECT, DELETE ON record_unsealed TO {role}",
)


def give_rights(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    role = editor.quote_name(settings.DATABASES["default"]["USER"])
    for statement in GIVEN:
        editor.execute(statement.format(role=role))


class Migration(migrations.Migration):
    dependencies = [("record", "0004_seals")]
    operations = [
        migrations.RunSQL(NOTE, FORGET),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
