// A tick beside every link to a skill that is an item of a list: "I know this".

import { MOST, change, marks, onChange, today } from "./store.js";
import { words } from "./words.js";
import { say } from "./say.js";

const LINKS = '[data-skills] a[href^="/skills/"]';

/** The slug of the skill that a link leads to; empty where it leads elsewhere. */
export function slugOf(link) {
  return /^\/skills\/([a-z0-9-]+)\/$/.exec(link.pathname)?.[1] ?? "";
}

/** The items of skills in a part of the page: links by slug. */
export function itemsIn(part) {
  const links = [...part.querySelectorAll(LINKS)].map((link) => [slugOf(link), link]);
  return new Map(links.filter(([slug]) => slug));
}

/** Marks a skill or takes the mark away; says so where there are too many. */
export function setKnown(slug, isKnown) {
  const fits = change((next) => (isKnown ? next.set(slug, next.get(slug) || today()) : next.delete(slug)));
  if (!fits) say(words.tooMany(MOST));
}

/** A checkbox that stands for one skill, here and in every other tab. */
export function tickFor(slug) {
  const input = document.createElement("input");
  input.type = "checkbox";
  input.className = "known-tick__box";
  input.autocomplete = "off"; // what is kept decides, not what the browser remembers of the page
  const show = () => {
    input.checked = marks().has(slug);
  };
  input.addEventListener("change", () => setKnown(slug, input.checked));
  onChange(show);
  show();
  return input;
}

/** Puts the tick before the name of a skill in its item. */
export function markItem(name, input) {
  const label = document.createElement("label"); // as large as a finger
  label.className = "known-tick";
  label.append(input);
  input.setAttribute("aria-label", words.know(name.textContent.trim()));
  name.parentElement.classList.add("known-item");
  name.before(label);
}

export function addTicks() {
  for (const link of document.querySelectorAll(LINKS)) {
    const slug = slugOf(link);
    if (!slug) continue;
    markItem(link, tickFor(slug));
  }
}
