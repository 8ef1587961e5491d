// Brings the apply form into the page. When an Apply link is first pressed or focused, the form is
// fetched into [data-apply-form]; a press then leads there instead of to the form's own page.
// On any failure the link leads to that page, as it does without this script. Nothing is fetched on load.

import { touchParameters } from "./touches.js";

const PATIENCE = 6000; // milliseconds, then the link is followed

const frame = document.querySelector("[data-apply-form]");
let asked = null; // { address, form: Promise<HTMLFormElement> } of the newest fetch
let shown = null; // the form in the frame
let isTouched = false; // something was typed: this form is not replaced any more

function address(link, parameters = []) {
  const url = new URL(link.href);
  for (const [name, value] of [...touchParameters(), ...parameters]) url.searchParams.set(name, value);
  return url.href;
}

async function fetchForm(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`The form answered ${response.status}`);
  const form = new DOMParser()
    .parseFromString(await response.text(), "text/html")
    .querySelector("form[data-apply-fields]");
  if (!form) throw new Error("The answer holds no form");
  return document.adoptNode(form);
}

function request(link) {
  if (isTouched) return Promise.resolve(shown);
  const url = address(link, [["fragment", "1"]]);
  if (asked?.address === url) return asked.form;
  const form = fetchForm(url);
  asked = { address: url, form };
  form.catch(() => {
    if (asked?.form === form) asked = null; // the next press tries again
  });
  return form;
}

function show(form) {
  if (form === shown || isTouched) return;
  frame.replaceChildren(form);
  shown = form;
}

async function prepare(link) {
  try {
    const form = await request(link);
    // A link inside the frame keeps its place until it is pressed: taking it away would lose the focus.
    if (!frame.contains(link) && !frame.contains(document.activeElement)) show(form);
  } catch {
    // The press will follow the link.
  }
}

async function open(link) {
  try {
    show(await request(link));
  } catch {
    location.assign(link.href);
    return;
  }
  shown.querySelector("input:not([type=hidden]):not([tabindex='-1']), select, textarea")?.focus({ preventScroll: true });
  // With its title above it: the form alone would stand there unnamed.
  (frame.closest(".form-frame") ?? frame).scrollIntoView({ block: "start" });
}

function applyLink(event) {
  return event.target instanceof Element ? event.target.closest("a[data-apply]") : null;
}

function isPlain(event) {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

document.addEventListener("focusin", (event) => {
  const link = applyLink(event);
  if (link && frame && !asked) prepare(link);
});

document.addEventListener("pointerdown", (event) => {
  const link = applyLink(event);
  if (!link) return;
  link.href = address(link);
  if (frame) prepare(link);
});

document.addEventListener("click", (event) => {
  const link = applyLink(event);
  if (!link || event.defaultPrevented) return;
  link.href = address(link);
  if (!frame || !isPlain(event)) return;
  event.preventDefault();
  open(link);
});

frame?.addEventListener("input", () => {
  isTouched = true;
});
