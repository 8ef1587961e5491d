"""Two to four roles side by side."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from roles import addresses
from roles.api.comparison_json import comparison_object
from roles.api.lists import present_slugs, slugs_of
from roles.api.schemas import Problem, SourceObject
from roles.comparison.compared import compare
from roles.comparison.sides import MOST_SIDES
from roles.selectors.comparing import get_guides

router = Router(tags=["compare"])

SLUG = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
ROLES = Annotated[
    tuple[Annotated[str, Field(max_length=1_000, pattern=rf"^(?:{SLUG}(?: *, *{SLUG})*)?$")], ...],
    Query(description="Slugs of two to four roles in any order: with commas between them, or the parameter repeated."),
]


class Refusal(Schema):
    reason: str
    message: str


class RoleOfComparison(Schema):
    """One of the roles; its figures as ``/roles/<slug>.json`` has them."""

    letter: Literal["a", "b", "c", "d"]
    slug: str
    title: str
    url: str
    version: int
    headline: Annotated[dict[str, Any] | None, Field(description="The median that stands for the role, or null.")]
    spread: Annotated[dict[str, Any] | None, Field(description="The official cell beside the headline, or null.")]
    outlook: dict[str, Any] | None
    refusal: Annotated[str | None, Field(description="Why there is no pay by level, or null.")]
    entry_routes: list[dict[str, str]]
    pros: list[str]
    cons: list[str]
    not_for_you_if: list[str]


class Gap(Schema):
    """How far the medians are apart."""

    kind: Literal["difference", "equal", "same_occupation", "refused"]
    amount: Annotated[int | None, Field(description="What the highest median is above the lowest, or null.")]
    higher: list[str]
    lower: list[str]
    without: Annotated[list[str], Field(description="Roles without a figure that has a source.")]
    currency: str | None
    area: str | None
    release: str | None
    source: str | None
    refusal: Refusal | None


class ComparedLevel(Schema):
    level: Literal["junior", "mid", "senior", "lead"]
    name: str
    titles: list[str | None]
    pay: list[dict[str, Any] | None]
    is_one_figure: Annotated[bool, Field(description="All of them are the same two figures of one occupation.")]


class ComparedPay(Schema):
    gap: Gap
    one_scale: bool
    scale_refusal: Refusal | None
    levels: list[ComparedLevel]


class DifferenceObject(Schema):
    """One thing that is different, the same, or not compared; ``values`` in the order of the roles."""

    kind: str
    name: str
    values: list[Any]
    size: Annotated[float, Field(description="0 (the same) to 1; orders the differences.")]
    source: Annotated[str | None, Field(description="The publication of all values; null: the guides' own words.")]
    refusal: Refusal | None


class ComparedSkill(Schema):
    slug: str
    name: str
    importances: list[Literal["core", "important", "complementary"] | None]


class ComparisonObject(Schema):
    """Roles side by side, sorted by slug; the biggest difference first."""

    url: str
    roles: list[RoleOfComparison]
    pay: ComparedPay
    differences: list[DifferenceObject]
    same: list[DifferenceObject]
    refused: list[DifferenceObject]
    skills: list[ComparedSkill]
    sources: list[SourceObject]


@router.get(
    "/compare",
    response={200: ComparisonObject, 404: Problem, 422: Problem},
    summary="Two to four roles side by side",
    url_name="api_compare",
    exclude_unset=True,
)
def compare_roles(request: HttpRequest, roles: ROLES) -> Any:
    """What sets roles apart, biggest first, each figure with its source; what is the same; and what may not be
    compared, with the reason. A former slug stands for the role's present one.
    """
    asked = slugs_of(roles)
    if len(asked) <= MOST_SIDES:
        asked = list(addresses.canonical(present_slugs(asked)))
    if not 2 <= len(asked) <= MOST_SIDES:
        raise HttpError(422, _("roles: name two to four different roles."))
    return comparison_object(compare(*get_guides(*asked)))
