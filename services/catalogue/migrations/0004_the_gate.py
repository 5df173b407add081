"""No version is published without a certificate for these rules and these words that passed, also not by raw SQL.

Versions published before there were certificates are proved again by `manage.py parity certify`, which then has the
database look at them too (VALIDATE CONSTRAINT): until then the constraints hold for whatever is written.
"""

from django.db import migrations

GATE = """
ALTER TABLE catalogue_version ADD CONSTRAINT version_certified
    FOREIGN KEY (certificate_id, rules_hash, words_hashes, passed)
    REFERENCES parity_paritycertificate (id, rules_hash, words_hashes, passed) NOT VALID;
"""

KEPT = """
CREATE TRIGGER certificate_stays BEFORE UPDATE OR DELETE ON parity_paritycertificate FOR EACH ROW
    EXECUTE FUNCTION catalogue_refuse();
CREATE TRIGGER publication_stays BEFORE UPDATE OR DELETE ON catalogue_publication FOR EACH ROW
    EXECUTE FUNCTION catalogue_refuse();
CREATE TRIGGER exception_is_kept BEFORE DELETE ON parity_parityexception FOR EACH ROW
    EXECUTE FUNCTION catalogue_refuse();
"""

NOT_KEPT = """
DROP TRIGGER certificate_stays ON parity_paritycertificate;
DROP TRIGGER publication_stays ON catalogue_publication;
DROP TRIGGER exception_is_kept ON parity_parityexception;
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_law_in_time"), ("parity", "0001_initial")]

    operations = [
        migrations.RunSQL(GATE, "ALTER TABLE catalogue_version DROP CONSTRAINT version_certified;"),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
