"""The read model: a stored document always says what its rows say."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from careers.outbox.models import OutboxEvent
from careers.outbox.services import run_once
from roles import documents
from roles.dependents import dependents
from roles.facts import from_stored, to_stored
from roles.models import (
    Area,
    CallToAction,
    DocumentSkill,
    Domain,
    GuideVersion,
    Occupation,
    OccupationEducation,
    OccupationOutlook,
    OccupationProfile,
    OccupationRelation,
    OccupationSkill,
    OccupationSoftware,
    OccupationTask,
    OccupationTitle,
    OccupationWage,
    Role,
    RoleDocument,
    RoleOccupation,
    RoleRedirect,
    Skill,
    SkillAlias,
    WageFile,
    WageRelease,
    WageSource,
)
from roles.services import drafts, match_occupations, rename_role, start_draft, withdraw
from tests.factories import (
    AreaFactory,
    CallToActionFactory,
    DomainFactory,
    GuideTitleFactory,
    OccupationFactory,
    OccupationOutlookFactory,
    OccupationTitleFactory,
    OccupationWageFactory,
    OnetOccupationFactory,
    RoleFactory,
    SkillFactory,
    WageReleaseFactory,
    official_occupation,
    publish_role,
    publish_thin,
)
from tests.kept import kept

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """Two live roles and one row of everything that their documents print."""

    role: Role
    neighbour: Role
    occupation: Occupation
    onet: Occupation
    title: OccupationTitle
    onet_title: OccupationTitle
    site_call: CallToAction
    domain_call: CallToAction
    role_call: CallToAction

    @property
    def wage(self) -> OccupationWage:
        return self.occupation.wages.get()

    @property
    def outlook(self) -> OccupationOutlook:
        return self.occupation.outlooks.get()


@pytest.fixture
def world() -> World:
    return kept("world of documents", make_world)


def make_world() -> World:
    occupation = official_occupation(title="Project Specialists")
    onet = OnetOccupationFactory(parent=occupation, title="Schedulers")
    title = OccupationTitleFactory(occupation=occupation, release=WageReleaseFactory(label="Direct titles"))
    onet_title = OccupationTitleFactory(occupation=onet, release=WageReleaseFactory(label="O*NET titles"))
    role = publish_role("data-planner", occupation=occupation, estimate={"level": "lead", "area": AreaFactory()})
    site_call = CallToActionFactory(role=None, slot="sticky")
    domain_call = CallToActionFactory(role=None, domain=role.domain, slot="after_overview")
    role_call = CallToActionFactory(role=role, slot="end")
    neighbour = publish_role("risk-planner", relations=[role])
    documents.refresh({role.pk, neighbour.pk})
    assert documents.differing() == []
    return World(role, neighbour, occupation, onet, title, onet_title, site_call, domain_call, role_call)


def stored() -> dict[str, Any]:
    return {document.slug: (document.facts, document.skill_keys) for document in RoleDocument.objects.all()}


Change = Callable[[World], Any]
CHANGES: list[tuple[type[models.Model], str, Change]] = []


def change(model: type[models.Model], name: str) -> Callable[[Change], Change]:
    def keep(make: Change) -> Change:
        CHANGES.append((model, name, make))
        return make

    return keep


def set_column(model: type[models.Model], column: str, value: Any, find: Callable[[World], models.Model]) -> None:
    def make(world: World) -> None:
        row = find(world)
        setattr(row, column, value(world) if callable(value) else value)
        documents.save_row(row)

    CHANGES.append((model, column, make))


set_column(Domain, "name", "Renamed", lambda world: world.role.domain)
set_column(Domain, "slug", "renamed", lambda world: world.role.domain)
set_column(Skill, "name", "Renamed", lambda world: Skill.objects.get(slug="planning"))
set_column(Skill, "slug", "renamed", lambda world: Skill.objects.get(slug="planning"))


@change(SkillAlias, "added")
def _(world: World) -> None:
    documents.save_row(SkillAlias(skill=Skill.objects.get(slug="planning"), name="Roadmapping"))


set_column(Skill, "kind", "tool", lambda world: Skill.objects.get(slug="planning"))
set_column(Area, "name", "The States", lambda world: Area.objects.get(code="99"))


@change(Area, "of an estimate")
def _rename_estimates_area(world: World) -> None:
    area = world.role.live_version.estimates.get().area  # type: ignore[union-attr]
    area.name = "Elsewhere"
    documents.save_row(area)


set_column(Occupation, "title", "Renamed Specialists", lambda world: world.occupation)
set_column(Occupation, "code", "13-9999", lambda world: world.occupation)
set_column(OccupationWage, "median", 103_000, lambda world: world.wage)
set_column(OccupationWage, "p25", None, lambda world: world.wage)
set_column(OccupationWage, "flags", {"p90": "top_coded"}, lambda world: world.wage)
set_column(OccupationWage, "area", lambda world: AreaFactory(), lambda world: world.wage)
set_column(OccupationOutlook, "growth_percent", "7.5", lambda world: world.outlook)
set_column(OccupationOutlook, "openings_per_year", None, lambda world: world.outlook)
set_column(WageRelease, "label", "OEWS May 2025 (revised)", lambda world: world.wage.release)
set_column(WageRelease, "covers", "June 2025", lambda world: world.outlook.release)
set_column(WageRelease, "retrieved_on", date(2026, 6, 1), lambda world: world.title.release)
set_column(WageRelease, "released_on", date(2026, 3, 1), lambda world: world.onet_title.release)
set_column(WageRelease, "attribution", "As this release is cited.", lambda world: world.wage.release)
set_column(WageSource, "publisher", "BLS", lambda world: world.wage.release.source)
set_column(WageSource, "title", "Projections", lambda world: world.outlook.release.source)
set_column(WageSource, "licence", "CC BY 4.0", lambda world: world.onet_title.release.source)
set_column(CallToAction, "headline", "Become one", lambda world: world.role_call)
set_column(CallToAction, "button", "Start", lambda world: world.domain_call)
set_column(CallToAction, "next_steps", "We write.", lambda world: world.site_call)
set_column(CallToAction, "slot", "after_roadmap", lambda world: world.site_call)
set_column(CallToAction, "role", lambda world: world.neighbour, lambda world: world.role_call)
set_column(CallToAction, "domain", lambda world: world.neighbour.domain, lambda world: world.domain_call)
set_column(CallToAction, "slot", "after_overview", lambda world: world.role_call)


@change(CallToAction, "from domain to site")
def _widen_call(world: World) -> None:
    world.domain_call.domain = None
    documents.save_row(world.domain_call)


@change(CallToAction, "deleted")
def _delete_call(world: World) -> None:
    documents.delete_row(world.role_call)


@change(CallToAction, "added")
def _add_call(world: World) -> None:
    documents.save_row(CallToActionFactory.build(role=None, slot="end"))


@change(OccupationWage, "added by a newer release")
def _newer_wage(world: World) -> None:
    release = WageReleaseFactory(label="OEWS May 2026", released_on=date(2027, 4, 1), retrieved_on=date(2027, 5, 1))
    documents.save_row(
        OccupationWageFactory.build(
            release=release, area=Area.objects.get(code="99"), occupation=world.occupation, median=110_000
        )
    )
    assert RoleDocument.objects.get(role=world.role).headline_amount == 110_000


@change(OccupationWage, "total of a newer release without the occupation")
def _succeeded(world: World) -> None:
    source = world.wage.release.source
    newer = WageReleaseFactory(label="OEWS May 2026", covers="May 2026", source=source, released_on=None)
    every = OccupationFactory(code=Occupation.TOTAL_CODE)
    total = OccupationWageFactory.build(release=newer, area=Area.objects.get(code="99"), occupation=every)
    documents.save_row(total)
    assert successors(world) == {"OEWS May 2026"}
    newer.label = "OEWS of May 2026"
    documents.save_row(newer)
    assert successors(world) == {"OEWS of May 2026"}
    assert documents.differing() == []
    documents.delete_row(total)
    assert successors(world) == {""}
    assert documents.differing() == []
    documents.save_row(OccupationWageFactory.build(release=newer, area=total.area, occupation=every))


def successors(world: World) -> set[str]:
    facts = RoleDocument.objects.get(role=world.role).facts
    return {row["successor"] for row in facts["pay"]["percentiles"]}


@change(OccupationWage, "deleted")
def _delete_wage(world: World) -> None:
    documents.delete_row(world.wage)


@change(OccupationOutlook, "deleted")
def _delete_outlook(world: World) -> None:
    documents.delete_row(world.outlook)


@change(OccupationOutlook, "added by a newer release")
def _newer_outlook(world: World) -> None:
    release = WageReleaseFactory(
        label="Projections 2025–35", released_on=date(2027, 9, 1), retrieved_on=date(2028, 1, 1)
    )
    documents.save_row(
        OccupationOutlookFactory.build(release=release, occupation=world.occupation, growth_percent="1.0")
    )


@change(OccupationTitle, "added")
def _add_title(world: World) -> None:
    documents.save_row(
        OccupationTitleFactory.build(occupation=world.onet, release=WageReleaseFactory(label="A third list"))
    )


@change(OccupationTitle, "deleted")
def _delete_title(world: World) -> None:
    documents.delete_row(world.title)


@change(OccupationTitle, "of the O*NET occupation deleted")
def _delete_onet_title(world: World) -> None:
    documents.delete_row(world.onet_title)


@change(Occupation, "a second O*NET occupation added")
def _add_onet(world: World) -> None:
    documents.save_row(OnetOccupationFactory.build(parent=world.occupation, code=f"{world.occupation.code}.77"))
    assert RoleDocument.objects.get(role=world.role).facts["occupations"][0]["specificity"] == "shared"


@change(Occupation, "an O*NET occupation moved to another parent")
def _move_onet(world: World) -> None:
    world.onet.parent = world.neighbour.occupations.get().occupation
    documents.save_row(world.onet)


@change(RoleOccupation, "matched anew")
def _match(world: World) -> None:
    match_occupations(role=world.role, matches=[(world.occupation, "editorial", "Nearest.")], by=None)


@change(RoleOccupation, "basis")
def _basis(world: World) -> None:
    row = world.role.occupations.get()
    row.basis = "Another reason."
    documents.save_row(row)


@change(RoleOccupation, "moved to another occupation")
def _move_match(world: World) -> None:
    row = world.role.occupations.get()
    row.occupation = world.neighbour.occupations.get().occupation
    documents.save_row(row)


@change(RoleOccupation, "deleted")
def _delete_match(world: World) -> None:
    documents.delete_row(world.role.occupations.get())


@change(Role, "renamed")
def _rename(world: World) -> None:
    rename_role(role=world.role, slug="data-scheduler", by=None)


@change(Role, "another of the same occupation published")
def _publish_another(world: World) -> None:
    publish_role(occupation=world.occupation)


@change(Role, "withdrawn")
def _withdraw(world: World) -> None:
    withdraw(role=world.role, by=None)


@change(GuideVersion, "published")
def _publish(world: World) -> None:
    draft = start_draft(role=world.role, by=None)
    draft.summary, draft.domain = "Another summary.", DomainFactory()
    draft.save()
    GuideTitleFactory(version=draft, title="Another Name")
    publish_thin(draft)


@change(GuideVersion, "note")
def _note(world: World) -> None:
    version = world.role.live_version
    assert version is not None
    version.change_note = "A clearer note."
    documents.save_row(version)


CHANGED_MODELS = {model for model, _name, _make in CHANGES}
IMMUTABLE = {*drafts.PARTS, *(field.remote_field.through for field in drafts.PARTS[-1]._meta.many_to_many)}


@pytest.mark.parametrize("make", [pytest.param(make, id=f"{model.__name__}: {name}") for model, name, make in CHANGES])
def test_after_every_kind_of_change_stored_documents_equal_computed_ones(world: World, make: Change) -> None:
    before = stored()
    make(world)
    assert documents.differing() == []
    assert stored() != before


def test_every_model_that_a_document_is_built_from_is_among_the_changes(world: World) -> None:
    """A table that ``build_facts`` reads and nobody listed above would go stale unseen."""
    by_table = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    with CaptureQueriesContext(connection) as queries:
        documents.computed(GuideVersion.objects.select_related("role", "domain").get(pk=world.role.live_version_id))
    read = {
        by_table[table]
        for query in queries
        for table in by_table
        if f'FROM "{table}"' in query["sql"] or f'JOIN "{table}"' in query["sql"]
    }
    assert {GuideVersion, Skill, OccupationWage} <= read
    assert read - IMMUTABLE <= CHANGED_MODELS
    assert not CHANGED_MODELS & IMMUTABLE


@pytest.mark.parametrize("model", sorted(CHANGED_MODELS, key=lambda model: model.__name__))
def test_the_dependents_of_every_such_row_are_live_roles_and_each_once(world: World, model: Any) -> None:
    RoleFactory()
    for row in model._default_manager.all():
        found = list(dependents(row))
        assert len(found) == len(set(found))
        assert all(role.live_version_id for role in found)


def test_a_row_that_no_document_prints_is_not_asked_for() -> None:
    facts = (OccupationProfile(), OccupationTask(), OccupationSoftware(), OccupationSkill(), OccupationEducation())
    for row in (RoleRedirect(), WageFile(), GuideTitleFactory.build(), *facts, OccupationRelation()):
        with pytest.raises(TypeError, match=type(row).__name__):
            dependents(row)


@pytest.mark.parametrize(
    ("row", "slugs"),
    [
        (lambda world: world.role, {"data-planner", "risk-planner"}),
        (lambda world: world.neighbour, {"risk-planner"}),
        (lambda world: world.role.live_version, {"data-planner"}),
        (lambda world: world.role.domain, {"data-planner"}),
        (lambda world: Skill.objects.get(slug="planning"), {"data-planner", "risk-planner"}),
        (lambda world: SkillFactory(), set()),
        (lambda world: world.occupation, {"data-planner"}),
        (lambda world: world.onet, {"data-planner"}),
        (lambda world: world.wage, {"data-planner"}),
        (lambda world: world.wage.release, {"data-planner", "risk-planner"}),
        (lambda world: world.onet_title.release, {"data-planner"}),
        (lambda world: world.onet_title.release.source, {"data-planner"}),
        (lambda world: world.role.live_version.estimates.get().area, {"data-planner"}),
        (lambda world: world.role.live_version.estimates.get().source, {"data-planner"}),
        (lambda world: world.role_call, {"data-planner"}),
        (lambda world: world.domain_call, {"data-planner"}),
        (lambda world: world.site_call, {"data-planner", "risk-planner"}),
    ],
)
def test_dependents_names_the_roles_that_print_a_row_and_no_others(
    world: World, row: Callable[[World], models.Model], slugs: set[str]
) -> None:
    assert {role.slug for role in dependents(row(world))} == slugs


def test_a_skill_that_only_a_step_names_is_printed_too() -> None:
    role = publish_role()
    skill = SkillFactory(name="Only in a step")
    role.live_version.steps.first().skills.add(skill)  # type: ignore[union-attr]
    assert list(dependents(skill)) == [role]


# --- writing only what changed ---------------------------------------------------------


def test_a_rebuild_that_changes_nothing_leaves_the_moment_of_the_last_change() -> None:
    role = publish_role()
    before = RoleDocument.objects.get(role=role).updated_at
    documents.rebuild(role.pk)
    assert RoleDocument.objects.get(role=role).updated_at == before
    with time_machine.travel("2030-01-01T00:00:00Z", tick=False):
        row = role.domain
        row.name = "Renamed"
        documents.save_row(row)
    assert RoleDocument.objects.get(role=role).updated_at.year == 2030


def test_rebuilding_a_role_without_a_guide_or_one_that_is_gone_leaves_no_document() -> None:
    role = publish_role()
    Role.objects.filter(pk=role.pk).update(live_version=None)
    documents.rebuild(role.pk)
    assert not RoleDocument.objects.exists()
    documents.rebuild(role.pk + 1_000_000)
    assert not RoleDocument.objects.exists()


def test_the_stored_facts_are_the_facts() -> None:
    role = publish_role(estimate={})
    facts = documents.build_facts(role.live_version)  # type: ignore[arg-type]
    assert from_stored(to_stored(facts)) == facts
    assert from_stored(RoleDocument.objects.get(role=role).facts) == facts


def test_the_columns_that_lists_sort_by_are_those_of_the_headline(world: World) -> None:
    document = RoleDocument.objects.get(role=world.role)
    assert (document.headline_amount, document.headline_kind, document.headline_currency) == (
        102_000,
        "official",
        "USD",
    )
    assert (document.headline_occupation, document.headline_area, document.headline_release) == (
        world.occupation.code,
        "99",
        "OEWS May 2025",
    )
    assert (document.p25, document.p75, document.growth_percent) == (80_000, 130_000, 5.6)
    assert " planning " in document.skill_words
    assert document.skill_words == document.skill_words.casefold()
    assert (document.has_junior, document.has_mid, document.has_senior, document.has_lead) == (True,) * 4


def test_a_guide_without_figures_has_empty_columns_and_no_made_up_ones() -> None:
    document = RoleDocument.objects.get(role=publish_role(occupation=None))
    assert (document.headline_amount, document.p25, document.p75, document.growth_percent) == (None,) * 4
    assert (document.headline_kind, document.headline_source, document.headline_flag) == ("", "", "")


def test_an_editors_headline_does_not_borrow_the_percentiles_of_an_occupation() -> None:
    document = RoleDocument.objects.get(role=publish_role(estimate={"annual_median": 111_000}))
    assert (document.headline_amount, document.headline_kind) == (111_000, "editorial")
    assert (document.p25, document.p75, document.headline_occupation) == (None, None, "")


def test_an_editors_figure_of_one_state_is_not_the_nations_headline() -> None:
    state = AreaFactory(code="06", kind="state", name="California")
    role = publish_role(estimate={"area": state, "annual_median": 140_000})
    document = RoleDocument.objects.get(role=role)
    assert (document.headline_amount, document.headline_kind) == (102_000, "official")
    assert [estimate["area"] for estimate in document.facts["pay"]["editorial"]] == ["06"]


def test_the_skills_of_a_guide_stand_as_rows_with_their_weight() -> None:
    role = publish_role(skills=["planning", "writing"])
    document = RoleDocument.objects.get(role=role)
    rows = {row.slug: row.weight for row in document.skills.all()}
    assert rows == {skill.slug: skill.weight for skill in from_stored(document.facts).skills}
    assert set(rows) == {"planning", "writing"}
    assert document.skill_weight == sum(rows.values())


@pytest.mark.parametrize(
    "change", [{"weight": 9}, {"importance": "complementary"}, {"from_level": "lead"}, {"slug": "other"}]
)
def test_a_skills_row_that_is_unlike_its_guide_is_found_and_mended(change: dict[str, Any]) -> None:
    role = publish_role(skills=["planning"])
    row = DocumentSkill.objects.get(document__role=role)
    before = {name: getattr(row, name) for name in change}
    assert before != change
    DocumentSkill.objects.filter(pk=row.pk).update(**change)
    assert documents.differing() == [role.slug]
    documents.rebuild(role.pk)
    assert documents.differing() == []
    assert DocumentSkill.objects.filter(document__role=role, **before).exists()


def test_a_document_keeps_the_score_with_which_its_guide_was_published() -> None:
    role = publish_role()
    assert role.live_version is not None
    assert RoleDocument.objects.get(role=role).quality == role.live_version.quality
    assert role.live_version.quality is not None


# --- more than fits a request ----------------------------------------------------------


def test_a_change_that_shows_in_many_guides_is_left_to_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    roles = [publish_role(skills=["planning"], occupation=None) for _ in range(5)]
    monkeypatch.setattr(documents, "AT_ONCE", 2)
    skill = Skill.objects.get(slug="planning")
    skill.name = "Renamed"
    documents.save_row(skill)
    events = OutboxEvent.objects.filter(kind="documents.rebuild")
    assert [len(event.payload["roles"]) for event in events] == [2, 2, 1]
    assert documents.differing() == sorted(role.slug for role in roles)

    assert run_once() == 3
    assert documents.differing() == []
    assert all(event.done_at for event in OutboxEvent.objects.all())


def test_as_many_as_fit_are_rebuilt_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        publish_role(skills=["planning"], occupation=None)
    monkeypatch.setattr(documents, "AT_ONCE", 3)
    skill = Skill.objects.get(slug="planning")
    skill.name = "Renamed"
    documents.save_row(skill)
    assert not OutboxEvent.objects.exists()
    assert documents.differing() == []


def test_a_change_that_is_rolled_back_leaves_documents_and_events_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(2):
        publish_role(skills=["planning"], occupation=None)
    before = stored()
    skill = Skill.objects.get(slug="planning")
    skill.name = "Renamed"
    for at_once in (1, 200):
        monkeypatch.setattr(documents, "AT_ONCE", at_once)
        with transaction.atomic():
            documents.save_row(skill)
            transaction.set_rollback(True)
    assert stored() == before
    assert not OutboxEvent.objects.exists()
    assert documents.differing() == []


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_leave_a_document_that_shows_both() -> None:
    role = publish_role(skills=["planning"], occupation=None)
    skill, domain = Skill.objects.get(slug="planning"), role.domain
    skill.name, domain.name = "Renamed skill", "Renamed domain"

    def second() -> None:
        try:
            documents.save_row(domain)
        finally:
            connection.close()

    with transaction.atomic():
        documents.save_row(skill)
        thread = threading.Thread(target=second)
        thread.start()
        waiting = 0
        while not waiting and thread.is_alive():
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                waiting = cursor.fetchone()[0]
        assert thread.is_alive()
    thread.join(30)
    document = RoleDocument.objects.get(role=role)
    assert (document.skill_names, document.domain_name) == (["Renamed skill"], "Renamed domain")
    assert documents.differing() == []


# --- the command -------------------------------------------------------------------------


def run(*words: str) -> str:
    out = StringIO()
    call_command("rebuild_documents", *words, stdout=out)
    return out.getvalue()


def test_the_check_passes_where_stored_equals_computed() -> None:
    publish_role()
    assert "1 documents equal their rows" in run("--check")


def _stale(role: Role) -> None:
    Domain.objects.filter(pk=role.domain_id).update(name="Changed behind the services")


def _missing(role: Role) -> None:
    RoleDocument.objects.filter(role=role).delete()


def _left_over(role: Role) -> None:
    Role.objects.filter(pk=role.pk).update(live_version=None, slug="data-planner")


@pytest.mark.parametrize("spoil", [_stale, _missing, _left_over])
def test_the_check_fails_and_names_the_role_and_a_rebuild_mends_it(spoil: Callable[[Role], None]) -> None:
    role = publish_role("data-planner")
    publish_role("risk-planner")
    spoil(role)
    before = stored()
    with pytest.raises(CommandError, match="1 documents differ from their rows: data-planner") as failed:
        run("--check")
    assert failed.value.returncode == 1
    assert stored() == before
    assert "1 documents rebuilt" in run()
    assert "documents equal their rows" in run("--check")
    assert documents.differing() == []


def test_a_leftover_is_found_by_the_role_it_belongs_to_also_after_its_address_changed() -> None:
    role = publish_role("data-planner")
    Role.objects.filter(pk=role.pk).update(live_version=None, slug="data-scheduler")
    assert documents.differing() == ["data-scheduler"]
    run()
    assert not RoleDocument.objects.exists()
