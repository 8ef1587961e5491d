"""The first words that applicants agree to; later versions are added, never edited."""

import hashlib

from django.db import migrations

WORDS = (
    "I agree that the people who run this site store what I write here and answer me by email about this request. "
    "I can withdraw at any time."
)


def add(apps, schema_editor):
    ConsentText = apps.get_model("applications", "ConsentText")
    ConsentText.objects.create(
        purpose="answer",
        language="en-us",
        version=1,
        words=WORDS,
        sha256=hashlib.sha256(WORDS.encode()).hexdigest(),
    )


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
