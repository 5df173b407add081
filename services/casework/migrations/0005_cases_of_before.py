from django.db import migrations

CASES = """
UPDATE casework_case SET language = application.language, began_on = application.began_on
FROM casework_application application WHERE application.id = casework_case.application_id AND casework_case.language = ''
"""
DUE = """
UPDATE casework_case SET due_before = deadline.before
FROM casework_deadline deadline WHERE deadline.case_id = casework_case.id
"""
FIRST = "UPDATE casework_deadline SET first_before = before WHERE first_before < counted_from"


class Migration(migrations.Migration):
    """Cases opened before there was a queue stand in it like all others."""

    dependencies = [("casework", "0004_handling")]
    operations = [migrations.RunSQL([CASES, DUE, FIRST], migrations.RunSQL.noop)]
