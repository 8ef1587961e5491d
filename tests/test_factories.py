"""Every model has a factory that is valid without arguments."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from factory.base import FactoryMetaClass

from roles import documents
from roles.models import Role, RoleDocument
from tests import factories

APPS = ("accounts", "outbox", "roles", "applications")
MODELS = [model for label in APPS for model in apps.get_app_config(label).get_models()]
BY_MODEL = {
    factory._meta.get_model_class(): factory
    for factory in (getattr(factories, name) for name in reversed(factories.__all__))
    if isinstance(factory, FactoryMetaClass)
}


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_factory_of_every_model_is_valid_without_arguments(model: type[models.Model]) -> None:
    first, second = BY_MODEL[model](), BY_MODEL[model]()
    first.full_clean()
    second.full_clean()
    assert first.pk != second.pk


@pytest.mark.django_db
def test_a_published_role_has_every_kind_of_part_and_a_true_document() -> None:
    other = factories.publish_role("other-role")
    role = factories.publish_role("data-planner", relations=[other], estimate={"level": "mid"})

    version = role.live_version
    assert version is not None
    for part in ("titles", "skills", "levels", "steps", "routes", "points", "questions", "relations", "estimates"):
        assert getattr(version, part).exists(), part
    assert version.steps.filter(requires__isnull=False).exists()
    assert RoleDocument.objects.get(role=role).headline_amount == 102_000
    assert documents.differing() == []


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 3, 30])
def test_a_catalogue_made_in_bulk_has_the_documents_its_rows_say(size: int) -> None:
    factories.make_scale(size)
    assert Role.objects.published().count() == RoleDocument.objects.count() == size
    assert documents.differing() == []
