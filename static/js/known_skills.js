// "I know this": loaded when a visitor has marked skills, or presses the offer to mark some (site.js).

import { addTicks, setKnown } from "./known/ticks.js";
import { countSteps, fillPlaces } from "./known/counts.js";
import { saysAt } from "./known/say.js";
import { styled } from "./known/sheet.js";

await styled();
addTicks();
fillPlaces();
countSteps();
saysAt((line) => (document.querySelector("[data-known]") ?? document.querySelector("main")).append(line));

/** The offer was taken: its place now holds what it offered, and the focus goes on to the first tick. */
export function begin(place) {
  const { knownSkill } = place.dataset;
  if (knownSkill) setKnown(knownSkill, true);
  const part = knownSkill ? place : place.closest("section, main");
  part.querySelector(".known-tick__box")?.focus();
}
