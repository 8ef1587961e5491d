from typing import Any

from django.db import migrations, models

from roles.search.texts import name_words, vocabulary


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


def forget_words(apps: Any, schema_editor: Any) -> None:
    columns = ("title_words", "other_words", "skill_words")
    documents = apps.get_model("roles", "RoleDocument").objects.only(*columns).iterator(chunk_size=500)
    held = set().union(*map(vocabulary, documents))
    words = apps.get_model("roles", "SearchWord").objects
    gone = sorted(set(words.values_list("word", flat=True)) - held)
    for start in range(0, len(gone), 500):
        words.filter(word__in=gone[start : start + 500]).delete()


class Migration(migrations.Migration):
    dependencies = [("roles", "0012_skill_counts")]

    operations = [
        migrations.AddField(model_name="skillcount", name="words", field=models.TextField(default="")),
        migrations.RunPython(name_skills, migrations.RunPython.noop),
        migrations.RunPython(forget_words, migrations.RunPython.noop),
    ]
