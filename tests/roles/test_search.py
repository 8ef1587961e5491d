"""Search of the live guides: what is found, and in which order; the same on both databases."""

from __future__ import annotations

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roles import documents
from roles.models import GuideSkill, Occupation, OccupationTitle, Role, RoleDocument, SearchWord
from roles.search import corrected_text, left_over, near, search, words_of
from roles.search.words import asked, indexed, key, root
from roles.services import save_row, set_aliases, withdraw
from tests.factories import (
    DomainFactory,
    OccupationFactory,
    OccupationTitleFactory,
    SkillAliasFactory,
    SkillFactory,
    oews,
    official_occupation,
    publish_role,
)


def titles(text: str) -> list[str]:
    return [document.title for document in search(RoleDocument.objects.all(), text)]


# --- words, without a database -------------------------------------------------------


@given(st.text())
def test_words_are_folded_and_stand_once(text: str) -> None:
    words = words_of(text)
    assert len(words) == len(set(words))
    assert all(word == word.casefold() and word.isalnum() for word in words)
    assert words_of(" ".join(words)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Re\u0301sume\u0301", ["resume"]),
        ("Front-End Developers", ["front", "end", "developer"]),
        ("C++, C# and .NET", ["cpp", "csharp", "and", "dotnet"]),
        ("Node.js / CI/CD", ["node", "js", "ci", "cd"]),
        ("Companies' analysis status class", ["company", "analysis", "status", "class"]),
        ("K8s & R", ["k8s", "r"]),
        ("%_'\";--", []),
    ],
)
def test_what_people_write_differently_is_the_same_word(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How do I become a data analyst?", ["data", "analyst"]),
        ("jobs in IT", ["it"]),
        ("how to become a", ["how", "to", "become", "a"]),
    ],
)
def test_words_of_every_question_are_passed_over_unless_there_is_no_other(text: str, words: list[str]) -> None:
    assert asked(text) == words


def test_a_compound_is_also_one_word() -> None:
    assert indexed(["Full-Stack Developer", "UI/UX"]) == ["full", "stack", "developer", "fullstack", "ui", "ux", "uiux"]
    assert key("Full-Stack Developers") == key("fullstack developer") == "fullstackdeveloper"


@pytest.mark.parametrize(
    ("activity", "family"),
    [("engineering", "engineer"), ("management", "manager"), ("architecture", "architect"), ("science", "scientist"),
     ("analytic", "analyst"), ("administration", "administrator")],
)  # fmt: skip
def test_an_activity_finds_those_who_do_it(activity: str, family: str) -> None:
    assert family.startswith(root(activity))
    assert root(family) == family


# --- what is found -------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def test_no_words_find_every_guide_by_title() -> None:
    publish_role("zookeeper")
    publish_role("analyst")
    assert titles("") == titles("  \t ") == ["Analyst", "Zookeeper"]


def test_every_word_must_be_there() -> None:
    publish_role("project-manager", title="Project Manager")
    publish_role("product-manager", title="Product Manager")
    assert titles("manager project") == ["Project Manager"]
    assert titles("project zebra") == []


@pytest.mark.parametrize("text", ["Planner Expert", "planner hidden name", "RISK", "fieldwork", "keeps it honest"])
def test_other_titles_skills_field_and_summary_are_searched(text: str) -> None:
    domain = DomainFactory(slug="fieldwork", name="Fieldwork")
    publish_role("planner", title="Planner", domain=domain, skills=[SkillFactory(slug="risk", name="Risk Management")])
    assert titles(text) == ["Planner"]


def test_the_best_title_comes_first() -> None:
    publish_role("a", title="Analyst", skills=[SkillFactory(slug="engineer", name="Engineer Liaison")])
    publish_role("b", title="Bioengineer")
    publish_role("c", title="Data Engineer")
    publish_role("d", title="Engineer")
    publish_role("e", title="Engineer Manager")
    publish_role("f", title="Front/Engineer")
    assert titles("engineer") == [
        "Engineer",
        "Engineer Manager",
        "Data Engineer",
        "Front/Engineer",
        "Analyst",
    ], "a word is found by its beginning, so Bioengineer is no engineer"


def test_words_of_a_title_count_in_any_order() -> None:
    publish_role("a", title="A Manager of Things", skills=[SkillFactory(slug="project", name="Project Work")])
    publish_role("z", title="Z Project Manager")
    assert titles("manager project") == ["Z Project Manager", "A Manager of Things"]


@pytest.mark.parametrize("text", ["%", "_", "100%", "a_c", "\\", "%%%", "'", '"', "--", ";", "(", "[a-z]"])
def test_marks_of_a_query_language_are_letters(text: str) -> None:
    publish_role("abc", title="Abc", domain=DomainFactory(name="Field"), occupation=None)
    assert titles(text) == []


def test_a_word_of_any_length_is_published_and_found() -> None:
    word = "Donaudampfschifffahrtsgesellschaft" * 3
    publish_role("long", title=word)
    assert titles(word) == [word]
    assert documents.differing() == []


def test_marks_only_separate_words() -> None:
    publish_role("a", title="100% Remote_Worker")
    publish_role("b", title="200 RemoteXWorker")
    assert titles("100%") == titles("remote_worker") == titles('"remote" -worker*') == ["100% Remote_Worker"]


@pytest.mark.parametrize("title", ["Ingénieur Émérite", "工程师", "مهندس", "Строитель", "👩‍🚒 Firefighter"])
def test_any_script_is_found_in_any_case(title: str) -> None:
    publish_role("a", title=title)
    assert titles(title) == titles(title.upper()) == titles(title.lower()) == [title]


def test_two_hundred_letters_of_words_are_one_query(django_assert_num_queries: pytest.FixtureRequest) -> None:
    publish_role("a", title="A")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert titles(" ".join(chr(0x4E00 + i) for i in range(100))) == []


# --- the titles that official lists know a role by --------------------------------------


def listed(code: str, soc: Occupation, title: str, *lay: str) -> Occupation:
    """An O*NET occupation with these lay titles; "A | B" is the title A with the short title B."""
    occupation = OccupationFactory(scheme="onet", code=code, title=title, parent=soc)
    for name in lay:
        long, _bar, short = name.partition(" | ")
        OccupationTitleFactory(occupation=occupation, title=long, short_title=short)
    return occupation


def residual() -> Occupation:
    """One wage, three occupations; only one of them names an IT project manager."""
    soc = official_occupation(code="15-1299", title="Computer Occupations, All Other")
    listed(
        "15-1299.09", soc, "Information Technology Project Managers",
        "Scrum Master", "Agile Lead", "IT Project Manager (Information Technology Project Manager) | IT PM",
    )  # fmt: skip
    listed("15-1299.04", soc, "Penetration Testers", "Ethical Hacker")
    listed("15-1299.08", soc, "Computer Systems Engineers/Architects", "Systems Architect")
    return soc


@pytest.mark.parametrize(
    "text",
    [
        "scrum master", "Scrum", "SCRUM  MASTER", "it pm", "IT PM", "agile lea",
        "information technology project manager", "Information Technology Project Managers",
    ],
)  # fmt: skip
def test_a_listed_title_finds_the_role_whole_or_by_its_beginning(text: str) -> None:
    publish_role("it-project-manager", title="IT Project Manager", occupation=residual())
    publish_role("planner", title="Planner")
    assert titles(text) == ["IT Project Manager"]


@pytest.mark.parametrize(
    "text", ["crum master", "scrum master of arts", "ethical hacker", "systems architect", "agile l"]
)
def test_the_middle_of_a_word_and_the_neighbours_of_a_residual_group_find_nothing(text: str) -> None:
    publish_role("it-project-manager", title="IT Project Manager", occupation=residual())
    assert titles(text) == []


def test_the_only_occupation_under_a_code_stands_for_the_role_whatever_it_is_called() -> None:
    soc = official_occupation(code="13-1082", title="Project Management Specialists")
    listed("13-1082.00", soc, "Project Management Specialists", "Program Coordinator")
    publish_role("planner", title="Planner", occupation=soc)
    assert titles("program coordinator") == titles("project management spec") == ["Planner"]


def test_an_occupation_that_editors_chose_as_the_nearest_lends_no_titles() -> None:
    soc = official_occupation(code="13-1082", title="Project Management Specialists")
    listed("13-1082.00", soc, "Project Management Specialists", "Program Coordinator")
    publish_role("planner", title="Planner", occupation=soc, match="editorial")
    assert titles("program coordinator") == []


def test_canonical_titles_come_before_lay_titles_and_whole_ones_before_beginnings() -> None:
    def role(slug: str, code: str, canonical: str, *lay: str) -> None:
        soc = official_occupation(code=code, title=canonical)
        listed(f"{code}.00", soc, canonical, *lay)
        publish_role(slug, occupation=soc)

    role("zeta", "17-0001", "Scrum Master", "Other")
    role("yota", "17-0002", "Scrum Masters of Fields", "Other")
    role("beta", "17-0003", "Some Specialists", "Scrum Master")
    role("alpha", "17-0004", "More Specialists", "Scrum Master Lead")
    publish_role("gamma", title="Gamma", skills=[SkillFactory(slug="scrum-master", name="The Scrum Master’s Art")])
    assert titles("scrum master") == ["Zeta", "Yota", "Beta", "Alpha", "Gamma"]


def test_a_list_that_is_read_in_later_is_searched_at_once() -> None:
    soc = official_occupation(code="13-1082", title="Project Management Specialists")
    child = listed("13-1082.00", soc, "Project Management Specialists")
    publish_role("planner", title="Planner", occupation=soc)
    assert titles("program coordinator") == []
    documents.save_row(OccupationTitle(occupation=child, release=oews(), title="Program Coordinator"))
    assert titles("program coordinator") == ["Planner"]
    assert documents.differing() == []


# --- words that stand for others --------------------------------------------------------


def test_every_name_of_a_skill_finds_the_roles_that_need_it_those_that_need_it_most_first() -> None:
    skills = [SkillFactory(slug=slug, name=slug.title()) for slug in ("planning", "kubernetes", "law")]
    SkillAliasFactory(skill=skills[1], name="K8s")
    publish_role("first", title="A Role", skills=[skills[0], skills[2], skills[1]])
    publish_role("second", title="B Role", skills=[skills[0], skills[1]])
    publish_role("third", title="C Role", skills=[skills[1]])
    publish_role("fourth", title="D Role", skills=["other"])
    assert titles("kubernetes") == titles("K8s") == ["C Role", "B Role", "A Role"]


def test_an_alias_that_is_set_later_is_searched_at_once() -> None:
    skill = SkillFactory(slug="kubernetes", name="Kubernetes")
    publish_role("planner", title="Planner", skills=[skill])
    assert titles("k8s") == []
    set_aliases(skill=skill, names=["K8s"], by=None)
    assert titles("k8s") == ["Planner"]
    set_aliases(skill=skill, names=[], by=None)
    assert titles("k8s") == []
    assert documents.differing() == []


@pytest.mark.parametrize("text", ["full-stack developer", "Full Stack Developers", "fullstack developer", "full stack"])
@pytest.mark.parametrize("title", ["Full-Stack Developer", "Full Stack Developer", "Fullstack Developer"])
def test_compounds_are_found_however_they_are_written(title: str, text: str) -> None:
    publish_role("role", title=title)
    assert titles(text) == [title]


def test_a_short_word_is_a_whole_word() -> None:
    publish_role("a", title="Statistician", skills=[SkillFactory(slug="r", name="R")])
    publish_role("b", title="Researcher")
    assert titles("r") == ["Statistician"]


def test_a_short_word_ranks_as_the_whole_word_that_it_is() -> None:
    skill = SkillFactory(slug="r", name="R")
    for title in ("Risk Reporter", "Statistician", "Risk Planner"):
        publish_role(title.lower().replace(" ", "-"), title=title, skills=[skill])
    role = Role.objects.get(slug="risk-reporter")
    GuideSkill.objects.filter(version=role.live_version).update(importance="complementary")
    documents.refresh({role.pk})
    assert titles("r") == ["Risk Planner", "Statistician", "Risk Reporter"], "as they need R, not as they are spelled"
    publish_role("r-developer", title="R Developer")
    assert titles("r")[0] == "R Developer"


def test_a_withdrawn_guide_is_found_no_longer() -> None:
    role = publish_role("planner", title="Planner")
    withdraw(role=role, by=None)
    assert titles("planner") == []


# --- near ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("sofware enginer", "software engineer"),
        ("pyhton", "python"),
        ("softwares engineer", ""),
        ("soft", ""),
        ("zzzzzzzz", ""),
        ("pyt hon", ""),
        ("", ""),
        ("👩‍🚒", ""),
    ],
)
def test_a_misspelled_word_is_set_right_by_the_words_that_guides_are_named_by(text: str, right: str) -> None:
    publish_role("engineer", title="Software Engineer", skills=[SkillFactory(slug="python", name="Python")])
    assert corrected_text(text) == right


@pytest.mark.parametrize("other", ["Cloud Things", "Terrafrom Things"], ids=["none holds it", "another holds it"])
def test_a_word_that_no_guide_holds_any_longer_is_misspelled(other: str) -> None:
    skill = SkillFactory(slug="terraform", name="Terrafrom")
    publish_role("alpha", title="Alpha", skills=[skill])
    publish_role("beta", title="Beta", skills=[SkillFactory(slug="other", name=other)])
    assert corrected_text("terrafrom") == ""
    skill.name = "Terraform"
    save_row(row=skill, changed=["name"], by=None)
    assert corrected_text("terrafrom") == ("" if "Terrafrom" in other else "terraform")
    assert left_over() == documents.differing() == []


def test_the_words_of_a_guide_that_is_withdrawn_go_and_what_others_hold_stays() -> None:
    role = publish_role("water", title="Ingénieur Waterplanner")
    publish_role("planner", title="Ingénieur Landplanner")
    withdraw(role=role, by=None)
    words = set(SearchWord.objects.values_list("word", flat=True))
    assert "ingenieur" in words
    assert "waterplanner" not in words
    assert left_over() == documents.differing() == []


def test_the_check_finds_words_that_were_left_over_and_a_rebuild_removes_them() -> None:
    publish_role("planner", title="Planner")
    for mend in (lambda: call_command("rebuild_documents", stdout=StringIO()), _migrate):
        SearchWord.objects.create(word="terrafrom")
        with pytest.raises(CommandError, match="1 words are known though no guide is named by them: terrafrom"):
            call_command("rebuild_documents", "--check", stdout=StringIO())
        mend()
        call_command("rebuild_documents", "--check", stdout=StringIO())


def _migrate() -> None:
    import_module("roles.migrations.0013_names_of_skills").forget_words(apps, None)


def test_near_are_those_that_share_most_words() -> None:
    publish_role("product", title="Product Manager")
    publish_role("project", title="Product Counter")
    publish_role("other", title="Zookeeper")
    found = near(RoleDocument.objects.all(), "underwater product manager")
    assert [document.title for document in found] == ["Product Manager", "Product Counter"]
    assert not near(RoleDocument.objects.all(), "underwater welding").exists()
    assert not near(RoleDocument.objects.all(), "👩‍🚒").exists()


@pytest.mark.postgresql_only
def test_a_new_document_is_in_the_index_at_once() -> None:
    """It waits in no list, which every search would read whole until the table is vacuumed."""
    publish_role("planner", title="Planner")
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('roledocument_search')")
        assert cursor.fetchone() == (0,)


# --- any text ------------------------------------------------------------------------------


@given(st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_no_text_raises(text: str) -> None:
    assert titles(text) == [] if text.strip() else True
    assert list(near(RoleDocument.objects.all(), corrected_text(text) or text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000, "a b " * 2_500, "\x00", "data\x00base", '"', "'", "a'b", '"a" NEAR(b)', "a AND", "OR", "NOT", "-a",
        "a:*", "title_words:a", "{a b}: c", "a & | !", "<->", "(", ")))", "^a", "*", "how to become a", "the",
        "مدير مشروع", "👩‍🚒", "\u202egnp.exe\u202c", "ﷺ" * 200, "\ud800", "1e5 0x1F -3.5", "a" + "\u0301" * 199,
        "ß" * 200, "İ", "/etc/passwd", "user@example.com https://example.com/a?b=c",
    ],
)  # fmt: skip
def test_no_text_is_an_operator(text: str) -> None:
    publish_role("planner", title="Planner", summary="Keeps it honest.")
    assert titles(text) == []
    list(near(RoleDocument.objects.all(), corrected_text(text) or text))
