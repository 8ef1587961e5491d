"""Official wages of an occupation in a place, release by release."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from roles.api.lists import AREA, MOST
from roles.api.parts import Json, absolute, flagged, source_object
from roles.api.schemas import Amount, Flag, Problem, SourceObject
from roles.models import Area, Occupation, OccupationWage
from roles.official import Sources
from roles.selectors.wages import cell_of, newest_wages
from roles.wages import COLUMNS, Cell

router = Router(tags=["occupations"])

CODE = Annotated[str, Path(description="SOC code, such as 13-1082, or O*NET-SOC code, such as 13-1082.00.")]
LIMIT = Annotated[int, Query(ge=1, le=MOST, description="How many releases at most.")]
OFFSET = Annotated[int, Query(ge=0, le=1_000_000, description="How many of the newest releases to pass over.")]


class OccupationObject(Schema):
    scheme: Literal["soc", "onet"]
    code: str
    title: str


class AreaObject(Schema):
    code: str
    kind: Literal["nation", "state", "metropolitan", "nonmetropolitan"]
    name: str


class WageObject(Schema):
    """A whole official cell."""

    release: str
    covers: str
    currency: str
    p10: Amount
    p25: Amount
    median: Amount
    p75: Amount
    p90: Amount
    employment: int | None
    location_quotient: float | None
    basis: Annotated[
        Literal["annual", "hourly"] | None, Field(description="Which wages alone are published, where not both are.")
    ]
    flag: Annotated[Flag | None, Field(description="Whether a figure of the cell is withheld, else top-coded.")] = None
    flags: Annotated[
        dict[str, Flag],
        Field(description="By figure: withheld (null), or top-coded (the least that it can be)."),
    ] = {}
    source: SourceObject


class WagesObject(Schema):
    """The cells of one occupation and area, the newest release first."""

    occupation: Annotated[OccupationObject, Field(description="The occupation that the figures are of.")]
    asked: Annotated[OccupationObject, Field(description="The occupation of the code in the address.")]
    note: Annotated[str | None, Field(description="Where the two differ, why.")]
    area: AreaObject
    items: list[WageObject]
    next: Annotated[str | None, Field(description="Address of what follows, or null.")]


@router.get(
    "/occupations/{code}/wages",
    response={200: WagesObject, 404: Problem, 422: Problem},
    summary="Official wages of an occupation",
    url_name="api_occupation_wages",
    exclude_unset=True,
)
def occupation_wages(
    request: HttpRequest, code: CODE, area: AREA = Area.NATION_CODE, limit: LIMIT = 20, offset: OFFSET = 0
) -> Any:
    """Every release that this site has read, the newest first, for a SOC code (13-1082) or an O*NET-SOC code
    (13-1082.00). Wages are published for SOC codes only: an O*NET code answers with its SOC occupation's, and says so.
    """
    asked = Occupation.objects.select_related("parent").filter(code=code).first()
    if asked is None:
        raise HttpError(
            404, _("No occupation has this code. SOC codes look like 13-1082, O*NET-SOC codes like 13-1082.00.")
        )
    place = Area.objects.filter(code=area).first()
    if place is None:
        raise HttpError(404, _("No area has the code %(code)s.") % {"code": area})
    occupation = asked.parent or asked
    cells = _cells(occupation, place)
    shown = cells[offset : offset + limit]
    return {
        "occupation": _occupation(occupation),
        "asked": _occupation(asked),
        "note": _("Wages are published for SOC occupations only; these are of the one that the O*NET code belongs to.")
        if asked.parent
        else None,
        "area": {"code": place.code, "kind": place.kind, "name": place.name},
        "items": [_wage(cell) for cell in shown],
        "next": _next(code, area, limit, offset + limit) if offset + limit < len(cells) else None,
    }


def _cells(occupation: Occupation, place: Area) -> list[Cell]:
    sources = Sources()
    wages = OccupationWage.objects.filter(occupation=occupation, area=place)
    return [cell_of(wage, sources) for wage in newest_wages(wages)]


def _occupation(occupation: Occupation) -> Json:
    return {"scheme": occupation.scheme, "code": occupation.code, "title": occupation.title}


def _wage(cell: Cell) -> Json:
    amounts = cell.amounts
    return {
        "release": cell.source.label,
        "covers": cell.source.covers,
        "currency": cell.currency,
        **{column: amounts[column] for column in COLUMNS},
        "employment": cell.employment,
        "location_quotient": cell.location_quotient,
        "basis": cell.basis or None,
        **flagged(cell.flags),
        "source": source_object(cell.source),
    }


def _next(code: str, area: str, limit: int, offset: int) -> str:
    path = reverse("api_occupation_wages", kwargs={"code": code})
    query: dict[str, str | int] = {"area": area, "limit": limit, "offset": offset}
    return f"{absolute(path)}?{urlencode(query)}"
