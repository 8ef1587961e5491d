"""Official facts in a draft: kept ones become rows and are cited, all others are nowhere; decisions last."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import AuditEntry, User
from roles import documents, findings
from roles.dependents import dependents
from roles.judging import judge
from roles.models import CareerLevel, DraftCandidate, GuideVersion, Occupation, Role, RoleDocument, Skill
from roles.selectors.candidates import get_offers
from roles.services import (
    ServiceRefusedError,
    add_candidates,
    drop_candidates,
    keep_candidates,
    restore,
    set_aside,
    start_draft,
    take_back,
    withdraw,
)
from tests.factories import (
    RoleOccupationFactory,
    SkillAliasFactory,
    SkillFactory,
    UserFactory,
    described_occupation,
    onet,
    publish_role,
    publish_thin,
    staff_in,
)

pytestmark = pytest.mark.django_db
SLUG = "scrum-master"


@pytest.fixture
def role() -> Role:
    return publish_role(SLUG, title="Scrum Master")


@pytest.fixture
def draft(role: Role) -> GuideVersion:
    version = start_draft(role=role, by=None)
    add_candidates(version=version, occupation=described_occupation(), by=None)
    return version


def of(version: GuideVersion, *texts: str) -> list[int]:
    pks = list(version.candidates.filter(text__in=texts).values_list("pk", flat=True))
    assert len(pks) == len(texts)
    return pks


def described() -> Occupation:
    return Occupation.objects.get(code="13-1082.00")


def keep(version: GuideVersion, *texts: str, by: User | None = None, rank: str = "mid") -> list[str]:
    return keep_candidates(version=version, chosen=of(version, *texts), by=by, rank=rank).problems


def decisions(version: GuideVersion) -> dict[str, str]:
    return dict(version.candidates.exclude(decision="undecided").values_list("text", "decision"))


def duties(version: GuideVersion, rank: str = "mid") -> list[str]:
    return CareerLevel.objects.get(version=version, rank=rank).duties.splitlines()


# --- adding -----------------------------------------------------------------------------------


def test_adding_twice_adds_nothing_and_records_once(draft: GuideVersion) -> None:
    occupation = draft.candidates.first().occupation
    assert add_candidates(version=draft, occupation=occupation, by=None) == 0
    assert AuditEntry.objects.filter(action="guide.add_candidates").count() == 1


def test_nothing_is_added_to_a_version_that_is_not_open(role: Role) -> None:
    assert role.live_version is not None
    occupation = described_occupation()
    with pytest.raises(ServiceRefusedError):
        add_candidates(version=role.live_version, occupation=occupation, by=None)
    assert not DraftCandidate.objects.exists()


# --- keeping ----------------------------------------------------------------------------------


def test_a_kept_title_is_another_title_and_an_abbreviation_is_one(draft: GuideVersion) -> None:
    by = UserFactory()
    assert keep(draft, "Information Technology Project Manager", "IT PM", by=by) == []
    assert list(draft.titles.values_list("title", "kind").order_by("position"))[-2:] == [
        ("Information Technology Project Manager", "alternate"),
        ("IT PM", "abbreviation"),
    ]
    row = draft.candidates.get(text="IT PM")
    assert (row.decision, row.decided_by) == ("kept", by)
    assert row.decided_at is not None
    assert AuditEntry.objects.get(action="guide.keep_candidates").detail == {"count": 2}


def test_what_the_draft_has_is_not_written_twice_and_stays_when_taken_back(draft: GuideVersion) -> None:
    draft.titles.create(title="SCRUM master", position=9)
    before = list(draft.titles.values_list("title", flat=True))
    assert keep(draft, "Scrum Master") == []
    assert list(draft.titles.values_list("title", flat=True)) == before
    take_back(version=draft, chosen=of(draft, "Scrum Master"), by=None)
    assert list(draft.titles.values_list("title", flat=True)) == before


def test_a_kept_task_is_a_duty_of_the_chosen_level_word_for_word(draft: GuideVersion) -> None:
    before = duties(draft)
    assert keep(draft, "Plan the work.", "Monitor costs.", rank="mid") == []
    assert duties(draft) == [*before, "Plan the work.", "Monitor costs."]
    assert duties(draft, "senior") == before


def test_a_task_that_the_level_has_already_is_kept_and_not_written_twice(draft: GuideVersion) -> None:
    level = draft.levels.get(rank="mid")
    level.duties = "Plan the work."
    level.save()
    assert keep(draft, "Plan the work.", rank="mid") == []
    assert duties(draft) == ["Plan the work."]
    assert decisions(draft) == {"Plan the work.": "kept"}


@pytest.mark.parametrize("rank", ["", "chief"])
def test_a_task_without_a_level_stays_undecided_and_says_so(draft: GuideVersion, rank: str) -> None:
    problems = keep(draft, "Plan the work.", rank=rank)
    assert problems == ["Choose the level that does this task; describe the level first if it is new."]
    assert decisions(draft) == {}


def test_kept_software_is_a_tool_and_takes_the_skill_that_is_there(draft: GuideVersion) -> None:
    present = SkillFactory(name="JIRA", slug="jira", kind="tool")
    assert keep(draft, "Jira", "Excel", by=staff_in("Editor")) == []
    last = draft.skills.order_by("position").select_related("skill")
    assert [row.skill for row in last][-2:] == [present, Skill.objects.get(slug="excel")]
    assert Skill.objects.get(slug="excel").kind == "tool"
    assert AuditEntry.objects.get(action="skill.add").subject_id == str(Skill.objects.get(slug="excel").pk)


def test_another_name_of_a_skill_leads_to_it(draft: GuideVersion) -> None:
    skill = SkillFactory(name="Spreadsheets", slug="spreadsheets", kind="tool")
    SkillAliasFactory(skill=skill, name="EXCEL")
    assert keep(draft, "Excel") == []
    assert draft.skills.filter(skill=skill).exists()
    assert not Skill.objects.filter(name="Excel").exists()


def test_a_kept_skill_is_a_skill_of_the_guide(draft: GuideVersion) -> None:
    listed = draft.skills.count()
    SkillFactory(name="Speaking", slug="speaking")
    assert keep(draft, "Speaking", "Planning") == []
    assert draft.skills.count() == listed + 1, "planning was listed already"
    assert take_back(version=draft, chosen=of(draft, "Speaking", "Planning"), by=None).count == 2
    assert draft.skills.count() == listed


def test_who_may_not_add_skills_is_told_and_the_rest_is_kept(draft: GuideVersion) -> None:
    SkillFactory(name="Jira", slug="jira")
    problems = keep(draft, "Jira", "Excel", by=UserFactory())
    assert problems == ["No skill is called “Excel”, and you may not add one."]
    assert decisions(draft) == {"Jira": "kept"}
    assert not Skill.objects.filter(name="Excel").exists()


def test_skills_that_differ_in_signs_alone_get_addresses_of_their_own(draft: GuideVersion) -> None:
    names = ["C", "C++", "C#", "c (older)", "_", "+"]
    SkillFactory(name="See", slug="c")
    for name in names:
        draft.candidates.create(kind="software", text=name, release=onet(), occupation=described())
    assert keep(draft, *names) == []
    slugs = dict(Skill.objects.filter(name__in=names).values_list("name", "slug"))
    assert slugs == {
        "C": "c-2",
        "C++": "c-plus-plus",
        "C#": "c-sharp",
        "c (older)": "c-older",
        "_": "skill",
        "+": "plus",
    }


@pytest.mark.parametrize(("kind", "most"), [("title", 120), ("software", 80)])
def test_what_is_too_long_for_its_row_is_refused_in_words(draft: GuideVersion, kind: str, most: int) -> None:
    text = "x" * (most + 1)
    draft.candidates.create(kind=kind, text=text, release=onet(), occupation=described())
    (problem,) = keep(draft, text)
    assert f"longer than {most} characters" in problem
    assert decisions(draft) == {}


def test_a_related_occupation_is_a_relation_to_each_role_it_stands_for(draft: GuideVersion) -> None:
    related = draft.candidates.get(text="Software Developers").related
    ours = [publish_role(slug, occupation=None) for slug in ("coder", "developer")]
    for other in ours:
        RoleOccupationFactory(role=other, occupation=related.parent)
    RoleOccupationFactory(role=draft.role, occupation=related.parent, position=2)
    assert keep(draft, "Software Developers") == []
    assert {row.role for row in draft.relations.all()} == set(ours)
    assert {row.reason for row in draft.relations.all()} == {""}
    stands_against = [told.what for told in findings.refusals(judge(draft))]
    assert [words for words in stands_against if "relation" in words] == [
        "The relation to “Coder” gives no reason.",
        "The relation to “Developer” gives no reason.",
    ]


def test_an_occupation_without_a_role_of_ours_becomes_no_relation(draft: GuideVersion) -> None:
    assert keep(draft, "Actors") == ["No role of ours is matched to “Actors” yet."]
    assert not draft.relations.exists()


def test_education_is_written_nowhere(draft: GuideVersion) -> None:
    before = documents.computed(draft)["facts"]
    assert keep(draft, "Bachelor's degree") == []
    after = documents.computed(draft)["facts"]
    assert {**before, "sources": None} == {**after, "sources": None}


# --- dropping and taking back -------------------------------------------------------------------


def test_a_dropped_fact_writes_nothing_and_may_be_kept_after_all(draft: GuideVersion) -> None:
    before = documents.computed(draft)["facts"]
    assert drop_candidates(version=draft, chosen=of(draft, "Scrum Master", "Jira"), by=None).count == 2
    assert documents.computed(draft)["facts"] == before
    assert keep(draft, "Jira") == []
    assert decisions(draft) == {"Scrum Master": "dropped", "Jira": "kept"}


def test_deciding_twice_changes_nothing(draft: GuideVersion) -> None:
    keep(draft, "IT PM")
    chosen = of(draft, "IT PM")
    assert keep_candidates(version=draft, chosen=chosen, by=None).count == 0
    assert drop_candidates(version=draft, chosen=chosen, by=None).count == 0, "it is taken back first"
    assert take_back(version=draft, chosen=chosen, by=None).count == 1
    assert take_back(version=draft, chosen=chosen, by=None).count == 0
    assert draft.titles.filter(title="IT PM").count() == 0


def test_taking_back_removes_what_keeping_wrote(draft: GuideVersion) -> None:
    related = draft.candidates.get(text="Software Developers").related
    RoleOccupationFactory(role=publish_role("coder", occupation=None), occupation=related.parent)
    before = documents.computed(draft)["facts"]
    texts = ("IT PM", "Plan the work.", "Jira", "Speaking", "Bachelor's degree", "Software Developers")
    assert keep(draft, *texts) == []
    assert documents.computed(draft)["facts"] != before
    assert take_back(version=draft, chosen=of(draft, *texts), by=None).problems == []
    assert documents.computed(draft)["facts"] == before
    assert decisions(draft) == {}
    assert {tuple(row.written) for row in draft.candidates.all()} == {()}


def test_a_row_that_was_worked_on_since_is_left_and_stays_cited(draft: GuideVersion) -> None:
    keep(draft, "IT PM", "Jira")
    draft.titles.filter(title="IT PM").update(note="Said in banks.")
    draft.skills.filter(skill__name="Jira").update(importance="core")
    problems = take_back(version=draft, chosen=of(draft, "IT PM", "Jira"), by=None).problems
    assert problems == [
        "“IT PM” was changed since it was kept. Remove it from the guide first.",
        "“Jira” was changed since it was kept. Remove it from the guide first.",
    ]
    assert decisions(draft) == {"IT PM": "kept", "Jira": "kept"}
    draft.titles.filter(title="IT PM").delete()
    assert take_back(version=draft, chosen=of(draft, "IT PM"), by=None).count == 1


def reworded(level: CareerLevel) -> None:
    level.duties = level.duties.replace("Plan the work.", "Plan the work with care.")
    level.save()


def emptied(level: CareerLevel) -> None:
    level.duties = ""
    level.save()


def test_a_duty_that_was_reworded_since_is_left_and_stays_cited(draft: GuideVersion) -> None:
    keep(draft, "Plan the work.", "Monitor costs.")
    reworded(draft.levels.get(rank="mid"))
    before = duties(draft)
    decided = take_back(version=draft, chosen=of(draft, "Plan the work.", "Monitor costs."), by=None)
    assert (decided.count, decided.problems) == (
        1,
        ["“Plan the work.” is no longer among the duties in these words. Write it so again, then take it back."],
    )
    assert duties(draft) == [line for line in before if line != "Monitor costs."]
    assert decisions(draft) == {"Plan the work.": "kept"}
    level = draft.levels.get(rank="mid")
    level.duties = level.duties.replace("Plan the work with care.", "Plan the work.")
    level.save()
    assert take_back(version=draft, chosen=of(draft, "Plan the work."), by=None).problems == []
    assert decisions(draft) == {}


@pytest.mark.parametrize("remove", [CareerLevel.delete, emptied])
def test_a_duty_whose_level_says_nothing_any_more_is_taken_back(
    remove: Callable[[CareerLevel], Any], draft: GuideVersion
) -> None:
    keep(draft, "Plan the work.")
    remove(draft.levels.get(rank="mid"))
    assert take_back(version=draft, chosen=of(draft, "Plan the work."), by=None).problems == []
    assert decisions(draft) == {}


def test_candidates_of_another_version_are_left_alone(draft: GuideVersion) -> None:
    elsewhere = start_draft(role=publish_role("elsewhere"), by=None)
    assert keep_candidates(version=elsewhere, chosen=of(draft, "IT PM"), by=None).count == 0
    assert decisions(draft) == {}


@pytest.mark.parametrize("act", [keep_candidates, drop_candidates, take_back])
def test_nothing_is_decided_once_the_version_is_public(draft: GuideVersion, act: Any) -> None:
    keep(draft, "IT PM")
    chosen = of(draft, "IT PM", "Jira")
    publish_thin(draft)
    with pytest.raises(ServiceRefusedError, match="no longer open"):
        act(version=draft, chosen=chosen, by=None)
    assert decisions(draft) == {"IT PM": "kept"}


# --- what readers see ---------------------------------------------------------------------------


def everything_public(role: Role, number: int) -> str:
    pages = [f"/roles/{SLUG}/", f"/roles/{SLUG}.json", f"/roles/{SLUG}/?v={number}", "/roles/", "/"]
    stored = RoleDocument.objects.get(role=role)
    return "\n".join([*(Client().get(page).content.decode() for page in pages), str(stored.facts), stored.more_words])


def test_publishing_leaves_undecided_and_dropped_facts_behind(role: Role, draft: GuideVersion) -> None:
    assert keep(draft, "IT PM", "Plan the work.") == []
    drop_candidates(version=draft, chosen=of(draft, "Monitor costs."), by=None)
    before = everything_public(role, 1)
    for words in ("IT PM", "Plan the work.", "Monitor costs.", "Abacus", "O*NET 30.3"):
        assert words not in before
    publish_thin(draft)
    after = everything_public(role, 2)
    for words in ("IT PM", "Plan the work."):
        assert after.count(words) >= 2, words
    for words in ("Monitor costs.", "Jira", "Speaking", "Bachelor's degree", "Bachelor&#x27;s degree", "Actors"):
        assert words not in after, words
    assert "abacus" not in after.lower()
    assert draft.candidates.filter(decision="undecided").exists()


def test_kept_facts_make_the_guide_cite_their_release_with_its_attribution(role: Role, draft: GuideVersion) -> None:
    keep(draft, "Plan the work.")
    publish_thin(draft)
    attribution = "This page includes information from the O*NET 30.3 Database."
    html = Client().get(f"/roles/{SLUG}/").content.decode()
    assert attribution in html
    sources = Client().get(f"/roles/{SLUG}.json").json()["sources"]
    assert [source["licence"] for source in sources if source["title"] == "O*NET 30.3 Database"] == ["CC BY 4.0"]
    assert documents.differing() == []
    call_command("rebuild_documents", "--check", stdout=StringIO())

    release = onet()
    assert role in dependents(release)
    release.attribution = "A corrected attribution."
    documents.save_row(release)
    assert "A corrected attribution." in Client().get(f"/roles/{SLUG}/").content.decode()
    assert documents.differing() == []


def test_a_release_whose_facts_were_not_kept_is_not_cited(role: Role, draft: GuideVersion) -> None:
    drop_candidates(version=draft, chosen=of(draft, "Plan the work."), by=None)
    publish_thin(draft)
    titles = [source["title"] for source in Client().get(f"/roles/{SLUG}.json").json()["sources"]]
    assert "O*NET 30.3 Database" not in titles
    assert role not in dependents(onet())


# --- decisions last -------------------------------------------------------------------------------


def test_the_next_draft_knows_what_was_decided(role: Role, draft: GuideVersion) -> None:
    keep(draft, "IT PM")
    drop_candidates(version=draft, chosen=of(draft, "Jira"), by=None)
    publish_thin(draft)
    again = start_draft(role=role, by=None)
    assert decisions(again) == {"IT PM": "kept", "Jira": "dropped"}
    assert add_candidates(version=again, occupation=described(), by=None) == 0
    assert take_back(version=again, chosen=of(again, "IT PM"), by=None).count == 1
    assert not again.titles.filter(title="IT PM").exists()
    assert draft.titles.filter(title="IT PM").exists(), "the published version is as it was"
    assert decisions(draft)["IT PM"] == "kept"


def test_a_draft_that_was_set_aside_does_not_lose_what_was_dropped(role: Role, draft: GuideVersion) -> None:
    keep(draft, "IT PM")
    drop_candidates(version=draft, chosen=of(draft, "Jira"), by=None)
    set_aside(version=draft, by=None)
    again = start_draft(role=role, by=None)
    assert decisions(again) == {"Jira": "dropped"}, "what was kept wrote a row that this draft does not have"
    assert not again.titles.filter(title="IT PM").exists()
    assert again.candidates.count() == draft.candidates.count()
    assert not again.candidates.exclude(written=[]).exists()


def test_an_older_text_is_restored_with_its_decisions_and_later_drops(role: Role, draft: GuideVersion) -> None:
    keep(draft, "IT PM")
    publish_thin(draft)
    later = start_draft(role=role, by=None)
    drop_candidates(version=later, chosen=of(later, "Jira"), by=None)
    publish_thin(later)
    restored = restore(version=draft, by=None)
    assert decisions(restored) == {"IT PM": "kept", "Jira": "dropped"}
    assert restored.titles.filter(title="IT PM").exists()


def test_a_withdrawn_guide_starts_again_with_what_was_dropped(role: Role, draft: GuideVersion) -> None:
    drop_candidates(version=draft, chosen=of(draft, "Jira"), by=None)
    publish_thin(draft)
    withdraw(role=role, by=None)
    role.refresh_from_db()
    assert decisions(start_draft(role=role, by=None)) == {"Jira": "dropped"}


def test_offers_are_read_in_a_constant_number_of_queries(draft: GuideVersion, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        groups = get_offers(draft)
    assert [str(group.kind) for group in groups] == ["title", "task", "software", "skill", "education", "related"]
    assert sum(len(group.undecided) for group in groups) == draft.candidates.count()
