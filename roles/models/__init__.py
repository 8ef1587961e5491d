"""Everything a visitor reads and an editor writes: one noun, one module."""

from .call_to_action import CallToAction
from .candidate import DraftCandidate
from .comparison import ComparisonPage, ComparisonVersion
from .correction import Correction
from .document import DocumentSkill, RoleDocument, SearchWord, SkillCount
from .guide import GuideVersion
from .guide_parts import (
    CareerLevel,
    EntryRoute,
    GuidePoint,
    GuideQuestion,
    GuideRelation,
    GuideSkill,
    GuideTitle,
    RoadmapStep,
)
from .occupation import Occupation, OccupationOutlook, OccupationTitle, RoleOccupation
from .occupation_facts import (
    OccupationEducation,
    OccupationProfile,
    OccupationRelation,
    OccupationSkill,
    OccupationSoftware,
    OccupationTask,
)
from .pay import Area, OccupationWage, SalaryEstimate, WageFile, WageRelease, WageSource
from .report import GuideReport
from .role import Role, RoleRedirect
from .standing import PairStanding
from .taxonomy import Domain, Skill, SkillAlias

__all__ = [
    "Area",
    "CallToAction",
    "CareerLevel",
    "ComparisonPage",
    "ComparisonVersion",
    "Correction",
    "DocumentSkill",
    "Domain",
    "DraftCandidate",
    "EntryRoute",
    "GuidePoint",
    "GuideQuestion",
    "GuideRelation",
    "GuideReport",
    "GuideSkill",
    "GuideTitle",
    "GuideVersion",
    "Occupation",
    "OccupationEducation",
    "OccupationOutlook",
    "OccupationProfile",
    "OccupationRelation",
    "OccupationSkill",
    "OccupationSoftware",
    "OccupationTask",
    "OccupationTitle",
    "OccupationWage",
    "PairStanding",
    "RoadmapStep",
    "Role",
    "RoleDocument",
    "RoleOccupation",
    "RoleRedirect",
    "SalaryEstimate",
    "SearchWord",
    "Skill",
    "SkillAlias",
    "SkillCount",
    "WageFile",
    "WageRelease",
    "WageSource",
]
