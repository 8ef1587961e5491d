"""The way from what somebody knows to a role: what carries over, what is missing, in what order, in how many hours.

Pure: no Django, no database, no clock. Hours are hours of effort, as the editors of the goal's guide estimate them
for a step of its roadmap. A step is counted whole or not at all: nobody has estimated a part of it.
"""

from .career import CareerPath, CarriedSkill, career_path, known_skills
from .effort import HOURS_A_WEEK, MONTHS_A_YEAR, USUAL_HOURS, Hours, Span, total_hours, weeks
from .ends import End, Ends, pay_ends
from .ordering import PathStep
from .stones import MOST_STONES, Candidate, Stone, stepping_stones
from .weighing import by_importance, weight_of

__all__ = [
    "HOURS_A_WEEK",
    "MONTHS_A_YEAR",
    "MOST_STONES",
    "USUAL_HOURS",
    "Candidate",
    "CareerPath",
    "CarriedSkill",
    "End",
    "Ends",
    "Hours",
    "PathStep",
    "Span",
    "Stone",
    "by_importance",
    "career_path",
    "known_skills",
    "pay_ends",
    "stepping_stones",
    "total_hours",
    "weeks",
    "weight_of",
]
