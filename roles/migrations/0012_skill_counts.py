from typing import Any

from django.db import migrations, models


def count(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("roles", "DocumentSkill").objects.order_by().values_list("slug")
    counts = apps.get_model("roles", "SkillCount").objects
    counts.bulk_create(counts.model(slug=slug, guides=n) for slug, n in rows.annotate(n=models.Count("pk")))


class Migration(migrations.Migration):
    dependencies = [("roles", "0011_scores_of_old")]

    operations = [
        migrations.CreateModel(
            name="SkillCount",
            fields=[
                ("slug", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("guides", models.PositiveIntegerField()),
            ],
            options={"ordering": ["slug"]},
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
