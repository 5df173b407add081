"""What was published stays as it was, whoever asks; and search that reads letters without their marks."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

REFUSE = """
CREATE FUNCTION catalogue_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was published in % is never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""

# Rules that come back are published again: published_at, published_by and words_hashes may move.
VERSION = """
CREATE TRIGGER version_stays BEFORE UPDATE ON catalogue_version FOR EACH ROW
    WHEN ((OLD.id, OLD.service_id, OLD.rules_hash, OLD.rules, OLD.in_force_from, OLD.in_force_to)
        IS DISTINCT FROM
        (NEW.id, NEW.service_id, NEW.rules_hash, NEW.rules, NEW.in_force_from, NEW.in_force_to))
    EXECUTE FUNCTION catalogue_refuse();
CREATE TRIGGER version_is_kept BEFORE DELETE ON catalogue_version FOR EACH ROW
    EXECUTE FUNCTION catalogue_refuse();
"""

WORDS = """
CREATE TRIGGER words_stay BEFORE UPDATE OR DELETE ON catalogue_wordsversion FOR EACH ROW
    EXECUTE FUNCTION catalogue_refuse();
"""

SEARCH = """
CREATE TEXT SEARCH CONFIGURATION unmarked (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION unmarked
    ALTER MAPPING FOR word, hword, hword_part, numword, numhword WITH unaccent, simple;
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION catalogue_refuse;"),
        migrations.RunSQL(
            VERSION,
            "DROP TRIGGER version_stays ON catalogue_version; DROP TRIGGER version_is_kept ON catalogue_version;",
        ),
        migrations.RunSQL(WORDS, "DROP TRIGGER words_stay ON catalogue_wordsversion;"),
        UnaccentExtension(),
        migrations.RunSQL(SEARCH, "DROP TEXT SEARCH CONFIGURATION unmarked;"),
    ]
