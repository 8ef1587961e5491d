// The page of all marks: each by its name, to be taken away, cleared with a way back, used, saved and brought in.

import { MOST_BYTES, NAME, fromFile, toFile } from "./file.js";
import { allNames } from "./names.js";
import { say, saysAt } from "./say.js";
import { MOST, change, marks, onChange, today } from "./store.js";
import { markItem, tickFor } from "./ticks.js";
import { MOST_USED, addressWith } from "./use.js";
import { words } from "./words.js";

const ID = "mark-";
const frame = document.querySelector("[data-my-skills]");
const part = (name) => frame.querySelector(`[data-${name}]`);
const list = part("list");
const undo = part("undo");
const fileInput = frame.querySelector("[type=file]");
const problem = frame.querySelector("#marks-error");
const names = await allNames(frame.dataset.mySkills).catch(() => null);
let before = null; // the marks that Undo brings back

// --- the list --------------------------------------------------------------------------

/** A row stays when its tick is taken away, so that it can be ticked again. */
function rowFor(slug, day) {
  const row = document.createElement("li");
  const isListed = names?.has(slug);
  const name = document.createElement(isListed ? "a" : "span");
  const note = document.createElement("span");
  row.id = ID + slug;
  if (isListed) name.href = `/skills/${slug}/`;
  name.append(Object.assign(document.createElement("bdi"), { textContent: names?.get(slug) ?? slug }));
  note.className = "my-skills__note";
  note.textContent = words.note(day, Boolean(names) && !isListed);
  row.append(name, note);
  markItem(name, tickFor(slug));
  return row;
}

function show() {
  const added = [...marks()].filter(([slug]) => !document.getElementById(ID + slug));
  if (added.length) {
    const rows = [...list.children, ...added.map(([slug, day]) => rowFor(slug, day))];
    list.replaceChildren(...rows.sort((a, b) => a.textContent.localeCompare(b.textContent)));
  }
  part("use").textContent = words.use(Math.min(marks().size, MOST_USED));
  part("count").textContent = words.marks(marks().size);
  for (const some of frame.querySelectorAll("[data-some]")) some.hidden = marks().size === 0;
}

/** Puts other marks in place of these, with a way back. */
function replaceAll(next, text) {
  before = new Map(marks());
  list.replaceChildren();
  change((kept) => {
    kept.clear();
    for (const [slug, day] of next) kept.set(slug, day);
  });
  undo.hidden = false;
  report(text);
}

/** One message at a time: what was done takes the place of what was wrong, and the other way round. */
function report(text) {
  refuse(fileInput, "");
  say(text);
}

part("clear").addEventListener("click", () => {
  replaceAll(new Map(), words.cleared);
  undo.focus();
});
undo.addEventListener("click", () => {
  replaceAll(before, words.undone);
  undo.hidden = true;
  frame.querySelector("h2").focus();
});
part("use").addEventListener("click", (event) => {
  location.assign(addressWith(event.target.dataset.use, marks().keys()));
});

// --- the file --------------------------------------------------------------------------

part("export").addEventListener("click", () => {
  const url = URL.createObjectURL(new Blob([toFile(marks(), today())], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: url, download: NAME }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser has it by then
  report(words.saved(NAME));
});

function refuse(input, wrong) {
  problem.textContent = words.refused(wrong, MOST);
  problem.hidden = !wrong;
  input.toggleAttribute("aria-invalid", Boolean(wrong));
  input.closest(".field").classList.toggle("field--error", Boolean(wrong));
  if (!wrong) return;
  say("");
  input.focus();
}

async function bringIn(file, isReplacing) {
  if (!file) return "no-file";
  if (file.size > MOST_BYTES) return "too-large";
  const { marks: brought, wrong } = fromFile(await file.text());
  if (wrong) return wrong;
  const unknown = [...brought.keys()].filter((slug) => names && !names.has(slug));
  for (const slug of unknown) brought.delete(slug);
  const fresh = [...brought.keys()].filter((slug) => !marks().has(slug));
  const next = isReplacing ? brought : new Map([...brought, ...marks()]);
  if (!brought.size) return "none-known";
  if (next.size > MOST) return "too-many";
  replaceAll(next, words.broughtIn(fresh.length, brought.size - fresh.length, unknown));
  return "";
}

part("import").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  refuse(fileInput, await bringIn(fileInput.files[0], form.elements.how.value === "replace"));
});

saysAt((line) => part("count").after(line));
if (!names) say(words.noNames);
onChange(show);
show();
frame.firstElementChild.hidden = false;
