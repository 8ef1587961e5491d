// What a visitor knows: slugs of skills, each with the day it was marked, kept in this browser alone.
// Nothing here sends anything. Where the browser keeps nothing, the marks last as long as the page.

const KEY = "careers.known-skills.v1"; // site.js looks whether it is there
export const MOST = 2000;
const SLUG = /^[a-z0-9-]{1,100}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

let known = new Map(); // slug: day, or "" where none was given
let trouble = ""; // "", "unreadable" (something else was kept), "closed" or "full" (this page is ahead of what is kept)
const listeners = [];

/** The pairs of slug and day that can be kept, as a Map; null where there are too many. */
export function marksOf(pairs) {
  const marks = new Map(
    pairs.filter(([slug]) => typeof slug === "string" && SLUG.test(slug)).map(([slug, day]) => [slug, DAY.test(day) && Date.parse(day) ? day : ""]),
  );
  return marks.size > MOST ? null : marks;
}

/** What a kept text says, as a Map; null where it says something else. */
export function parse(text) {
  try {
    const { skills } = JSON.parse(text);
    return skills?.constructor === Object ? marksOf(Object.entries(skills)) : null;
  } catch {
    return null; // not ours
  }
}

export function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function load() {
  try {
    const text = localStorage.getItem(KEY);
    const kept = text === null ? new Map() : parse(text);
    if (!kept) {
      trouble = "unreadable";
      localStorage.removeItem(KEY); // said once, then forgotten
    }
    known = kept ?? new Map();
  } catch {
    trouble = "closed"; // the visitor or the browser forbids it
  }
}

function save() {
  try {
    if (known.size) localStorage.setItem(KEY, JSON.stringify({ skills: Object.fromEntries(known) }));
    else localStorage.removeItem(KEY);
    trouble = "";
  } catch (error) {
    trouble = error.name === "QuotaExceededError" ? "full" : "closed";
  }
}

function isAhead() {
  return trouble === "closed" || trouble === "full";
}

function tell() {
  for (const listener of listeners) listener();
}

/** The marks: a Map of slug to day, not to be changed but by the functions below. */
export function marks() {
  return known;
}

/** Why the marks are not kept or could not be read; empty when all is well. */
export function troubleNow() {
  return trouble;
}

/** Call this whenever the marks change, here or in another tab. */
export function onChange(listener) {
  listeners.push(listener);
}

/** Changes a copy of the newest marks and keeps it. False, and nothing changed, where that would be too many. */
export function change(edit) {
  if (!isAhead()) load(); // another tab may have marked more
  const next = new Map(known);
  edit(next);
  const fits = next.size <= MOST;
  if (fits) {
    known = next;
    save();
  }
  tell();
  return fits;
}

function follow() {
  if (isAhead()) return;
  load();
  tell();
}

load();
addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) follow();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) follow(); // brought back by the Back button: other pages may have marked more
});
