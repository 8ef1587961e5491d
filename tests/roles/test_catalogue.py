"""The starter catalogue: true to the official files, refused whole when something is wrong, idempotent."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from roles import documents
from roles.importers.catalogue import CATALOGUE_DIR, read_catalogue
from roles.importers.catalogue_files import GuideFile
from roles.importers.yaml_lines import CatalogueError
from roles.models import GuideVersion, OccupationOutlook, OccupationWage, Role, RoleDocument, Skill, WageFile
from roles.services import publish, save_draft, start_draft

DATA = Path(__file__).resolve().parent.parent / "data"
GUIDE = "guides/technical-project-manager.yaml"
GUIDES = sorted(path.stem for path in (CATALOGUE_DIR / "guides").glob("*.yaml"))
OCCUPATIONS = {occupation.code for occupation in read_catalogue(CATALOGUE_DIR).official.occupations}
COLUMNS = {
    "TOT_EMP": "employment",
    "A_PCT10": "p10",
    "A_PCT25": "p25",
    "A_MEDIAN": "median",
    "A_PCT75": "p75",
    "A_PCT90": "p90",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue that a test may spoil."""
    return Path(shutil.copytree(CATALOGUE_DIR, tmp_path / "catalogue"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def load(folder: Path = CATALOGUE_DIR) -> None:
    call_command("load_catalogue", dir=folder, verbosity=0)


@pytest.mark.django_db
def test_every_wage_is_a_whole_cell_of_the_national_file() -> None:
    load()
    with (DATA / "national_M2025.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["OCC_CODE"]: row for row in csv.DictReader(file) if row["O_GROUP"] == "detailed"}
    wages = list(OccupationWage.objects.select_related("occupation", "area", "release"))
    assert {wage.occupation.code for wage in wages} == OCCUPATIONS
    for wage in wages:
        row = rows[wage.occupation.code]
        assert wage.occupation.title == row["OCC_TITLE"]
        assert (wage.area.code, wage.release.label) == (row["AREA"], "OEWS May 2025")
        assert wage.flags == {}
        assert {name: getattr(wage, name) for name in COLUMNS.values()} == {
            name: int(row[column]) for column, name in COLUMNS.items()
        }


@pytest.mark.django_db
def test_every_projection_equals_the_published_table() -> None:
    load()
    with (DATA / "projections_2024_34_excerpt.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["2024 National Employment Matrix code"]: row for row in csv.DictReader(file)}
    outlooks = list(OccupationOutlook.objects.select_related("occupation"))
    assert {outlook.occupation.code for outlook in outlooks} == OCCUPATIONS
    for outlook in outlooks:
        row = rows[outlook.occupation.code]
        assert outlook.growth_percent == Decimal(row["Employment change, percent, 2024–34"])
        assert outlook.openings_per_year == Decimal(row["Occupational openings, 2024–34 annual average"]) * 1000
        assert outlook.employment_base == Decimal(row["Employment, 2024"]) * 1000
        assert outlook.employment_projected == Decimal(row["Employment, 2034"]) * 1000
        assert outlook.entry_education == row["Typical education needed for entry"]


@pytest.mark.django_db
def test_the_national_file_is_recorded_by_its_hash() -> None:
    import hashlib

    load()
    recorded = WageFile.objects.get(name="national_M2025.csv")
    assert recorded.sha256 == hashlib.sha256((DATA / "national_M2025.csv").read_bytes()).hexdigest()


@pytest.mark.django_db
def test_every_guide_is_live_and_its_document_equals_its_rows() -> None:
    load()
    assert sorted(RoleDocument.objects.values_list("slug", flat=True)) == GUIDES
    assert documents.differing() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "amount", "specificities", "refusal"),
    [
        ("data-scientist", 120_230, ["shared"], None),
        ("engineering-manager", 175_140, ["management", "management"], "management"),
        ("product-manager", 166_790, ["management"], "management"),
        ("software-engineer", 135_980, ["own"], None),
        ("solutions-architect", 116_580, ["residual"], "residual"),
        ("technical-project-manager", 102_320, ["own", "residual"], None),
    ],
)
def test_each_guide_shows_the_wage_of_its_kind_of_occupation(
    slug: str, amount: int, specificities: list[str], refusal: str | None
) -> None:
    load()
    pay = RoleDocument.objects.get(slug=slug).facts["pay"]
    assert pay["headline"]["amount"] == amount
    assert [row["specificity"] for row in pay["percentiles"]] == specificities
    assert pay["refusal"] == refusal


@pytest.mark.parametrize("guide", read_catalogue(CATALOGUE_DIR).guides, ids=lambda guide: guide.slug)
def test_each_guide_is_complete(guide: GuideFile) -> None:
    kinds = [point.kind for point in guide.points]
    assert (kinds.count("pro") >= 3, kinds.count("con") >= 3, kinds.count("not_for_you_if") >= 1) == (True,) * 3
    assert all(3 <= len(level.duties) <= 5 and level.scope for level in guide.levels)
    assert all(step.hours and step.done_when and step.body and step.skills for step in guide.roadmap)
    assert all(skill.note for skill in guide.skills)
    assert (6 <= len(guide.roadmap) <= 9, 8 <= len(guide.skills) <= 14) == (True, True)
    assert len({route.kind for route in guide.entry_routes}) >= 3
    assert (len(guide.questions) >= 4, len(guide.relations) >= 4) == (True, True)
    assert 120 <= len(guide.seo_description) <= 160
    assert "{{ pay.headline }}" in guide.overview
    assert {skill for step in guide.roadmap for skill in step.skills} <= {entry.skill for entry in guide.skills}


def test_guides_agree_on_how_they_are_related() -> None:
    """Similar both ways; where one names the other a next step, the other names it as where people come from."""
    kinds = {
        (guide.slug, relation.role): relation.kind
        for guide in read_catalogue(CATALOGUE_DIR).guides
        for relation in guide.relations
    }
    other_way = {
        "similar": {"similar"},
        "next": {"feeder"},
        "manages": {"feeder"},
        "specialism": {"feeder"},
        "feeder": {"next", "manages", "specialism"},
    }
    for (here, there), kind in kinds.items():
        if there in GUIDES:
            assert kinds.get((there, here)) in other_way[kind], f"{here} and {there}"


def test_every_skill_has_a_meaning_of_its_own() -> None:
    skills = read_catalogue(CATALOGUE_DIR).taxonomy.skills
    meanings = [skill.summary.casefold() for skill in skills]
    assert len(set(meanings)) == len(meanings) > 250
    assert all(skill.summary.endswith(".") and 20 <= len(skill.summary) <= 160 for skill in skills)


def test_no_skill_marked_special_stands_in_two_guides() -> None:
    catalogue = read_catalogue(CATALOGUE_DIR)
    uses = Counter(entry.skill for guide in catalogue.guides for entry in guide.skills)
    assert [skill.slug for skill in catalogue.taxonomy.skills if skill.special and uses[skill.slug] > 1] == []


def test_no_sentence_stands_in_two_guides() -> None:
    """What is true of every role tells a reader nothing about one."""
    seen: dict[str, str] = {}
    for guide in read_catalogue(CATALOGUE_DIR).guides:
        texts = (
            *(skill.note for skill in guide.skills),
            *(level.scope for level in guide.levels),
            *(duty for level in guide.levels for duty in level.duties),
            *(text for step in guide.roadmap for text in (step.title, step.done_when, *sentences(step.body))),
            *(text for route in guide.entry_routes for text in sentences(route.body)),
            *(point.text for point in guide.points),
            *(text for question in guide.questions for text in (question.question, *sentences(question.answer))),
            *(relation.reason for relation in guide.relations),
            *(text for part in (guide.overview, guide.what_they_do, guide.break_in) for text in sentences(part)),
        )
        for text in {" ".join(text.split()).casefold() for text in texts}:
            assert text not in seen, f"{seen.get(text)} and {guide.slug}: {text}"
            seen[text] = guide.slug


def sentences(text: str) -> list[str]:
    """The sentences of a text but for short ones and the one that states the headline figure."""
    parts = re.split(r"(?<=[.?!])\s+", text.strip())
    return [part for part in parts if len(part) > 40 and not part.endswith("{{ pay.headline }}.")]


@pytest.mark.django_db
def test_the_seeds_figure_stands_beside_the_official_ones_and_is_never_the_headline() -> None:
    load()
    facts = RoleDocument.objects.get(slug="technical-project-manager").facts
    assert facts["pay"]["headline"]["amount"] == 102_320
    (estimate,) = facts["pay"]["editorial"]
    assert (estimate["median"], estimate["source"], estimate["source_number"]) == (154_000, None, None)


@pytest.mark.django_db
def test_no_two_levels_share_a_duty() -> None:
    load()
    duties = [
        duty.casefold()
        for document in RoleDocument.objects.all()
        for level in document.facts["levels"]
        for duty in level["duties"]
    ]
    assert len(duties) > 90
    assert len(duties) == len(set(duties))


@pytest.mark.django_db
def test_loading_again_adds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    load()
    before = list(GuideVersion.objects.order_by("pk").values())
    call_command("load_catalogue")
    assert "nothing was added" in capsys.readouterr().out
    assert list(GuideVersion.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_skill_comes_with_its_other_names_and_a_guide_with_its_own_call(folder: Path) -> None:
    own = 'calls:\n  - {slot: end, headline: "Own words", body: "Write to us."}\n'
    change(folder, GUIDE, 'change_note: "First edition."', f'{own}change_note: "First edition."')
    load(folder)
    assert set(Skill.objects.get(slug="agile-scrum").aliases.values_list("name", flat=True)) == {"Scrum", "Agile"}
    assert Skill.objects.get(slug="microcontrollers").is_special
    calls = RoleDocument.objects.get(slug="technical-project-manager").facts["calls"]
    assert [call["headline"] for call in calls if call["slot"] == "end"] == ["Own words"]


@pytest.mark.django_db
def test_an_editors_work_is_never_overwritten() -> None:
    load()
    role = Role.objects.get(slug="software-engineer")
    draft = start_draft(role=role, by=None)
    save_draft(version=draft, lock_version=1, by=None)
    GuideVersion.objects.filter(pk=draft.pk).update(summary="Rewritten by an editor.")
    publish(version=draft, by=None)
    load()
    assert RoleDocument.objects.get(slug="software-engineer").summary == "Rewritten by an editor."
    assert role.versions.count() == 2


@pytest.mark.django_db
def test_a_figure_that_differs_from_the_stored_release_refuses_the_whole_catalogue(folder: Path) -> None:
    load()
    change(folder, "official/occupations.yaml", "p10: 61580", "p10: 61581")
    change(folder, "taxonomy.yaml", "slug: chief-product-officer", "slug: another-role")
    change(folder, "guides/product-manager.yaml", "role: chief-product-officer", "role: another-role")
    with pytest.raises(CommandError, match="13-1082 Project Management Specialists: the stored figures differ"):
        load(folder)
    assert not Role.objects.filter(slug="another-role").exists()


SPOILT = {
    "alias of another skill": ("taxonomy.yaml", "aliases: [Scrum, Agile]", "aliases: [Scrum, jira]", "stands twice"),
    "duplicate skill slug": ("taxonomy.yaml", "slug: jira", "slug: agile-scrum", "stands twice"),
    "slug of two guides": (GUIDE, "slug: technical-project-manager", "slug: product-manager", "already the slug"),
    "slug of a role without guide": (
        GUIDE,
        "slug: technical-project-manager",
        "slug: chief-product-officer",
        "already the slug",
    ),
    "slug with -vs-": (GUIDE, "slug: technical-project-manager", "slug: a-vs-b", "-vs-"),
    "key twice": (GUIDE, "plural:", "title: Twice\nplural:", "title: stands twice"),
    "unknown skill": (GUIDE, "skill: jira", "skill: jirra", "unknown skill “jirra”"),
    "unknown role": (GUIDE, "role: scrum-master", "role: scrum-mistress", "unknown role"),
    "unknown occupation": (GUIDE, 'code: "13-1082"', 'code: "13-9999"', "unknown occupation"),
    "unknown domain": (GUIDE, "domain: architecture-leadership", "domain: nowhere", "unknown domain"),
    "unknown key": (GUIDE, "change_note:", "chnage_note:", "chnage_note"),
    "missing key": (GUIDE, "plural: Technical Project Managers\n", "", "plural"),
    "wrong type": (GUIDE, "years_min: 2", "years_min: two", "Expected `int`"),
    "unknown importance": (GUIDE, "importance: core", "importance: vital", "vital"),
    "figure without source": (GUIDE, "unsourced: true", "unsourced: false", "source: is missing"),
    "source and unsourced": (GUIDE, "unsourced: true", 'source: "OEWS May 2025"\n    unsourced: true', "not unsourced"),
    "sourced without date": (GUIDE, "unsourced: true", 'source: "OEWS May 2025"', "as_of"),
    "unknown source": (GUIDE, "unsourced: true", "source: Hearsay\n    as_of: 2026-01-01", "unknown release"),
    "figure out of order": (GUIDE, "median: 154000", "low: 200000\n    median: 154000", "below low"),
    "step needs a later one": (GUIDE, "requires: [fundamentals]", "requires: [own-one]", "unknown earlier step"),
    "hours fall": (GUIDE, "low: 40, typical: 60", "low: 70, typical: 60", "must rise"),
    "years fall": (GUIDE, "years_max: 5", "years_max: 1", "below years_min"),
    "money in prose": (GUIDE, "{{ pay.headline }}", "$102,320", "states “$102,320”"),
    "percentiles fall": ("official/occupations.yaml", "p25: 78440", "p25: 58440", "below p10"),
    "wage without release": (
        "official/occupations.yaml",
        '      - release: "OEWS May 2025"\n        area: "99"\n        employment: 1066670',
        '      - area: "99"\n        employment: 1066670',
        "release",
    ),
    "null without flag": ("official/occupations.yaml", "p10: 61580", "p10: null", "flagged withheld"),
    "unknown area": ("official/occupations.yaml", 'area: "99"', 'area: "98"', "unknown area"),
    "foreign O*NET code": ("official/occupations.yaml", 'code: "13-1082.00"', 'code: "13-1083.00"', "does not belong"),
    "release twice": (
        "official/sources.yaml",
        'label: "O*NET 30.3"',
        'label: "OEWS May 2025"',
        "stands twice",
    ),
    "slot twice in a guide": (
        GUIDE,
        "change_note:",
        "calls: [{slot: end, headline: One}, {slot: end, headline: Two}]\nchange_note:",
        "stands twice",
    ),
    "slot twice": ("calls_to_action.yaml", "slot: sticky", "slot: end", "stands twice"),
    "no YAML": ("taxonomy.yaml", "domains:", "domains: [", "is not YAML"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", SPOILT)
def test_a_faulty_file_is_refused_whole_with_file_line_and_key(folder: Path, case: str) -> None:
    name, old, new, words = SPOILT[case]
    change(folder, name, old, new)
    with pytest.raises(CommandError) as refused:
        load(folder)
    message = str(refused.value)
    assert "nothing was written" in message
    assert f"{name}:" in message
    assert words in message
    assert not Role.objects.exists()
    assert not WageFile.objects.exists()


def test_an_error_names_the_line_of_the_key(folder: Path) -> None:
    change(folder, GUIDE, "skill: jira", "skill: jirra")
    lines = (folder / GUIDE).read_text(encoding="utf-8").splitlines()
    expected = next(number for number, line in enumerate(lines, start=1) if "jirra" in line)
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(folder)
    assert (refused.value.file, refused.value.line, refused.value.key) == (GUIDE, expected, "skills[6].skill")


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", "not UTF-8"), (b"a: \x00b", "characters that YAML does not allow"), (b"- 1", "Expected `object`")],
)
def test_a_file_that_is_no_catalogue_is_refused_with_its_name(folder: Path, content: bytes, words: str) -> None:
    (folder / "taxonomy.yaml").write_bytes(content)
    with pytest.raises(CatalogueError, match=words):
        read_catalogue(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "calls_to_action.yaml").unlink()
    with pytest.raises(FileNotFoundError, match=r"calls_to_action\.yaml"):
        read_catalogue(folder)


def test_every_file_of_the_catalogue_is_plain_yaml() -> None:
    for path in CATALOGUE_DIR.rglob("*.yaml"):
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)
