"""Publishing and withdrawing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import AuditEntry
from roles import documents, findings
from roles.judging import judge
from roles.models import GuideVersion, Role, RoleDocument
from roles.quality import GATE
from roles.services import (
    BelowGateError,
    PublishRefusedError,
    ServiceRefusedError,
    StaleDraftError,
    publish,
    publishing,
    start_draft,
    withdraw,
)
from tests.factories import (
    CareerLevelFactory,
    DomainFactory,
    EntryRouteFactory,
    GuidePointFactory,
    GuideQuestionFactory,
    GuideRelationFactory,
    GuideSkillFactory,
    GuideTitleFactory,
    GuideVersionFactory,
    RoadmapStepFactory,
    RoleFactory,
    SalaryEstimateFactory,
    SkillFactory,
    add_parts,
    publish_role,
    publish_thin,
    staff_in,
    superuser,
)
from tests.starter import load_main_guides

from .trail import BrokenError, actions

pytestmark = pytest.mark.django_db


def ready(**columns: Any) -> GuideVersion:
    """An open version that may be published."""
    version: GuideVersion = GuideVersionFactory(**columns)
    add_parts(version)
    return version


def problems(version: GuideVersion) -> list[str]:
    """What stands against publishing it."""
    return [told.what for told in findings.refusals(judge(version))]


# --- publish ---------------------------------------------------------------------------


def test_the_live_page_does_not_change_until_the_draft_is_published() -> None:
    role = publish_role(overview="The first text.")
    first = role.live_version
    assert first is not None
    stored = RoleDocument.objects.get(role=role)
    draft = start_draft(role=role, by=None)
    draft.overview, draft.title = "The second text.", "Another Title"
    draft.save()
    draft.skills.first().delete()
    role.refresh_from_db()
    assert role.live_version == first
    now = RoleDocument.objects.get(role=role)
    assert (now.facts, now.title, now.updated_at) == (stored.facts, stored.title, stored.updated_at)

    publish_thin(draft)
    assert "The second text." in RoleDocument.objects.get(role=role).facts["overview"]["html"]
    assert RoleDocument.objects.get(role=role).title == "Another Title"


def test_publishing_moves_the_pointer_copies_the_names_and_supersedes_the_version_before() -> None:
    role = publish_role()
    first = role.live_version
    assert first is not None
    draft = start_draft(role=role, by=None)
    draft.title, draft.plural, draft.article, draft.domain = "Owl", "Owls", "an", DomainFactory()
    draft.save()
    by = staff_in("Publisher")
    moment = datetime(2030, 5, 1, 9, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        published = publish_thin(draft, by)
    role.refresh_from_db()
    first.refresh_from_db()
    assert published == draft == role.live_version
    assert (published.state, published.published_at) == ("published", moment)
    assert first.state == "superseded"
    assert first.published_at is not None
    assert (role.title, role.plural, role.article, role.domain) == ("Owl", "Owls", "an", draft.domain)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.action) == (by, "guide.publish")
    assert (entry.detail["role"], entry.detail["number"]) == (role.slug, 2)
    document = RoleDocument.objects.get(role=role)
    assert (document.version_number, document.published_at) == (2, published.published_at)
    assert documents.differing() == []


def test_publishing_again_changes_nothing() -> None:
    version = ready()
    first = publish_thin(version)
    again = publish_thin(version)
    assert again == first
    assert again.published_at == first.published_at
    assert actions() == ["guide.publish"]


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "scheduled"])
def test_every_open_version_may_be_published(state: str) -> None:
    version = ready(state=state)
    assert publish_thin(version).state == "published"


@pytest.mark.parametrize("group", ["Editor", "Marketing"])
def test_only_publishers_may_publish(group: str) -> None:
    version = ready()
    with pytest.raises(PermissionDenied):
        publish_thin(version, staff_in(group))
    version.refresh_from_db()
    assert version.state == "draft"
    assert not RoleDocument.objects.exists()
    assert actions() == []


@pytest.mark.parametrize("group", ["Publisher", "Administrator"])
def test_publishers_and_administrators_may_publish(group: str) -> None:
    assert publish_thin(ready(), staff_in(group)).state == "published"


def test_a_superuser_may_publish_and_a_publisher_who_left_may_not() -> None:
    assert publish_thin(ready(), superuser()).state == "published"
    with pytest.raises(PermissionDenied):
        publish_thin(ready(), staff_in("Publisher", is_active=False))


@pytest.mark.parametrize("state", ["set_aside", "superseded", "withdrawn"])
def test_a_version_that_is_not_open_is_not_published(state: str) -> None:
    role = publish_role()
    old = role.live_version
    newer = start_draft(role=role, by=None)
    publish_thin(newer)
    GuideVersion.objects.filter(pk=old.pk).update(state=state)
    before = actions()
    with pytest.raises(ServiceRefusedError, match="Only an open version"):
        publish_thin(old)
    role.refresh_from_db()
    assert role.live_version == newer
    assert actions() == before


@pytest.mark.parametrize("is_live", [True, False])
def test_a_draft_made_before_another_version_went_live_is_refused(is_live: bool) -> None:
    role = publish_role()
    first = role.live_version
    assert first is not None
    publish_thin(start_draft(role=role, by=None))
    role.refresh_from_db()
    last = role.live_version
    draft = start_draft(role=role, by=None)
    GuideVersion.objects.filter(pk=draft.pk).update(based_on=first)
    if not is_live:
        withdraw(role=role, by=None)
        last = None
    before = actions()
    with pytest.raises(StaleDraftError, match="went live after this draft was started"):
        publish_thin(draft)
    draft.refresh_from_db()
    role.refresh_from_db()
    assert (draft.state, draft.based_on, role.live_version) == ("draft", first, last)
    assert actions() == before


def test_a_draft_whose_guide_was_withdrawn_brings_it_back() -> None:
    role = publish_role()
    draft = start_draft(role=role, by=None)
    withdraw(role=role, by=None)
    publish_thin(draft)
    role.refresh_from_db()
    assert role.live_version == draft
    withdraw(role=role, by=None)
    again = start_draft(role=role, by=None)
    assert again.based_on == draft
    assert publish_thin(again).state == "published"


@pytest.mark.parametrize("place", ["record", "documents.refresh"])
def test_publishing_its_record_and_its_documents_are_one(place: str, break_at: Callable[[Any, str], None]) -> None:
    role = publish_role()
    first = role.live_version
    draft = start_draft(role=role, by=None)
    draft.title = "Another Title"
    draft.save()
    stored, before = RoleDocument.objects.get(role=role), actions()
    break_at(publishing if place == "record" else documents, place.rpartition(".")[2])
    with pytest.raises(BrokenError):
        publish_thin(draft)
    role.refresh_from_db()
    draft.refresh_from_db()
    assert role.live_version == first
    assert (role.title, draft.state, first.state) == (stored.title, "draft", "published")
    assert RoleDocument.objects.get(role=role).facts == stored.facts
    assert actions() == before


def test_publishing_tells_the_documents_of_roles_of_the_same_occupation_that_it_is_shared_now() -> None:
    first = publish_role()
    occupation = first.occupations.get().occupation
    assert RoleDocument.objects.get(role=first).facts["occupations"][0]["specificity"] == "own"
    publish_role(occupation=occupation)
    told = RoleDocument.objects.get(role=first).facts["occupations"][0]
    assert (told["specificity"], told["shared_with"]) == ("shared", 1)
    assert documents.differing() == []


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_two_presses_of_publish_at_once_publish_once() -> None:
    version = ready()
    start, published = threading.Barrier(2), []

    def press() -> None:
        try:
            start.wait(10)
            published.append(publish_thin(version).published_at)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(published) == 2
    assert len(set(published)) == 1
    assert actions() == ["guide.publish"]


# --- the gate --------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_guide_below_the_gate_is_refused_without_a_reason_and_nothing_is_written(reason: str) -> None:
    version = ready()
    score = judge(version).score
    with pytest.raises(BelowGateError, match=f"Quality is {score}; the gate is {GATE}") as refused:
        publish(version=version, by=None, reason=reason)
    assert refused.value.score == score < GATE
    version.refresh_from_db()
    assert version.state == "draft"
    assert not RoleDocument.objects.exists()
    assert actions() == []


def test_the_reason_is_kept_in_the_trail_with_the_score() -> None:
    version = ready()
    score = judge(version).score
    publish(version=version, by=staff_in("Publisher"), reason="  The role is new; the rest follows.  ")
    assert AuditEntry.objects.get().detail == {
        "role": version.role.slug,
        "number": 1,
        "quality": score,
        "reason": "The role is new; the rest follows.",
    }


def test_a_guide_above_the_gate_needs_no_reason_and_keeps_none() -> None:
    load_main_guides()
    role = Role.objects.get(slug="software-engineer")
    version = start_draft(role=role, by=None)
    publish(version=version, by=None, reason="Not needed.")
    detail = AuditEntry.objects.filter(action="guide.publish").latest("pk").detail
    assert detail["quality"] >= GATE
    assert "reason" not in detail


def test_no_reason_helps_against_an_amount() -> None:
    version = ready(overview="It pays $120,000 a year.")
    with pytest.raises(PublishRefusedError, match="120,000"):
        publish(version=version, by=None, reason="Everybody knows it.")
    assert actions() == []


# --- what refuses publishing -----------------------------------------------------------


def test_a_whole_guide_has_no_problem() -> None:
    assert problems(ready()) == []


@pytest.mark.parametrize(
    ("column", "label"), [("summary", "The summary"), ("overview", "The overview"), ("what_they_do", "What they do")]
)
@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_text_is_named(column: str, label: str, text: str) -> None:
    assert problems(ready(**{column: text})) == [f"{label} is empty."]


def test_missing_skills_and_levels_are_named() -> None:
    version = GuideVersionFactory()
    assert problems(version) == ["No skill is listed.", "No level is described."]
    GuideSkillFactory(version=version)
    CareerLevelFactory(version=version, rank="senior", duties=" \n")
    assert problems(version) == ["The level “Senior” has no duties."]


def test_sixty_steps_are_taken_and_one_more_is_refused() -> None:
    version = ready()
    for _ in range(57):
        RoadmapStepFactory(version=version)
    assert problems(version) == []
    RoadmapStepFactory(version=version)
    assert problems(version) == ["A roadmap has at most 60 steps."]


MARKDOWN: dict[str, Callable[[GuideVersion, str], Any]] = {
    "The overview": lambda version, text: setattr(version, "overview", text),
    "What they do": lambda version, text: setattr(version, "what_they_do", text),
    "How to break in": lambda version, text: setattr(version, "break_in", text),
    "Step 4": lambda version, text: RoadmapStepFactory(version=version, body=text, position=9),
    "Entry route 2": lambda version, text: EntryRouteFactory(version=version, body=text, position=9),
    "Question 2": lambda version, text: GuideQuestionFactory(version=version, answer=text, position=9),
}
PLAIN: dict[str, Callable[[GuideVersion, str], Any]] = {
    "The summary": lambda version, text: setattr(version, "summary", text),
    "The search title": lambda version, text: setattr(version, "seo_title", text),
    "The search description": lambda version, text: setattr(version, "seo_description", text),
    "Title “Planner”": lambda version, text: GuideTitleFactory(version=version, title="Planner", note=text),
    "Skill “Juggling”": lambda version, text: GuideSkillFactory(
        version=version, skill=SkillFactory(slug="juggling"), note=text
    ),
    "Level “Mid-level”": lambda version, text: (
        version.levels.update(scope=text) and version.levels.exclude(rank="mid").delete()
    ),
    "Step 4": lambda version, text: RoadmapStepFactory(version=version, done_when=text, position=9),
    "Entry route 2": lambda version, text: EntryRouteFactory(version=version, title=text, position=9),
    "Pro 2": lambda version, text: GuidePointFactory(version=version, text=text, position=9),
    "Con 2": lambda version, text: GuidePointFactory(version=version, kind="con", text=text, position=9),
    "“Not for you if” 2": lambda version, text: GuidePointFactory(
        version=version, kind="not_for_you_if", text=text, position=9
    ),
    "Question 2": lambda version, text: GuideQuestionFactory(version=version, question=text, position=9),
    "Relation “owl”": lambda version, text: GuideRelationFactory(
        version=version, role=RoleFactory(slug="owl"), reason=text
    ),
    "Estimate 1": lambda version, text: SalaryEstimateFactory(version=version, note=text),
}


@pytest.mark.parametrize("place", MARKDOWN)
def test_an_amount_in_a_markdown_text_is_refused_and_the_token_offered(place: str) -> None:
    version = ready()
    MARKDOWN[place](version, "It pays $120,000 a year.")
    assert problems(version) == [
        f"{place} states “$120,000”. Write {{{{ pay.headline }}}}, so that its source is printed."
    ]


@pytest.mark.parametrize("place", MARKDOWN)
def test_the_headline_token_is_welcome_in_a_markdown_text_and_another_is_named(place: str) -> None:
    version = ready()
    MARKDOWN[place](version, "It pays {{ pay.headline }}, at times {{ pay.p90 }}.")
    assert problems(version) == [f"{place} has an unknown token “pay.p90”."]


@pytest.mark.parametrize("place", PLAIN)
def test_an_amount_in_a_plain_text_is_refused(place: str) -> None:
    version = ready()
    PLAIN[place](version, "It pays €54K.")
    assert problems(version) == [f"{place} states “€54K”. Leave it out: no source can be printed there."]


@pytest.mark.parametrize("place", PLAIN)
def test_a_token_in_a_plain_text_is_refused_because_nothing_fills_it_in(place: str) -> None:
    version = ready()
    PLAIN[place](version, "It pays {{ pay.headline }}.")
    assert problems(version) == [f"{place} has the token “pay.headline”, which is filled in only in Markdown texts."]


def test_an_unsourced_figures_own_note_may_state_it() -> None:
    version = ready()
    SalaryEstimateFactory(version=version, unsourced=True, source=None, as_of=None, note="The original says $154K.")
    assert problems(version) == []


def test_a_refused_version_says_every_reason_and_nothing_is_published() -> None:
    version = ready(summary="", overview="Pays $1.")
    with pytest.raises(PublishRefusedError) as refused:
        publish_thin(version)
    assert refused.value.problems == problems(version)
    assert len(refused.value.problems) == 2
    assert str(refused.value) == " ".join(refused.value.problems)
    version.refresh_from_db()
    assert version.state == "draft"
    assert not RoleDocument.objects.exists()
    assert actions() == []


# --- withdraw --------------------------------------------------------------------------


def test_a_withdrawn_guide_is_gone_from_lists_and_its_version_stays() -> None:
    role, heir = publish_role(), publish_role()
    live, by = role.live_version, staff_in("Publisher")
    assert live is not None
    withdrawn = withdraw(role=role, by=by, successor=heir)
    role.refresh_from_db()
    live.refresh_from_db()
    assert withdrawn == role
    assert (role.live_version, role.successor, live.state) == (None, heir, "withdrawn")
    assert not RoleDocument.objects.filter(role=role).exists()
    assert list(Role.objects.published()) == [heir]
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.action, entry.subject_id) == (by, "guide.withdraw", str(role.pk))
    assert entry.detail == {"version": live.pk, "successor": heir.slug}
    assert documents.differing() == []


def test_withdrawing_again_changes_nothing_and_is_not_recorded_again() -> None:
    role, heir = publish_role(), publish_role()
    withdraw(role=role, by=None, successor=heir)
    before = actions()
    withdraw(role=role, by=None, successor=heir)
    role.refresh_from_db()
    assert role.successor == heir
    assert actions() == before


def test_another_successor_is_a_change_and_is_recorded() -> None:
    role, heir = publish_role(), publish_role()
    withdraw(role=role, by=None)
    before = actions()
    withdraw(role=role, by=None, successor=heir)
    role.refresh_from_db()
    assert role.successor == heir
    assert actions() == [*before, "guide.withdraw"]


def test_withdrawing_leaves_an_occupation_to_the_others_that_share_it() -> None:
    first = publish_role()
    second = publish_role(occupation=first.occupations.get().occupation)
    withdraw(role=second, by=None)
    assert RoleDocument.objects.get(role=first).facts["occupations"][0]["specificity"] == "own"
    assert documents.differing() == []


@pytest.mark.parametrize("group", ["Editor", "Marketing"])
def test_only_publishers_may_withdraw(group: str) -> None:
    role = publish_role()
    before = actions()
    with pytest.raises(PermissionDenied):
        withdraw(role=role, by=staff_in(group))
    role.refresh_from_db()
    assert role.live_version is not None
    assert actions() == before


@pytest.mark.parametrize("place", ["record", "documents.refresh"])
def test_withdrawing_its_record_and_its_documents_are_one(place: str, break_at: Callable[[Any, str], None]) -> None:
    role = publish_role()
    before = actions()
    break_at(publishing if place == "record" else documents, place.rpartition(".")[2])
    with pytest.raises(BrokenError):
        withdraw(role=role, by=None, successor=RoleFactory())
    role.refresh_from_db()
    assert role.live_version is not None
    assert (role.live_version.state, role.successor) == ("published", None)
    assert RoleDocument.objects.filter(role=role).exists()
    assert actions() == before
