"""Two changes at once leave every document, count and standing equal to its rows, and neither is refused."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from roles import documents, skill_counts, standings
from roles.importers.publications import refresh_guides
from roles.models import (
    CallToAction,
    ComparisonPage,
    Domain,
    GuideVersion,
    Occupation,
    OccupationWage,
    PairStanding,
    Role,
    RoleDocument,
    Skill,
)
from roles.services import (
    add_candidates,
    delete_row,
    keep_candidates,
    match_occupations,
    rename_role,
    save_draft,
    save_row,
    set_aliases,
    start_draft,
    withdraw,
    withdraw_words,
)
from tests.at_once import at_once
from tests.factories import (
    CallToActionFactory,
    GuideRelationFactory,
    GuideSkillFactory,
    SkillFactory,
    described_occupation,
    earned_pair,
    publish_role,
    publish_thin,
    staff_in,
    write_words,
)

pytestmark = [pytest.mark.postgresql_only, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft() -> GuideVersion:
    """A second version of "beta" that names what only "alpha" prints so far: its skill and the role itself."""
    skill = SkillFactory(slug="planning", name="Planning")
    alpha = publish_role("alpha", skills=[skill])
    beta = publish_role("beta", skills=["drawing"], occupation=None)
    version = start_draft(role=beta, by=None)
    GuideSkillFactory(version=version, skill=skill, position=9)
    GuideRelationFactory(version=version, role=alpha, position=9)
    return version


@pytest.fixture
def pair_draft() -> GuideVersion:
    """A second version of a guide of a pair with live words, that adds a difference."""
    analyst, _planner = earned_pair()
    version = start_draft(role=analyst, by=None)
    GuideSkillFactory(version=version, skill=SkillFactory(), position=9)
    return version


@pytest.fixture
def first_draft(draft: GuideVersion) -> GuideVersion:
    """The draft of a role that is not live yet, with a call of its own, of the same occupation and field as "alpha"."""
    alpha = Role.objects.get(slug="alpha")
    role = publish_role("gamma", domain=alpha.domain, occupation=alpha.occupations.get().occupation, skills=["drawing"])
    withdraw(role=role, by=None)
    CallToActionFactory(role=None, domain=alpha.domain, headline="Become one")
    documents.refresh({alpha.pk})
    return start_draft(role=role, by=None)


def all_equal() -> bool:
    return [documents.differing(), skill_counts.differing(), standings.differing()] == [[], [], []]


def rename_skill() -> None:
    skill = Skill.objects.get(slug="planning")
    skill.name = "Renamed"
    save_row(row=skill, changed=["name"], by=None)


def rename_skill_without_a_record() -> None:
    skill = Skill.objects.get(slug="planning")
    skill.name = "Renamed"
    documents.save_row(skill)


def name_skill_otherwise() -> None:
    set_aliases(skill=Skill.objects.get(slug="planning"), names=["Foresight"], by=None)


def rename_alpha() -> None:
    rename_role(role=Role.objects.get(slug="alpha"), slug="alpha-two", by=None)


def withdraw_alpha() -> None:
    withdraw(role=Role.objects.get(slug="alpha"), by=None)


@pytest.mark.parametrize(
    "change", [rename_skill, rename_skill_without_a_record, name_skill_otherwise, rename_alpha, withdraw_alpha]
)
def test_what_a_guide_names_changes_while_it_is_published(change: Callable[[], None], draft: GuideVersion) -> None:
    with at_once(change) as come_in:
        publish_thin(draft)
        come_in()
    assert all_equal()


def delete_call() -> None:
    delete_row(row=CallToAction.objects.get(), by=None)


def match_alpha_to_nothing() -> None:
    match_occupations(role=Role.objects.get(slug="alpha"), matches=[], by=None)


def pay_more() -> None:
    """As an import does it: rows first, then the guides that print them."""
    OccupationWage.objects.exclude(occupation__code=Occupation.TOTAL_CODE).update(median=123_450)
    refresh_guides(Role.objects.get(slug="alpha").occupations.values_list("occupation", flat=True))


@pytest.mark.parametrize("change", [delete_call, match_alpha_to_nothing, pay_more])
def test_what_a_role_belongs_to_changes_while_its_guide_goes_live(
    change: Callable[[], None], first_draft: GuideVersion
) -> None:
    with at_once(change) as come_in:
        publish_thin(first_draft)
        come_in()
    assert all_equal()


def test_the_command_rebuilds_a_document_while_its_guide_is_published(draft: GuideVersion) -> None:
    Domain.objects.filter(pk=draft.role.domain_id).update(name="Changed behind the services")
    with at_once(lambda: call_command("rebuild_documents", stdout=StringIO())) as come_in:
        publish_thin(draft)
        come_in()
    assert RoleDocument.objects.get(slug="beta").version_number == draft.number
    assert all_equal()


def rewrite_words() -> None:
    write_words(Role.objects.get(slug="analyst"), Role.objects.get(slug="planner"), answer="One does all.")


def take_words_down() -> None:
    withdraw_words(page=ComparisonPage.objects.get(), by=None)


@pytest.mark.parametrize("change", [rewrite_words, take_words_down])
def test_words_about_a_pair_change_while_one_of_its_guides_is_published(
    change: Callable[[], None], pair_draft: GuideVersion
) -> None:
    before = PairStanding.objects.get()
    with at_once(change) as come_in:
        publish_thin(pair_draft)
        come_in()
    after = PairStanding.objects.get()
    assert after.differences != before.differences
    assert (after.has_words, after.own_words) != (before.has_words, before.own_words)
    assert all_equal()


def test_a_guide_is_published_while_a_fact_is_kept_in_it_that_needs_a_new_skill(draft: GuideVersion) -> None:
    add_candidates(version=draft, occupation=described_occupation(), by=None)
    jira = draft.candidates.get(text="Jira")
    by = staff_in("Publisher")
    with at_once(lambda: publish_thin(draft)) as come_in:
        save_draft(version=draft, lock_version=draft.lock_version, by=by)
        come_in()
        assert keep_candidates(version=draft, chosen=[jira.pk], by=by).problems == []
    assert "Jira" in RoleDocument.objects.get(slug="beta").skill_names
    assert all_equal()
