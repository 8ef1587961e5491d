from typing import Any

from django.db import migrations, models

from roles.search.texts import name_words


def name_skills(apps: Any, schema_editor: Any) -> None:
    names: dict[str, list[str]] = {}
    rows = apps.get_model("roles", "Skill").objects.order_by("slug", "aliases__name", "aliases")
    for slug, name, alias in rows.values_list("slug", "name", "aliases__name"):
        names.setdefault(slug, []).extend([name, alias] if alias else [name])
    counts = apps.get_model("roles", "SkillCount").objects
    kept = list(counts.all())
    for count in kept:
        count.words = name_words(names.get(count.slug, []))
    counts.bulk_update(kept, ["words"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("roles", "0012_skill_counts")]

    operations = [
        migrations.AddField(model_name="skillcount", name="words", field=models.TextField(default="")),
        migrations.RunPython(name_skills, migrations.RunPython.noop),
    ]
