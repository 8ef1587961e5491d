"""What the models say of themselves, and reads as words."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone
from factory.base import FactoryMetaClass

from roles.models import GuideVersion, Role, RoleDocument
from roles.querysets import SEARCHED
from roles.services import start_draft, withdraw
from tests import factories
from tests.factories import (
    ApplicantFactory,
    ApplicationCaseFactory,
    ApplicationFactory,
    ConsentEventFactory,
    EmailConfirmationFactory,
    GuideVersionFactory,
    OccupationFactory,
    RoleFactory,
    RoleRedirectFactory,
    SalaryEstimateFactory,
    TouchFactory,
    UserFactory,
    make_scale,
    publish_role,
    publish_thin,
)

pytestmark = pytest.mark.django_db

OURS = [
    model
    for label in ("accounts", "outbox", "roles", "applications")
    for model in apps.get_app_config(label).get_models()
]
FACTORIES = {
    factory._meta.get_model_class(): factory
    for factory in (getattr(factories, name) for name in reversed(factories.__all__))
    if isinstance(factory, FactoryMetaClass)
}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_no_row_is_printed_with_an_address_or_an_applicants_name(model: type[models.Model]) -> None:
    printed = str(FACTORIES[model]())
    assert printed
    assert "@" not in printed
    assert "Ada" not in printed


def test_rows_about_an_applicant_are_printed_by_number_alone() -> None:
    application = ApplicationFactory(name="Ada", email="ada@applicant.example", goal="A secret")
    case = ApplicationCaseFactory(application=application)
    assert str(application) == f"Application {application.pk}"
    assert str(case) == f"Case of application {application.pk}"
    assert str(ApplicantFactory()).startswith("Applicant ")
    assert str(ConsentEventFactory(application=application)) == f"given for application {application.pk}"
    assert str(EmailConfirmationFactory(application=application)).startswith("Confirmation ")
    assert str(TouchFactory(application=application)) == f"submit touch of application {application.pk}"


def test_rows_of_a_guide_are_printed_by_what_they_are() -> None:
    version = GuideVersionFactory(title="Data Planner", number=3)
    assert str(version) == "Data Planner, version 3"
    assert str(SalaryEstimateFactory(version=version)) == "all levels"
    assert str(SalaryEstimateFactory(version=version, level="mid")) == "mid"
    occupation = OccupationFactory(code="13-1082", title="Specialists")
    assert str(occupation) == "13-1082 Specialists"
    role = RoleFactory(slug="data-planner", title="Data Planner")
    assert str(RoleRedirectFactory(old_slug="old", role=role)) == "old → data-planner"
    assert str(role) == "Data Planner"
    assert role.get_absolute_url() == "/roles/data-planner/"
    assert str(UserFactory(name="Erin")) == "Erin"


@pytest.mark.parametrize(
    ("state", "is_open", "was_published"),
    [
        ("draft", True, False),
        ("in_review", True, False),
        ("approved", True, False),
        ("scheduled", True, False),
        ("published", False, True),
        ("superseded", False, True),
        ("withdrawn", False, False),
        ("set_aside", False, False),
    ],
)
def test_a_version_is_open_or_public_by_its_state_in_python_as_in_queries(
    state: str, is_open: bool, was_published: bool
) -> None:
    version = GuideVersionFactory(state=state, published_at=timezone.now())
    assert (version.is_open, version.was_published) == (is_open, was_published)
    assert GuideVersion.objects.open().exists() == is_open
    assert GuideVersion.objects.was_published().exists() == was_published


def test_published_roles_and_live_versions_are_those_that_visitors_read() -> None:
    RoleFactory()
    gone, role = publish_role(), publish_role()
    withdraw(role=gone, by=None)
    publish_thin(start_draft(role=role, by=None))
    start_draft(role=role, by=None)
    assert list(Role.objects.published()) == [role]
    assert [version.number for version in GuideVersion.objects.live()] == [2]
    assert sorted(version.number for version in GuideVersion.objects.was_published()) == [1, 2]


def test_documents_are_found_by_address_and_field_and_listed_without_their_facts() -> None:
    make_scale(14)
    assert {document.slug for document in RoleDocument.objects.for_slugs("scale-0001", "scale-0002", "unknown")} == {
        "scale-0001",
        "scale-0002",
    }
    assert {document.slug for document in RoleDocument.objects.in_domain("scale-field-00")} == {
        "scale-0000",
        "scale-0012",
    }
    listed = RoleDocument.objects.for_lists().first()
    assert listed is not None
    assert listed.get_deferred_fields() == {
        "facts",
        *SEARCHED,
    }


@pytest.mark.parametrize(
    ("sort", "slugs"),
    [("-pay", ["high", "low", "none"]), ("pay", ["low", "high", "none"]), ("title", ["high", "low", "none"])],
)
def test_a_list_is_sorted_as_it_asks_and_guides_without_a_figure_come_last(sort: str, slugs: list[str]) -> None:
    publish_role("low", title="Lower", wage={"median": 90_000})
    publish_role("none", title="None", occupation=None)
    publish_role("high", title="Higher", wage={"median": 120_000})
    assert [document.slug for document in RoleDocument.objects.sorted_by(sort)] == slugs
