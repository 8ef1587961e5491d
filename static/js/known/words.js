// Every sentence that the scripts of known skills make up. What stands still is in the templates.

const TROUBLE = {
  unreadable: "What this browser kept of your skills could not be read, so the list begins anew.",
  closed: "This browser lets the site keep nothing. What you mark lasts until you leave this page.",
  full: "This browser has no room left to keep your marks. New ones last until you leave this page.",
};

const REFUSED = {
  "no-file": "Choose a file first.",
  "too-large": "This file is larger than any that this page saves. Nothing was changed.",
  "not-json": "This is no file that this page saved: its text cannot be read. Nothing was changed.",
  "other-file": "This is no file that this page saved: it holds something else. Nothing was changed.",
  newer: "This file is of another version than this page can read. Nothing was changed.",
  "no-skill": "This file holds no skill. Nothing was changed.",
  "none-known": "No guide asks for any skill of this file. Nothing was changed.",
};

const skills = (count) => (count === 1 ? "1 skill" : `${count.toLocaleString("en-US")} skills`);

const dated = (day) =>
  new Date(`${day}T00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" }); // as the site writes dates

const named = (slugs) => (slugs.length > 5 ? `${slugs.slice(0, 5).join(", ")} and ${slugs.length - 5} more` : slugs.join(", "));

export const words = {
  know: (name) => `I know ${name}`,
  count: (known, all) => (known ? `You know ${known} of ${all}.` : `Mark what you know of these ${all}. It stays in this browser.`),
  mine: "Your skills",
  step: (known, all) => (known === all ? (all === 1 ? "skill known" : `all ${all} known`) : `${known} of ${all} known`),
  sides: (sides) => `You know ${sides.map(({ known, all, title }) => `${known} of ${all} of ${title}`).join(", ")}.`,
  trouble: (kind) => TROUBLE[kind],
  tooMany: (most) => `No more than ${most.toLocaleString("en-US")} skills can be marked. This one was not.`,
  isKnown: " (known)",
  note: (day, isUnlisted) => [day && `marked on ${dated(day)}`, isUnlisted && "no guide asks for it now"].filter(Boolean).join(", "),
  marks: (count) =>
    count ? `${skills(count)} marked.` : `Nothing is marked. In any guide, press “Mark what you know” and tick skills.`,
  cleared: "All marks are taken away.",
  undone: "All is as it was.",
  saved: (name) => `Saved as ${name}.`,
  noNames: "The names of the skills did not come, so their addresses stand here.",
  refused: (wrong, most) =>
    wrong === "too-many" ? `No more than ${most.toLocaleString("en-US")} skills can be marked. Nothing was changed.` : (REFUSED[wrong] ?? ""),
  broughtIn: (added, before, unknown) =>
    [
      `${skills(added)} added.`,
      before && `${skills(before)} of the file ${before === 1 ? "was" : "were"} marked before.`,
      unknown.length && `Left out, because no guide asks for ${unknown.length === 1 ? "it" : "them"}: ${named(unknown)}.`,
    ]
      .filter(Boolean)
      .join(" "),
  use: (count) => `Use what I know (${skills(count)})`,
  puts: "This puts them in the address.",
};
