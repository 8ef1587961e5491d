"""What public pages cost with a hundred roles and with ten thousand, asked for in turn so that noise hits both alike."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from roles.synthetic.words import skill_name

from .measure import ROOT, environment, run

WARM_UP, ROUNDS = 3, 25
SKILLS = [f"scale-{slugify(skill_name(i))}" for i in (0, 23, 46, 99)]
# What each kind of page is asked for: addresses that a hundred roles have, too.
PAGES = {
    "home": ["/"],
    "list": ["/roles/", "/roles/?page=3", "/roles/?sort=-pay"],
    "list, narrowed": [
        f"/roles/?skill={SKILLS[0]}",
        "/roles/?pay_min=75000&level=senior",
        f"/roles/?domain=scale-field-00&skill={SKILLS[0]}",
    ],
    "search": [
        "/roles/?q=Birch", "/roles/?q=scale", "/roles/?q=Birch+Archive+Builder", "/roles/?q=kernel+leader",
        "/roles/?q=archve", "/roles/?q=how+to+become+an+engineer", "/roles/?q=engineer&pay_min=75000&level=senior",
    ],
    "suggest": [f"/api/v1/suggest?q={text}" for text in ("b", "bi", "birch+ar", "kern", "scale", "archve")],
    "guide": [f"/roles/scale-{i:04d}/" for i in (0, 17, 42, 99)],
    "comparison of two": ["/compare/scale-0000-vs-scale-0001/", "/compare/scale-0017-vs-scale-0042/"],
    "comparison of four": ["/compare/?roles=scale-0000,scale-0001,scale-0017,scale-0042"],
    "path": ["/paths/scale-0000/scale-0042/", f"/paths/?have={SKILLS[0]},{SKILLS[1]}&to=scale-0042"],
    "near": [f"/paths/?have={','.join(SKILLS)}"],
    "skill": [f"/skills/{slug}/" for slug in SKILLS],
    "salaries": ["/salaries/"],
}  # fmt: skip
# Milliseconds on the clock, 95 of 100 requests, warm, with ten thousand roles on PostgreSQL.
WANTED = {
    "list, narrowed": 80,
    "search": 80,
    "suggest": 40,
    "comparison of two": 60,
    "comparison of four": 60,
    "path": 80,
}


@dataclass
class Site:
    """A process that serves a database of so many roles, and what each page has cost it."""

    roles: int
    process: subprocess.Popen[str]
    costs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def ask(self, address: str) -> dict[str, Any]:
        """The cost of one request. Ends the benchmark unless it is answered with 200."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()
        cost: dict[str, Any] = json.loads(self.process.stdout.readline())
        if cost["status"] != 200:
            raise SystemExit(f"{address} answered {cost['status']} with {self.roles} roles")
        return cost


@contextmanager
def site(database: Callable[[], AbstractContextManager[str]], roles: int) -> Iterator[Site]:
    """A new database with so many synthetic roles, and a process that answers for it."""
    with database() as url:
        run(url, "manage.py", "generate_scale", "--roles", str(roles), "--yes")
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.pages"],
            cwd=ROOT, env=environment(url), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            yield Site(roles, process)
        finally:
            process.communicate()


def measure(name: str, database: Callable[[], AbstractContextManager[str]], sizes: tuple[int, ...]) -> None:
    """Print what each page costs at each of these sizes, and the ratio of the largest to the smallest."""
    with ExitStack() as stack:
        sites = [stack.enter_context(site(database, roles)) for roles in sizes]
        for page, addresses in PAGES.items():
            for turn in range(WARM_UP + ROUNDS):
                for address in addresses:
                    for one in sites:
                        cost = one.ask(address)
                        if turn >= WARM_UP:
                            one.costs.setdefault(page, []).append(cost)
            print(_lines(name, page, sites), flush=True)


def _lines(name: str, page: str, sites: list[Site]) -> str:
    lines = []
    for one in sites:
        costs = one.costs[page]
        walls = sorted(cost["wall"] for cost in costs)
        slow = walls[int(len(walls) * 0.95)]
        wanted = f" (wanted: under {WANTED[page]})" if page in WANTED else ""
        lines.append(
            f"{name:<11} {one.roles:>6} roles  {page:<18} {_median(costs, 'cpu'):6.1f} ms CPU  "
            f"{statistics.median(walls):6.1f} ms, 95 of 100 in {slow:6.1f} ms{wanted}  "
            f"{max(cost['queries'] for cost in costs):2} queries  {_median(costs, 'bytes') / 1024:4.0f} kB  "
            f"{costs[-1]['megabytes']:4.0f} MB"
        )
    first, last = sites[0].costs[page], sites[-1].costs[page]
    lines.append(
        f"{name:<11} {page}: {sites[-1].roles} roles cost {_median(last, 'cpu') / _median(first, 'cpu'):.2f} times the CPU "
        f"and {_median(last, 'wall') / _median(first, 'wall'):.2f} times the time of {sites[0].roles}"
    )
    return "\n".join(lines)


def _median(costs: list[dict[str, Any]], what: str) -> float:
    return statistics.median(cost[what] for cost in costs)
