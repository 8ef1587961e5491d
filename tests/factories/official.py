"""What official publications say: sources, releases, areas, occupations, wages, outlooks."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from roles.models import (
    Area,
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
    WageFile,
    WageRelease,
    WageSource,
)
from roles.states import STATES

from .roles import RoleFactory


class WageSourceFactory(DjangoModelFactory):
    class Meta:
        model = WageSource
        django_get_or_create = ("key",)

    key = factory.Sequence(lambda n: f"source-{n}")
    publisher = "U.S. Bureau of Labor Statistics"
    title = factory.Sequence(lambda n: f"Publication {n}")
    url = "https://www.bls.gov/oes/"
    licence = "Public domain (17 U.S.C. 105)"
    attribution = "U.S. Bureau of Labor Statistics."
    is_official = True


class WageReleaseFactory(DjangoModelFactory):
    class Meta:
        model = WageRelease
        django_get_or_create = ("label",)

    source = factory.SubFactory(WageSourceFactory)
    label = factory.Sequence(lambda n: f"Release {n}")
    covers = "May 2025"
    released_on = date(2026, 4, 1)
    retrieved_on = date(2026, 5, 4)


class WageFileFactory(DjangoModelFactory):
    class Meta:
        model = WageFile

    release = factory.SubFactory(WageReleaseFactory)
    scope = "national"
    format = "xlsx"
    name = factory.Sequence(lambda n: f"national-{n}.xlsx")
    sha256 = factory.LazyAttribute(lambda file: hashlib.sha256(file.name.encode()).hexdigest())


class AreaFactory(DjangoModelFactory):
    """A metropolitan area; ``nation()`` is the United States."""

    class Meta:
        model = Area
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"{10_000 + n}")
    kind = "metropolitan"
    name = factory.LazyAttribute(lambda area: f"Area {area.code}")


def nation() -> Area:
    """The United States, as the figures of every guide's document are for."""
    return AreaFactory(code=Area.NATION_CODE, kind="nation", name="United States")


class OccupationFactory(DjangoModelFactory):
    """A SOC occupation, not of management and not residual."""

    class Meta:
        model = Occupation
        django_get_or_create = ("scheme", "code")

    scheme = "soc"
    # Of major groups that no classification has: a code that a test writes is never met by chance.
    code = factory.Sequence(lambda n: f"{60 + n // 10_000:02d}-{n % 10_000:04d}")
    title = factory.LazyAttribute(lambda occupation: f"Specialists {occupation.code}")


class OnetOccupationFactory(OccupationFactory):
    """An O*NET occupation below a SOC occupation."""

    scheme = "onet"
    parent = factory.SubFactory(OccupationFactory)
    code = factory.LazyAttributeSequence(lambda occupation, n: f"{occupation.parent.code}.{n % 100:02d}")


class OccupationTitleFactory(DjangoModelFactory):
    class Meta:
        model = OccupationTitle

    release = factory.SubFactory(WageReleaseFactory)
    occupation = factory.SubFactory(OccupationFactory)
    title = factory.Sequence(lambda n: f"Lay Title {n}")


class OccupationOutlookFactory(DjangoModelFactory):
    class Meta:
        model = OccupationOutlook

    release = factory.SubFactory(WageReleaseFactory)
    occupation = factory.SubFactory(OccupationFactory)
    period = "2024–34"
    growth_percent = "5.6"
    openings_per_year = 77_000
    employment_base = 1_000_000
    employment_projected = 1_056_000
    entry_education = "Bachelor's degree"


class OccupationProfileFactory(DjangoModelFactory):
    class Meta:
        model = OccupationProfile

    release = factory.SubFactory(WageReleaseFactory)
    occupation = factory.SubFactory("tests.factories.official.OnetOccupationFactory")
    description = "Plan work and see that it is done."
    job_zone = 4
    dated_on = date(2023, 8, 1)


class OccupationTaskFactory(DjangoModelFactory):
    class Meta:
        model = OccupationTask

    release = factory.SubFactory(WageReleaseFactory)
    occupation = factory.SubFactory("tests.factories.official.OnetOccupationFactory")
    task_id = factory.Sequence(lambda n: n + 1)
    task = "Plan the work of others."
    kind = "core"
    dated_on = date(2023, 8, 1)


class OccupationSoftwareFactory(DjangoModelFactory):
    class Meta:
        model = OccupationSoftware

    release = factory.SubFactory(WageReleaseFactory)
    occupation = factory.SubFactory("tests.factories.official.OnetOccupationFactory")
    name = factory.Sequence(lambda n: f"Planner {n}")
    category = "Project management software"
    category_code = "2.E.5.c"
    is_hot = True
    is_in_demand = False


class OccupationSkillFactory(DjangoModelFactory):
    class Meta:
        model = OccupationSkill

    release = factory.SubFactory(WageReleaseFactory)
    occupation = factory.SubFactory("tests.factories.official.OnetOccupationFactory")
    element_id = factory.Sequence(lambda n: f"2.A.1.{n}")
    name = "Active Listening"
    importance = Decimal("4.00")
    level = Decimal("4.50")
    dated_on = date(2023, 8, 1)


class OccupationEducationFactory(DjangoModelFactory):
    class Meta:
        model = OccupationEducation

    release = factory.SubFactory(WageReleaseFactory)
    occupation = factory.SubFactory("tests.factories.official.OnetOccupationFactory")
    scale = "RL"
    category = factory.Sequence(lambda n: n % 12 + 1)
    label = "Bachelor's Degree"
    percent = Decimal("65.49")
    dated_on = date(2023, 8, 1)


class OccupationRelationFactory(DjangoModelFactory):
    class Meta:
        model = OccupationRelation

    release = factory.SubFactory(WageReleaseFactory)
    occupation = factory.SubFactory("tests.factories.official.OnetOccupationFactory")
    related = factory.SubFactory("tests.factories.official.OnetOccupationFactory")
    tier = "primary_short"
    position = 1


class OccupationWageFactory(DjangoModelFactory):
    """A whole cell for the nation, with nothing withheld."""

    class Meta:
        model = OccupationWage

    release = factory.SubFactory(WageReleaseFactory)
    area = factory.LazyFunction(nation)
    occupation = factory.SubFactory(OccupationFactory)
    employment = 1_000_000
    p10 = 60_000
    p25 = 80_000
    median = 102_000
    p75 = 130_000
    p90 = 165_000


class RoleOccupationFactory(DjangoModelFactory):
    class Meta:
        model = "roles.RoleOccupation"

    role = factory.SubFactory(RoleFactory)
    occupation = factory.SubFactory(OccupationFactory)
    match = "exact"
    basis = "The occupation has the role’s title."
    position = 1


def oews() -> WageRelease:
    """The wage release that every role of ``publish_role`` shares."""
    source = WageSourceFactory(key="oews", title="Occupational Employment and Wage Statistics")
    return WageReleaseFactory(label="OEWS May 2025", source=source)


def projections() -> WageRelease:
    """The projections that every role of ``publish_role`` shares."""
    source = WageSourceFactory(key="projections", title="Employment Projections", url="https://www.bls.gov/emp/")
    return WageReleaseFactory(label="Projections 2024–34", covers="2024–34", source=source)


def official_occupation(
    *, wage: dict[str, Any] | None = None, outlook: dict[str, Any] | None = None, **fields: Any
) -> Occupation:
    """An occupation with a national wage and an outlook of the shared releases; ``wage`` and ``outlook`` overwrite columns."""
    occupation = OccupationFactory(**fields)
    OccupationWageFactory(release=oews(), occupation=occupation, **(wage or {}))
    OccupationOutlookFactory(release=projections(), occupation=occupation, **(outlook or {}))
    return occupation


def onet() -> WageRelease:
    """The O*NET release that described occupations share."""
    source = WageSourceFactory(
        key="onet-30-3",
        publisher="U.S. Department of Labor",
        title="O*NET 30.3 Database",
        licence="CC BY 4.0",
        attribution="This page includes information from the O*NET 30.3 Database.",
    )
    return WageReleaseFactory(label="O*NET 30.3", covers="May 2026", source=source)


def described_occupation(code: str = "13-1082", title: str = "Project Management Specialists") -> Occupation:
    """An O*NET occupation with everything a release can say: eleven facts, two of them of one software."""
    parent = OccupationFactory(code=code, title=title)
    occupation = OnetOccupationFactory(code=f"{code}.00", title=title, parent=parent)
    related = OnetOccupationFactory(
        code="15-1252.00", title="Software Developers", parent=OccupationFactory(code="15-1252")
    )
    stranger = OnetOccupationFactory(title="Actors", code="27-2011.00", parent=OccupationFactory(code="27-2011"))
    same: dict[str, Any] = {"release": onet(), "occupation": occupation}
    OccupationTitleFactory(**same, title="Scrum Master")
    OccupationTitleFactory(**same, title="Information Technology Project Manager", short_title="IT PM")
    OccupationTaskFactory(**same, task="Monitor costs.", kind="supplemental", task_id=1)
    OccupationTaskFactory(**same, task="Plan the work.", kind="core", task_id=2)
    for name, is_hot, is_in_demand in (("Abacus", False, False), ("Jira", True, True), ("Excel", True, False)):
        OccupationSoftwareFactory(**same, name=name, is_hot=is_hot, is_in_demand=is_in_demand)
    OccupationSoftwareFactory(**same, name="Jira", category_code="2", is_hot=False, is_in_demand=False)
    for element, name, importance in (("a", "Speaking", "3.10"), ("b", "Planning", "4.25"), ("c", "Diving", None)):
        OccupationSkillFactory(**same, element_id=element, name=name, importance=importance)
    OccupationEducationFactory(**same, category=6, label="Bachelor's degree", percent="61.50")
    OccupationRelationFactory(**same, related=stranger, tier="supplemental", position=1)
    OccupationRelationFactory(**same, related=related, tier="primary_short", position=2)
    return occupation


def every_occupation() -> Occupation:
    """All occupations together, with the nation's wage."""
    return official_occupation(
        code="00-0000", title="All Occupations", level="total", wage={"p10": 30_000, "p25": 37_000, "median": 50_000}
    )


STATES_WITH_FIGURES = ("06", "16", "41", "48", "66")


def by_state(*occupations: Occupation) -> None:
    """Wages of these in four states and a territory: withheld in Idaho (16), top-coded in Texas (48); and in a city of California."""
    places = [
        AreaFactory(code=code, kind="state", name=STATES[code][1], parent=nation()) for code in STATES_WITH_FIGURES
    ]
    places.append(
        AreaFactory(code="41860", kind="metropolitan", name="San Francisco-Oakland-Fremont, CA", parent=places[0])
    )
    for occupation in occupations:
        for number, place in enumerate(places):
            columns = {"p10": 50_000, "p25": 60_000, "median": 90_000 + 1_000 * number, "p75": 120_000, "p90": 150_000}
            columns |= {"employment": 1_000 * (number + 1), "location_quotient": Decimal("1.25")}
            if place.code == "16":
                columns |= dict.fromkeys(("p10", "p25", "median", "p75", "p90"))
                columns["flags"] = dict.fromkeys(("p10", "p25", "median", "p75", "p90"), "withheld")
            if place.code == "48":
                columns |= {"median": 239_200, "p75": 239_200, "p90": 239_200}
                columns["flags"] = dict.fromkeys(("median", "p75", "p90"), "top_coded")
            OccupationWageFactory(release=oews(), occupation=occupation, area=place, **columns)
