// How much of what a page asks for is known: in its place above the list, and in each step of a roadmap.

import { marks, onChange } from "./store.js";
import { itemsIn, tickFor } from "./ticks.js";
import { useIn } from "./use.js";
import { words } from "./words.js";

function element(name, className, ...inside) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...inside);
  return made;
}

function knownOf(slugs) {
  return [...slugs].filter((slug) => marks().has(slug)).length;
}

function showWhenChanged(show) {
  onChange(show);
  show();
}

/** "You know 6 of 13", or of each side of a comparison. */
function countIn(place, slugs) {
  const sides = JSON.parse(place.dataset.knownSides || "null");
  const text = element("p", "known-count");
  showWhenChanged(() => {
    text.textContent = sides
      ? words.sides(sides.map(({ title, skills }) => ({ title, all: skills.length, known: knownOf(skills) })))
      : words.count(knownOf(slugs), slugs.length);
  });
  return text;
}

/** The page of one skill: its own tick, by name. */
function oneIn(place) {
  const name = words.know(document.querySelector("h1").textContent.trim());
  return element("label", "known-one", tickFor(place.dataset.knownSkill), ` ${name}`);
}

// The page of all marks. A guide has no room to name it.
const MINE = "/my-skills/";

export function fillPlaces() {
  for (const place of document.querySelectorAll("[data-known]")) {
    const { knownSkill, knownUse } = place.dataset;
    const slugs = [...itemsIn(place.closest("section, form, main")).keys()];
    const link = element("a", "known-mine", words.mine);
    link.href = MINE;
    const parts = knownSkill ? [oneIn(place)] : [];
    if (!knownSkill && knownUse !== "all") parts.push(countIn(place, slugs));
    if (knownUse) parts.push(useIn(place, slugs));
    place.replaceChildren(...parts, link);
  }
}

/** Steps name their skills; the list of the same page says which skills those are. */
export function countSteps() {
  const slugs = new Map([...itemsIn(document)].map(([slug, link]) => [link.textContent.trim(), slug]));
  for (const step of document.querySelectorAll(".roadmap > li")) {
    const named = [...step.querySelectorAll(".fold > p bdi")];
    const taught = named.map((name) => slugs.get(name.textContent.trim()));
    if (!taught.length) continue;
    const notes = named.map((name) => {
      const note = element("span", "known-name");
      name.after(note);
      return note;
    });
    const mark = element("span", "known-step");
    showWhenChanged(() => {
      const known = knownOf(taught);
      mark.textContent = known ? words.step(known, taught.length) : "";
      notes.forEach((note, index) => {
        note.textContent = marks().has(taught[index]) ? words.isKnown : "";
      });
      mark.classList.toggle("known-step--whole", known === taught.length);
    });
    step.querySelector(":scope > div").append(mark);
  }
}
