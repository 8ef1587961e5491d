"""Taxonomy, calls to action, official facts and reports in the admin."""

import pytest
from django.forms.models import BaseModelForm
from django.test import Client
from django.urls import reverse
from zeal import zeal_ignore

from accounts.models import AuditEntry, User
from roles.documents import differing
from roles.models import CallToAction, Domain, RoleDocument, Skill
from tests.factories import (
    DomainFactory,
    GuideReportFactory,
    RoleFactory,
    SkillAliasFactory,
    SkillFactory,
    oews,
    official_occupation,
    publish_role,
    staff_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client: Client) -> User:
    user = staff_in("Publisher")
    client.force_login(user)
    return user


def test_a_renamed_skill_shows_in_every_document_at_once(client: Client, publisher: User) -> None:
    skill = SkillFactory(name="Old name", slug="old-name")
    publish_role("data-scientist", skills=[skill])
    address = reverse("admin:roles_skill_change", args=[skill.pk])
    data = {"name": "New name", "slug": "old-name", "kind": "skill", "summary": skill.summary}
    assert client.post(address, data).status_code == 302
    assert RoleDocument.objects.get().skill_names == ["New name"]
    assert differing() == []
    assert AuditEntry.objects.get(action="skill.change").detail == {"fields": ["name"]}
    assert client.post(address, {**data, "slug": "Not a slug"}).status_code == 422


def test_other_names_of_a_skill_are_edited_with_it(client: Client, publisher: User) -> None:
    skill = SkillFactory(name="SQL & Databases", slug="sql-databases")
    address = reverse("admin:roles_skill_change", args=[skill.pk])
    data = {"name": skill.name, "slug": skill.slug, "kind": "skill", "summary": skill.summary}
    assert client.post(address, {**data, "aliases": " SQL\r\nRelational  databases\r\nsql\r\n"}).status_code == 302
    assert list(skill.aliases.values_list("name", flat=True)) == ["Relational databases", "SQL"]
    assert AuditEntry.objects.get(action="skill.change").detail == {"fields": ["aliases"]}
    assert "Relational databases\nSQL" in client.get(address).content.decode()
    assert client.post(address, {**data, "aliases": "Relational databases\r\nSQL"}).status_code == 302
    assert AuditEntry.objects.filter(action="skill.change").count() == 1
    assert client.post(address, {**data, "aliases": "sql", "is_special": "on"}).status_code == 302
    assert list(skill.aliases.values_list("name", flat=True)) == ["sql"]
    assert Skill.objects.get().is_special


@pytest.mark.parametrize(
    ("alias", "words"),
    [
        ("networking", "“networking” already leads to Networking."),
        ("tcp/ip", "“tcp/ip” already leads to Networking."),
        ("x" * 81, "is too long"),
    ],
)
def test_another_name_leads_to_one_skill(client: Client, publisher: User, alias: str, words: str) -> None:
    SkillAliasFactory(skill=SkillFactory(name="Networking"), name="TCP/IP")
    skill = SkillFactory(name="Git")
    data = {"name": skill.name, "slug": skill.slug, "kind": "skill", "summary": skill.summary, "aliases": alias}
    refused = client.post(reverse("admin:roles_skill_change", args=[skill.pk]), data)
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert not skill.aliases.exists()


def test_a_new_skill_comes_with_its_other_names(client: Client, publisher: User) -> None:
    data = {"name": "Git", "slug": "git", "kind": "tool", "summary": "Version control.", "aliases": "Version control"}
    assert client.post(reverse("admin:roles_skill_add"), data).status_code == 302
    assert Skill.objects.get(aliases__name="Version control").slug == "git"


def test_a_used_skill_is_not_deleted_and_the_page_says_where_it_is_used(client: Client, publisher: User) -> None:
    role = publish_role("data-scientist", title="Data Scientist")
    skill = role.live_version.skills.first().skill
    address = reverse("admin:roles_skill_delete", args=[skill.pk])
    html = client.get(address).content.decode()
    assert "is in use" in html
    assert "Data Scientist" in html
    client.post(address, {"post": "yes"})
    assert Skill.objects.filter(pk=skill.pk).exists()


def test_a_skill_that_only_a_step_builds_is_not_deleted_either(client: Client, publisher: User) -> None:
    skill = SkillFactory(slug="only-in-a-step")
    role = publish_role("data-scientist")
    role.live_version.steps.first().skills.add(skill)
    address = reverse("admin:roles_skill_delete", args=[skill.pk])
    assert "is in use" in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    assert Skill.objects.filter(pk=skill.pk).exists()


def test_an_unused_skill_is_deleted_by_publishers_alone(client: Client, publisher: User) -> None:
    skill = SkillFactory(slug="unused")
    address = reverse("admin:roles_skill_delete", args=[skill.pk])
    client.force_login(staff_in("Editor"))
    assert client.post(address, {"post": "yes"}).status_code == 403
    client.force_login(publisher)
    assert "Nothing else needs it" in client.get(address).content.decode()
    assert client.post(address, {"post": "yes"}).status_code == 302
    assert not Skill.objects.filter(pk=skill.pk).exists()


def test_a_used_domain_is_not_deleted(client: Client, publisher: User) -> None:
    role = publish_role("data-scientist")
    address = reverse("admin:roles_domain_delete", args=[role.domain_id])
    assert "is in use" in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    assert Domain.objects.filter(pk=role.domain_id).exists()


def test_a_call_to_action_shows_on_the_guide_at_once(client: Client) -> None:
    client.force_login(staff_in("Marketing"))
    role = publish_role("data-scientist", title="Data Scientist")
    data = {
        "slot": "end", "role": role.pk, "domain": "", "headline": "Want to be {{ role.article }} {{ role.title }}?",
        "body": "", "button": "Apply Now", "next_steps": "We answer.",
    }  # fmt: skip
    assert client.post(reverse("admin:roles_calltoaction_add"), data).status_code == 302
    assert "Want to be a Data Scientist?" in Client().get("/roles/data-scientist/").content.decode()
    assert client.post(reverse("admin:roles_calltoaction_add"), data).status_code == 422
    assert CallToAction.objects.filter(role=role).count() == 1


def test_a_call_to_action_that_moves_leaves_the_guide_it_was_on(client: Client) -> None:
    client.force_login(staff_in("Marketing"))
    first, second = publish_role("first"), publish_role("second")
    data = {"slot": "end", "role": first.pk, "headline": "Come along", "body": "", "button": "Go", "next_steps": ""}
    client.post(reverse("admin:roles_calltoaction_add"), data)
    call = CallToAction.objects.get(headline="Come along")
    with zeal_ignore():  # two guides are rebuilt, one after the other
        client.post(reverse("admin:roles_calltoaction_change", args=[call.pk]), {**data, "role": second.pk})
    assert "Come along" not in Client().get("/roles/first/").content.decode()
    assert "Come along" in Client().get("/roles/second/").content.decode()
    assert differing() == []


def test_official_facts_are_read_only_for_everyone(client: Client) -> None:
    client.force_login(staff_in("Administrator"))
    occupation = official_occupation()
    wage = occupation.wages.get()
    address = reverse("admin:roles_occupationwage_change", args=[wage.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"median": "1"}).status_code == 403
    for name in ("wagesource", "wagerelease", "area", "occupation", "occupationwage", "roleoccupation", "roleredirect"):
        assert client.get(reverse(f"admin:roles_{name}_changelist")).status_code == 200
        assert client.get(reverse(f"admin:roles_{name}_add")).status_code == 403
    assert client.get(reverse("admin:roles_wagerelease_delete", args=[oews().pk])).status_code == 403


def test_a_report_is_read_and_marked_as_handled(client: Client, publisher: User) -> None:
    report = GuideReportFactory(message="The figure is old.")
    assert (
        "The figure is old." in client.get(reverse("admin:roles_guidereport_change", args=[report.pk])).content.decode()
    )
    handle = reverse("admin:roles_guidereport_handle", args=[report.pk])
    assert client.get(handle).status_code == 405
    assert client.post(handle).status_code == 303
    report.refresh_from_db()
    assert report.handled_by == publisher
    assert client.get(reverse("admin:roles_guidereport_changelist") + "?handled=no").context["cl"].result_count == 0


def test_the_list_of_guides_says_their_state(client: Client, publisher: User) -> None:
    role = publish_role("data-scientist", title="Data Scientist")
    client.post(reverse("admin:roles_role_start_draft", args=[role.pk]))
    html = client.get(reverse("admin:roles_role_changelist")).content.decode()
    assert "Live, 1</span>" in html
    assert "draft 2</span>" in html
    for state, count in (("live", 1), ("draft", 1), ("never", 0), ("withdrawn", 0)):
        page = client.get(reverse("admin:roles_role_changelist") + f"?state={state}")
        assert page.context["cl"].result_count == count


def test_marketing_sees_no_drafts(client: Client, publisher: User) -> None:
    role = publish_role("data-scientist", title="Data Scientist")
    client.post(reverse("admin:roles_role_start_draft", args=[role.pk]))
    client.force_login(staff_in("Marketing"))
    html = client.get(reverse("admin:roles_role_changelist")).content.decode()
    assert "draft 2" not in html
    assert "Version 2" not in client.get(reverse("admin:roles_role_change", args=[role.pk])).content.decode()


def test_the_start_page_counts_guides_drafts_and_reports(client: Client, publisher: User) -> None:
    role = publish_role("data-scientist", title="Data Scientist")
    client.post(reverse("admin:roles_role_start_draft", args=[role.pk]))
    GuideReportFactory(role=role)
    blocks = dict(client.get("/admin/").context["blocks"])
    assert blocks["admin/blocks/guides.html"]["counts"] == {"live": 1, "withdrawn": 0, "never": 0, "drafts": 1}
    assert blocks["admin/blocks/reports.html"]["report_count"] == 1


@pytest.mark.parametrize("name", ["roles_role_add", "roles_skill_add", "roles_domain_add"])
def test_what_somebody_else_added_at_the_same_moment_is_named_and_nothing_typed_is_lost(
    client: Client, publisher: User, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    RoleFactory(slug="taken", title="Taken")
    SkillFactory(slug="taken", name="Taken")
    domain = DomainFactory(slug="taken", name="Taken")
    looks: list[None] = []

    def look(form: BaseModelForm) -> None:
        if looks:
            seen(form)
        looks.append(None)  # at the first look nothing is there yet

    seen = BaseModelForm.validate_unique
    monkeypatch.setattr(BaseModelForm, "validate_unique", look)
    typed = {
        "title": "Typed", "plural": "Typed", "article": "a", "domain": domain.pk, "name": "Typed", "kind": "skill",
        "summary": "Typed words.", "slug": "taken",
    }  # fmt: skip
    response = client.post(reverse(f"admin:{name}"), typed)
    assert response.status_code == 422
    assert "already exists" in response.content.decode()
    assert 'value="Typed"' in response.content.decode()
