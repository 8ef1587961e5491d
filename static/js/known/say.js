// One line that tells what cannot be seen: read out by screen readers, and shown where the marks are counted.

import { onChange, troubleNow } from "./store.js";
import { words } from "./words.js";

const line = document.createElement("p");
line.className = "known-say";
line.role = "status";

let said = "";

export function say(text) {
  line.textContent = text;
}

/** Puts the line where it belongs, and lets it say what is wrong with what the browser keeps: each thing once. */
export function saysAt(put) {
  put(line);
  const show = () => {
    const trouble = troubleNow();
    if (trouble && trouble !== said) {
      said = trouble;
      say(words.trouble(trouble));
    }
  };
  onChange(show);
  show();
}
