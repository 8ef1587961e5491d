"""Objects that answers of several routers hold, as the API's description names them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

Flag = Literal["withheld", "top_coded"]
Amount = Annotated[int | None, Field(description="Whole units of the currency a year; null where it is withheld.")]


class SourceObject(Schema):
    publisher: str
    title: str
    label: str
    url: str
    covers: str
    released_on: date | None
    retrieved_on: date
    licence: str
    attribution: str


class ProblemDetail(Schema):
    status: int
    message: str
    parameter: str | None = None


class Problem(Schema):
    error: ProblemDetail


class FieldObject(Schema):
    """A field of work."""

    slug: str
    name: str


class ListedHeadline(Schema):
    """The one figure that stands for a role: a median over all levels. A top-coded amount is the least that it can be."""

    amount: Annotated[int, Field(description="Whole units of the currency a year.")]
    currency: str
    area: Annotated[str, Field(description="BLS area code; 99 is the nation.")]
    area_name: str
    kind: Literal["official", "editorial"]
    source: Annotated[str, Field(description="Publisher, title and the time covered.")]
    release: str
    occupation: Annotated[str | None, Field(description="Code of the occupation that it is the median of.")]
    occupation_title: str | None
    flag: Flag | None = None


class ListedPay(Schema):
    headline: Annotated[ListedHeadline | None, Field(description="Null where no figure has a source.")]
