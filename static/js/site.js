// Entry. Each module improves what it finds; without any of them every page works.
import "./touches.js";
import "./apply_form.js";

// Suggestions come with the first focus of a search field: who only reads loads none of them.
document.addEventListener("focusin", async ({ target }) => {
  if (target.matches("input[name=q], input[data-combobox]")) (await import("./combobox.js")).upgrade(target);
});

// What a visitor knows of the skills on this page. A first visit loads nothing for it: it sees an offer to mark some.
const place = document.querySelector("[data-known]");
const known = () => import("./known_skills.js");
let isKept = false;
try {
  isKept = localStorage.getItem("careers.known-skills.v1") !== null;
} catch {
  // Storage is closed: the offer stands, and says so when it is taken.
}
if (isKept) {
  if (place ?? document.querySelector("[data-skills]")) known();
} else if (place?.dataset.known) {
  const offer = document.createElement("button");
  offer.className = "button";
  offer.textContent = place.dataset.known;
  offer.onclick = () => known().then(({ begin }) => begin(place));
  place.append(offer);
}
