// "Use what I know": goes to a path with marked skills in its address. It is the only way out of the browser that
// marks have, and only a press takes it: no link holds them, so nothing can fetch one ahead.

import { marks, onChange } from "./store.js";
import { words } from "./words.js";

export const MOST_USED = 100; // as many as a path takes

/** The address with these skills added to those that it names already. */
export function addressWith(address, slugs) {
  const url = new URL(address, location.href);
  const query = [...url.searchParams].filter(([name, value]) => value && name !== "have" && name !== "page");
  const named = url.searchParams.getAll("have").flatMap((text) => text.split(","));
  const have = [...new Set([...named, ...slugs])].filter(Boolean).slice(0, MOST_USED).join(",");
  url.search = [new URLSearchParams(query), have && `have=${have}`].filter(String).join("&");
  return url.href;
}

/** A form's own address and what stands in it, to come back to with more ticks. */
function addressOf(form) {
  const filled = new URLSearchParams(new FormData(form));
  filled.delete("find");
  filled.set("edit", "1");
  return `${form.action}?${filled}`;
}

/** The button with its warning, where something is marked: of the skills of this part, or in a form all. */
export function useIn(place, slugs) {
  const form = place.closest("form");
  const frame = document.createElement("span");
  const button = document.createElement("button");
  frame.className = "known-use";
  button.type = "button";
  button.className = "button button--small";
  frame.append(button, ` ${words.puts}`);
  const used = () => [...marks().keys()].filter((slug) => form || slugs.includes(slug));
  const show = () => {
    const count = used().length;
    frame.hidden = count === 0;
    button.textContent = words.use(Math.min(count, MOST_USED));
  };
  button.addEventListener("click", () => location.assign(addressWith(form ? addressOf(form) : location.href, used())));
  onChange(show);
  show();
  return frame;
}
