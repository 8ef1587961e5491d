"""Which live roles' documents print a row, and so have to be built again when it changes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, QuerySet

from roles.models import (
    Area,
    CallToAction,
    Domain,
    DraftCandidate,
    GuideVersion,
    Occupation,
    OccupationOutlook,
    OccupationTitle,
    OccupationWage,
    Role,
    RoleOccupation,
    Skill,
    SkillAlias,
    WageRelease,
    WageSource,
)
from roles.models.candidate import Decision

# The total over all occupations of a place tells whether a release is of it, and so whether a wage has a successor.
IS_MATCHED = Q(occupations__isnull=False)


def dependents(of: models.Model) -> QuerySet[Role]:
    """The live roles whose document prints this row."""
    live = Role.objects.published()
    match of:
        case Role():
            condition = Q(pk=of.pk) | Q(live_version__relations__role=of) | Q(occupations__occupation__roles__role=of)
        case GuideVersion():
            condition = Q(pk=of.role_id)
        case Domain():
            condition = Q(live_version__domain=of)
        case SkillAlias(skill=Skill() as skill):
            return dependents(skill)
        case Skill():
            condition = Q(live_version__skills__skill=of) | Q(live_version__steps__skills=of)
        case RoleOccupation():
            condition = Q(pk=of.role_id) | Q(occupations__occupation=of.occupation_id)
        case Occupation():
            condition = Q(occupations__occupation__in=[pk for pk in (of.pk, of.parent_id) if pk])
        case OccupationWage(occupation=Occupation(code=Occupation.TOTAL_CODE)):
            condition = IS_MATCHED
        case OccupationWage() | OccupationOutlook() | OccupationTitle():
            condition = Q(occupations__occupation=of.occupation_id) | Q(
                occupations__occupation__children=of.occupation_id
            )
        case WageRelease():
            condition = _prints_release(Q(pk=of.pk))
        case WageSource():
            condition = _prints_release(Q(source=of))
        case Area():
            condition = Q(occupations__occupation__wages__area=of) | Q(live_version__estimates__area=of)
        case CallToAction(role_id=int()):
            condition = Q(pk=of.role_id)
        case CallToAction(domain_id=int()):
            condition = Q(live_version__domain=of.domain_id)
        case CallToAction():
            condition = Q()
        case _:
            raise TypeError(f"No document prints a {type(of).__name__}.")
    return live.filter(condition).distinct()


def _prints_release(which: Q) -> Q:
    releases = WageRelease.objects.filter(which)
    occupation = "occupations__occupation"
    has_totals = OccupationWage.objects.filter(release__in=releases, occupation__code=Occupation.TOTAL_CODE).exists()
    kept = DraftCandidate.objects.filter(decision=Decision.KEPT, release__in=releases)
    return (
        Q(live_version__estimates__source__in=releases)
        | Q(live_version__in=kept.order_by().values("version"))
        | Q(**{f"{occupation}__wages__release__in": releases})
        | Q(**{f"{occupation}__outlooks__release__in": releases})
        | Q(**{f"{occupation}__titles__release__in": releases})
        | Q(**{f"{occupation}__children__titles__release__in": releases})
    ) | (IS_MATCHED if has_totals else Q(pk__in=[]))
