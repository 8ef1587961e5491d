"""Loading the starter catalogue again after an editor's ordinary work: it loads on, and brings nothing back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from roles.importers.catalogue import Catalogue
from roles.importers.load_catalogue import load_catalogue
from roles.models import (
    CallToAction,
    ComparisonVersion,
    Domain,
    GuideRelation,
    GuideSkill,
    GuideVersion,
    RoadmapStep,
    Role,
    RoleOccupation,
    RoleRedirect,
    Skill,
)
from roles.services import delete_row, match_occupations, rename_role, save_row, set_aliases, start_draft, withdraw
from tests.factories import RoleFactory, staff_in
from tests.starter import main_catalogue

pytestmark = pytest.mark.django_db

LATER = "data-scientist"


@pytest.fixture(scope="module")
def whole() -> Catalogue:
    """The official facts, the vocabulary and six guides, without the places' wages."""
    return replace(main_catalogue(), cells={})


def without(catalogue: Catalogue, *slugs: str) -> Catalogue:
    """An older starter: these guides, their roles and their pairs are not in it yet."""
    guides = [
        structs.replace(guide, relations=[row for row in guide.relations if row.role not in slugs])
        for guide in catalogue.guides
        if guide.slug not in slugs
    ]
    pairs = [pair for pair in catalogue.comparisons if not {pair.a, pair.b} & set(slugs)]
    return replace(catalogue, guides=tuple(guides), comparisons=tuple(pairs))


def give_address(row: Skill | Domain, slug: str) -> None:
    row.slug = slug
    save_row(row=row, changed=["slug"], by=None)


# --- skills and domains -----------------------------------------------------------------------


def test_a_skill_and_a_domain_with_another_address_are_used_as_they_stand(whole: Catalogue) -> None:
    load_catalogue(without(whole, LATER))
    pandas, field = Skill.objects.get(slug="python-data-libraries"), Domain.objects.get(slug="data-analytics")
    give_address(pandas, "python-libraries")
    give_address(field, "data")
    assert load_catalogue(without(whole, LATER)).added == {}
    added = load_catalogue(whole).added
    assert (added["guide"], added["role"], added["skill"], added["domain"]) == (1, 1, 0, 0)
    guide = GuideVersion.objects.get(role__slug=LATER)
    assert (guide.domain, guide.role.domain) == (field, field)
    assert guide.skills.filter(skill=pandas).exists()
    assert RoadmapStep.objects.filter(version=guide, skills=pandas).exists()


def test_a_skill_whose_old_name_is_another_name_by_now_is_that_skill(whole: Catalogue) -> None:
    load_catalogue(whole)
    python = Skill.objects.get(slug="python")
    python.slug = python.name = "python3"
    save_row(row=python, changed=["slug", "name"], by=None)
    set_aliases(skill=python, names=["PYTHON"], by=None)
    assert load_catalogue(whole).added == {}


def test_two_slugs_of_the_files_that_lead_to_one_skill_are_asked_for_once(whole: Catalogue) -> None:
    load_catalogue(without(whole, LATER))
    guide = next(guide for guide in whole.guides if guide.slug == LATER)
    kept, gone = (entry.skill for entry in guide.skills[:2])
    names = {entry.slug: entry.name for entry in whole.taxonomy.skills}
    Skill.objects.filter(slug=gone).update(slug="merged", name="Merged")
    set_aliases(skill=Skill.objects.get(slug=kept), names=[names[gone]], by=None)
    load_catalogue(whole)
    asked = GuideSkill.objects.filter(version__role__slug=LATER)
    assert asked.filter(skill__slug=kept).count() == 1
    assert asked.count() == len(guide.skills) - 1


# --- roles ------------------------------------------------------------------------------------


def test_a_role_that_was_renamed_is_not_added_at_its_former_address(whole: Catalogue) -> None:
    older = without(whole, LATER)
    load_catalogue(older)
    role = rename_role(role=Role.objects.get(slug="software-engineer"), slug="programmer", by=None)
    assert load_catalogue(older).added == {}
    assert RoleRedirect.objects.get().role == role
    added = load_catalogue(whole).added
    assert (added["role"], added["guide"]) == (1, 1)
    assert not Role.objects.filter(slug="software-engineer").exists()
    assert GuideRelation.objects.filter(version__role__slug=LATER, role=role).exists()
    assert ComparisonVersion.objects.count() == len(whole.comparisons)


def test_a_role_with_other_names_and_one_that_was_withdrawn_stay_so(whole: Catalogue) -> None:
    load_catalogue(whole)
    gone, next_one = (Role.objects.get(slug=slug) for slug in ("data-scientist", "software-engineer"))
    withdraw(role=gone, by=None, successor=next_one)
    called = Role.objects.get(slug="chief-product-officer")
    called.title = "CPO"
    save_row(row=called, changed=["title"], by=None)
    assert load_catalogue(whole).added == {}
    gone.refresh_from_db()
    assert (gone.live_version, gone.successor) == (None, next_one)


def test_a_guide_for_a_role_that_an_editor_named_and_matched_leaves_both(whole: Catalogue) -> None:
    older = without(whole, LATER)
    load_catalogue(older)
    domain = Domain.objects.get(slug="security")
    role = Role.objects.create(slug=LATER, title="Modeler", plural="Modelers", domain=domain)
    occupation = Role.objects.get(slug="software-engineer").occupations.get(position=1).occupation
    match_occupations(role=role, matches=[(occupation, "editorial", "An editor's reason.")], by=None)
    assert load_catalogue(whole).added["guide"] == 1
    role.refresh_from_db()
    assert (role.title, role.plural, role.domain) == ("Modeler", "Modelers", domain)
    assert [row.basis for row in role.occupations.all()] == ["An editor's reason."]


def test_two_addresses_of_the_files_that_lead_to_one_role_are_one(whole: Catalogue) -> None:
    load_catalogue(without(whole, "software-engineer", LATER))
    rename_role(role=Role.objects.get(slug="product-manager"), slug="software-engineer", by=None)
    added = load_catalogue(whole).added
    assert (added["role"], added["guide"]) == (1, 1)


# --- what an editor took away -----------------------------------------------------------------


def test_what_an_editor_took_away_does_not_come_back(whole: Catalogue) -> None:
    load_catalogue(whole)
    scrum = Skill.objects.get(slug="agile-scrum")
    set_aliases(skill=scrum, names=["Agile"], by=None)
    delete_row(row=CallToAction.objects.get(slot="sticky", role=None), by=None)
    match_occupations(role=Role.objects.get(slug=LATER), matches=[], by=None)
    for row in (Skill.objects.get(slug="python"), Domain.objects.get(slug="security")):
        row.slug, row.name = "another-address", "Another name"
        save_row(row=row, changed=["slug", "name"], by=None)
    assert load_catalogue(whole).added == {}
    assert [alias.name for alias in scrum.aliases.all()] == ["Agile"]
    assert not RoleOccupation.objects.filter(role__slug=LATER).exists()


def test_another_name_that_leads_elsewhere_by_now_is_not_given_twice(whole: Catalogue) -> None:
    own = Skill.objects.create(slug="arrays", name="Arrays")
    set_aliases(skill=own, names=["NUMPY"], by=None)
    Skill.objects.create(slug="own-pandas", name="Pandas")
    load_catalogue(whole)
    added = Skill.objects.get(slug="python-data-libraries").aliases.all()
    assert [alias.name for alias in added] == ["scikit-learn"]


def test_a_guide_of_an_editor_does_not_keep_the_first_load_from_being_one(whole: Catalogue) -> None:
    start_draft(role=RoleFactory(slug=LATER), by=staff_in("Editor"))
    load_catalogue(whole)
    assert CallToAction.objects.filter(role=None, domain=None).count() == len(whole.calls.calls_to_action)
