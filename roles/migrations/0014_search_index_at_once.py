from django.db import migrations

# New documents would wait in a list that every search reads whole until the table is vacuumed: after many were
# written that is a third of a search. Guides are searched far more often than written.
AT_ONCE = """
ALTER INDEX roledocument_search SET (fastupdate = off);
SELECT gin_clean_pending_list('roledocument_search');
"""
LATER = "ALTER INDEX roledocument_search RESET (fastupdate)"


def on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0013_names_of_skills"),
    ]

    operations = [migrations.RunPython(on_postgresql(AT_ONCE), on_postgresql(LATER))]
