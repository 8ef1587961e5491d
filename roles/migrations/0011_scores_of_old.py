"""Guides published before their score was kept get it from the audit trail, which has it of each publication."""

from typing import Any

from django.db import migrations


def keep_scores(apps: Any, schema_editor: Any) -> None:
    versions = apps.get_model("roles", "GuideVersion").objects.filter(quality=None, published_at__isnull=False)
    published = apps.get_model("accounts", "AuditEntry").objects.filter(
        action="guide.publish", subject_type="roles.guideversion"
    )
    scores = {key: detail.get("quality") for key, detail in published.values_list("subject_id", "detail")}
    for version in versions.only("pk"):
        if isinstance(score := scores.get(str(version.pk)), int):
            versions.filter(pk=version.pk).update(quality=score)


class Migration(migrations.Migration):
    dependencies = [("roles", "0010_pair_standings"), ("accounts", "0001_initial")]

    operations = [migrations.RunPython(keep_scores, migrations.RunPython.noop)]
