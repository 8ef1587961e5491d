// Entry. Without any of these modules every page works.
import "./touches.js";
import "./apply_form.js";

// Suggestions come with the first focus of a search field.
document.addEventListener("focusin", async ({ target }) => {
  if (target.matches("input[name=q], input[data-combobox]")) (await import("./combobox.js")).upgrade(target);
});

// What a visitor knows of the skills here. A first visit loads nothing for it: it sees an offer.
const place = document.querySelector("[data-known]");
const known = () => import("./known_skills.js");
const KEY = "careers.known-skills.v1";
const isKept = (first) => {
  try {
    if (first) localStorage[KEY] ??= first;
    return KEY in localStorage;
  } catch {} // closed: the offer stands, and says so when taken
};
if (isKept()) {
  if (place ?? document.querySelector("[data-skills]")) known();
} else if (place?.dataset.known) {
  const offer = document.createElement("button");
  offer.className = "button";
  offer.textContent = place.dataset.known;
  offer.onclick = () => {
    const skill = place.dataset.knownSkill;
    if (skill) isKept(`{"skills":{"${skill}":""}}`); // at once
    known().then(({ begin }) => begin(place));
  };
  place.append(offer);
}
