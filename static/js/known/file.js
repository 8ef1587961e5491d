// The file that carries marks from browser to browser. Pure: text in, marks out.

import { marksOf } from "./store.js";

const SCHEMA = "careers-skills";
const VERSION = 1;
export const NAME = `${SCHEMA}.json`;
export const MOST_BYTES = 1_000_000;

/** The text of a file that holds these marks. */
export function toFile(marks, savedOn) {
  const skills = [...marks].map(([slug, day]) => ({ slug, marked_on: day || null }));
  return `${JSON.stringify({ schema: SCHEMA, version: VERSION, saved_on: savedOn, skills }, null, 2)}\n`;
}

/** { marks } of a file's text, or { wrong }: "not-json", "other-file", "newer", "too-many" or "no-skill". */
export function fromFile(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return { wrong: "not-json" };
  }
  if (file?.schema !== SCHEMA || !Array.isArray(file.skills)) return { wrong: "other-file" };
  if (file.version !== VERSION) return { wrong: "newer" };
  const marks = marksOf(file.skills.map((skill) => [skill?.slug, skill?.marked_on]));
  if (!marks) return { wrong: "too-many" };
  return marks.size ? { marks } : { wrong: "no-skill" };
}
