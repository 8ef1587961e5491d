"""Every amount of money on a page, how it is marked, and whether the database knows it with its source.

An amount may stand in these places, and nowhere else (docs/methodology.md, "Where an amount may be printed"):

* ``tag``: inside ``.figure``, which ``roles.money`` alone writes. Its source is its title, or the number that its
  ``.ref`` leads to in the page's list. With neither it is a figure that nobody is named for, and marked so in its row.
* ``apart``: the same, where its title says that it is the difference of two medians.
* ``chart``: a label, or what is read out, in an element with ``role="img"`` or in a map whose tiles are links
  (``.tile-map__plot``); a chart cannot be built without sources.
* ``scale``: the round amounts along a chart's axis and of the filter by least pay, which are no figures.
* ``data``: a number of the JSON-LD's salary.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from roles.literals import LITERAL_AMOUNT
from roles.pay import money_text

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
AMOUNT = re.compile(rf"(?:{LITERAL_AMOUNT.pattern})(?:\s?or more|\+)?")
APART = "Difference of the medians: "
CHARTS = {"tile-map__plot"}
SCALES = {"range-chart__axis", "skyline__axis", "mini-range__axis", "least-pay"}
PERCENTILES = ("p10", "p25", "median", "p75", "p90")


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    words: list[str] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())

    @property
    def is_chart(self) -> bool:
        return self.attrs.get("role") == "img" or bool(self.classes & CHARTS)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@dataclass(frozen=True)
class Printed:
    """An amount as it is printed, the place it stands in ("" where it may not), and the source it names."""

    text: str
    place: str
    source: str = ""
    around: str = ""


class MoneyOfPage(HTMLParser):
    """The amounts of a page in ``printed``; ``sources`` are the texts of its numbered list."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.sources: dict[str, str] = {}
        self.found: list[tuple[str, str, Element, str]] = []
        self.data: list[Any] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    @property
    def printed(self) -> list[Printed]:
        return [
            Printed(text, self._place(place, element), self._source(element), around)
            for text, place, element, around in self.found
        ] + [Printed(str(number), "data", cited) for number, cited in self._salaries()]

    def _place(self, place: str, element: Element) -> str:
        return "apart" if place == "tag" and element.attrs.get("title", "").startswith(APART) else place

    def _source(self, element: Element) -> str:
        """The text that names the source of the amount, as a reader is led to it; empty where there is none."""
        if "title" in element.attrs:
            return element.attrs["title"].removeprefix(APART)
        if element.refs:
            return self.sources.get(element.refs[-1].removeprefix("#"), "a source that is not in the list")
        return ""

    def _salaries(self) -> Iterator[tuple[int, str]]:
        for block in self.data:
            for node in block["@graph"]:
                salary = node.get("estimatedSalary", {})
                for name, value in salary.items():
                    if name == "median" or name.startswith("percentile"):
                        yield value, salary["description"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        is_told = any(one.is_chart for one in (*self._open, element))
        for name, value in element.attrs.items():
            self._note(value, "chart" if is_told and name == "aria-label" else "", element)
        if "ref" in element.classes and (figure := self._figure()):
            figure.refs.append(element.attrs.get("href", ""))
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        element = self._open.pop()
        assert element.tag == tag, f"</{tag}> closes <{element.tag}> at {self.getpos()}"
        if element.attrs.get("type") == "application/ld+json":
            self.data.append(json.loads("".join(element.words)))
        if element.attrs.get("id", "").startswith("source-"):
            self.sources[element.attrs["id"]] = element.text

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words.append(data)
        figure = self._figure()
        self._note(data, self._here(), figure or (self._open[-1] if self._open else Element("", {})))

    def _figure(self) -> Element | None:
        return next((element for element in reversed(self._open) if "figure" in element.classes), None)

    def _here(self) -> str:
        """The place that the open elements make."""
        classes = {name for element in self._open for name in element.classes}
        if self._figure():
            return "tag"
        if classes & SCALES:
            return "scale"
        if any(element.is_chart for element in self._open):
            return "chart"
        return ""

    def _note(self, text: str, place: str, element: Element) -> None:
        for found in AMOUNT.finditer(text):
            self.found.append((found[0].strip(), place, element, " ".join(text.split())))


class Known:
    """What the database holds of amounts, as they may be printed, by the words that name their source."""

    def __init__(self) -> None:
        from roles.models import Correction, RoleOccupation, SalaryEstimate, WageRelease

        self.by_release: dict[int, set[str]] = defaultdict(set)
        self.apart: set[str] = set()
        self.unsourced: set[str] = set()
        self.releases = list(WageRelease.objects.select_related("source"))
        self._wages(set(RoleOccupation.objects.values_list("occupation_id", flat=True)))
        for row in SalaryEstimate.objects.all():
            amounts = [amount for amount in (row.annual_low, row.annual_median, row.annual_high) if amount is not None]
            written = {text for amount in amounts for text in _written(amount, row.currency)}
            if row.source_id is None:
                self.unsourced |= written | {found[0].strip() for found in AMOUNT.finditer(row.note)}
            else:
                self.by_release[row.source_id] |= written

        for entry in Correction.objects.all():
            for amount, release in (
                (entry.before_amount, entry.before_release_id),
                (entry.after_amount, entry.after_release_id),
            ):
                if amount is not None:
                    texts = self.unsourced if release is None else self.by_release[release]
                    texts |= _written(amount, entry.currency)

    def _wages(self, matched: set[int]) -> None:
        from roles.models import OccupationWage

        medians: dict[tuple[int, int], list[int]] = defaultdict(list)
        for wage in OccupationWage.objects.all():
            for column in PERCENTILES:
                amount, flag = getattr(wage, column), wage.flags.get(column)
                if amount is not None:
                    self.by_release[wage.release_id] |= _written(amount, "USD", flag)
            if wage.median is not None and "median" not in wage.flags and wage.occupation_id in matched:
                medians[wage.release_id, wage.area_id].append(wage.median)
        for cells in medians.values():
            for gap in {abs(a - b) for a in cells for b in cells}:
                self.apart |= _written(gap, "USD")

    def holds(self, amount: Printed) -> bool:
        """The database has this amount, from the source that the page names for it."""
        if amount.place == "data":
            return money_text(int(amount.text), "USD") in self.of(amount.source)
        if amount.place == "scale":
            return True
        if amount.place == "apart":
            return amount.text in self.apart and bool(self.of(amount.source))
        if amount.place == "chart":
            return any(amount.text in texts for texts in self.by_release.values())
        if not amount.source:
            return amount.text in self.unsourced
        return amount.text in self.of(amount.source)

    def of(self, words: str) -> set[str]:
        """The amounts of every release that these words name: a citation, or a line of a list of sources."""
        return {text for release in self.releases if _names(words, release) for text in self.by_release[release.pk]}


def _names(words: str, release: Any) -> bool:
    source = release.source
    citation = f"{source.publisher}, {source.title}, {release.covers}"
    listed = f"{source.publisher}, {source.title}"
    return words.startswith(citation) or (words.startswith(listed) and f"Covers {release.covers}." in words)


def _written(amount: int, currency: str, flag: str | None = None) -> set[str]:
    texts = {money_text(amount, currency, flag=flag), money_text(amount, currency, flag=flag, short=True)}
    if flag == "top_coded":  # a tile of a map has no room for the words
        texts.add(f"{money_text(amount, currency, short=True)}+")
    return texts


def printed_on(html: str) -> list[Printed]:
    """Every amount on a page."""
    return MoneyOfPage(html).printed


def misplaced(amounts: Iterable[Printed]) -> list[Printed]:
    """Those outside every place that is marked."""
    return [amount for amount in amounts if not amount.place]


def unknown(amounts: Iterable[Printed], known: Known) -> list[Printed]:
    """Those that the database does not hold with the source that is named."""
    return [amount for amount in amounts if amount.place and not known.holds(amount)]
