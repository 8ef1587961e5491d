"""Suggestions while somebody types: what they name, in which order, of any text, and at what cost."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from roles import skill_counts
from roles.models import RoleDocument, Skill, SkillCount
from roles.services import save_row, set_aliases
from tests.factories import DomainFactory, GuideTitleFactory, SkillAliasFactory, SkillFactory, make_scale, publish_role

pytestmark = pytest.mark.django_db
MOST_QUERIES = 3  # roles, skills, fields
MOST_QUERIES_OF_NOTHING = 8  # two for the words, and the three again


def asked(client: Client, text: str, **more: Any) -> list[dict[str, str]]:
    response = client.get("/api/v1/suggest", {"q": text, **more})
    assert response.status_code == 200, response.content
    assert not response.cookies
    body = response.json()
    assert body.keys() == {"items", "next"}
    assert body["next"] is None
    return list(body["items"])


def titles(client: Client, text: str, **more: Any) -> list[str]:
    return [item["title"] for item in asked(client, text, **more)]


def test_roles_skills_and_fields_are_named_with_their_pages(client: Client) -> None:
    field = DomainFactory(slug="plans", name="Plans & Projects")
    publish_role("planner", title="Planner", domain=field, skills=[SkillFactory(slug="planning", name="Planning")])
    assert asked(client, "plan") == [
        {"kind": "role", "title": "Planner", "url": "http://localhost:8000/roles/planner/", "note": "Plans & Projects"},
        {
            "kind": "skill",
            "title": "Planning",
            "url": "http://localhost:8000/skills/planning/",
            "note": "Skill, 1 guide",
        },
        {
            "kind": "domain",
            "title": "Plans & Projects",
            "url": "http://localhost:8000/domains/plans/",
            "note": "Field, 1 guide",
        },
    ]


def test_each_letter_of_the_last_word_counts(client: Client) -> None:
    publish_role(
        "data",
        title="Data Engineer",
        domain=DomainFactory(slug="other", name="Other"),
        skills=[SkillFactory(slug="law", name="Law")],
    )
    for text in ("d", "da", "data", "data ", "data e", "data engineer", "DATA ENG", "engineer d"):
        assert titles(client, text) == ["Data Engineer"], text
    assert titles(client, "data x") == []


def test_another_title_of_a_role_and_another_name_of_a_skill_lead_to_it(client: Client) -> None:
    skill = SkillFactory(slug="kubernetes", name="Kubernetes")
    SkillAliasFactory(skill=skill, name="K8s")
    publish_role("engineer", title="Cloud Person", skills=[skill])
    assert titles(client, "cloud person exp") == ["Cloud Person"]
    assert titles(client, "k8") == ["Kubernetes"]
    assert GuideTitleFactory._meta.model.objects.filter(title="Cloud Person Expert").exists()


@pytest.mark.parametrize("name", ["C#", ".NET", "C++", "Node.js", "Security Policies", "Résumé Screening", "R", "Go"])
@pytest.mark.parametrize("other", ["", "Another Name"], ids=["its name", "its other name"])
def test_a_skill_is_suggested_by_each_of_its_names_however_they_are_written(
    client: Client, name: str, other: str
) -> None:
    skill = SkillFactory(slug="it", name=other or name)
    if other:
        SkillAliasFactory(skill=skill, name=name)
    crowd = [SkillFactory(slug=f"crowd-{i}", name=f"{name[:1]}rowded {i}") for i in range(3)]
    publish_role("planner", title="Planner", skills=[skill])
    publish_role("other", title="Other", skills=crowd)
    publish_role("third", title="Third", skills=crowd)
    for text in (name, name.lower(), name.upper()):
        assert titles(client, text)[0] == skill.name, text


@pytest.mark.parametrize(
    "text", ["node", "node.", "node.j", "nodejs", "node js", "js", "ne", "asp.ne", "polici", "resume", "frontend"]
)
def test_a_skill_is_suggested_by_what_is_typed_of_it_so_far(client: Client, text: str) -> None:
    names = ("Node.js", "ASP.NET", "Policies", "Résumé", "Front-end")
    publish_role("other", title="Xyz", skills=[SkillFactory(slug=f"s-{i}", name=name) for i, name in enumerate(names)])
    assert len(titles(client, text)) == 1


def test_a_skill_is_suggested_by_what_it_is_called_now(client: Client) -> None:
    skill = SkillFactory(slug="terraform", name="Terrafrom")
    publish_role("planner", title="Planner", skills=[skill])
    skill.name = "Terraform"
    save_row(row=skill, changed=["name"], by=None)
    set_aliases(skill=skill, names=["HCL"], by=None)
    assert titles(client, "terraform") == titles(client, "hcl") == ["Terraform"]
    assert skill_counts.differing() == []
    set_aliases(skill=skill, names=[], by=None)
    assert titles(client, "hcl") == []
    assert skill_counts.differing() == []


def test_the_words_of_skills_that_were_there_before_are_kept_by_the_migration() -> None:
    SkillAliasFactory(skill=SkillFactory(slug="csharp", name="C#"), name="C Sharp")
    publish_role("planner", title="Planner", skills=list(Skill.objects.all()))
    SkillCount.objects.update(words="")
    import_module("roles.migrations.0013_names_of_skills").name_skills(apps, None)
    assert skill_counts.differing() == []


def test_only_what_a_live_guide_holds_is_suggested(client: Client) -> None:
    SkillFactory(slug="planning-alone", name="Planning Alone")
    DomainFactory(slug="planning-field", name="Planning Field")
    publish_role("other", title="Other", skills=[SkillFactory(slug="law", name="Law")])
    assert titles(client, "planning") == []


def test_a_misspelled_word_is_read_as_what_it_was_meant_to_be(client: Client) -> None:
    publish_role("engineer", title="Software Engineer")
    assert titles(client, "sofware eng") == ["Software Engineer"]


def test_the_best_come_first_and_the_limit_holds(client: Client) -> None:
    publish_role("a", title="Agile Data Engineer")
    publish_role("b", title="Data Engineer")
    assert titles(client, "data e") == ["Data Engineer", "Agile Data Engineer"]
    assert titles(client, "data e", limit=1) == ["Data Engineer"]


@pytest.mark.parametrize(
    "text", ["", " ", "👩‍🚒", "'", '"', "%", "_", "a'b", "(", "how to", "مدير", "x" * 200, "a " * 100]
)
def test_any_text_is_answered(client: Client, text: str) -> None:
    publish_role("planner", title="Planner", skills=[SkillFactory(slug="law", name="Law")])
    assert titles(client, text) == []


@pytest.mark.parametrize(
    ("query", "status"), [("q=" + "x" * 10_000, 422), ("q=a&limit=0", 422), ("q=a&limit=101", 422), ("q=%00", 400)]
)
def test_what_cannot_be_asked_is_refused(client: Client, query: str, status: int) -> None:
    assert client.get(f"/api/v1/suggest?{query}").status_code == status


@pytest.mark.parametrize("count", [3, 1_000])
def test_the_number_of_queries_does_not_grow(
    client: Client, count: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    make_scale(count)
    title = RoleDocument.objects.order_by("slug").values_list("title", flat=True)[1]
    for text, most in ((title[:4], MOST_QUERIES), (title, MOST_QUERIES), ("zzzzzz", MOST_QUERIES_OF_NOTHING)):
        with django_assert_max_num_queries(most):  # type: ignore[operator]
            asked(client, text)
