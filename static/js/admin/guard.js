// Says "Not saved yet", and asks before the page is left with something unsaved. A preview saves nothing.
// The browser's own save keys save the form.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let dirty = document.querySelector("#errors, .errornote") !== null;
  const line = form.querySelector("[data-autosave]");
  form.addEventListener("input", () => {
    if (!dirty && line) line.textContent = line.dataset.dirty;
    dirty = true;
  });
  form.addEventListener("submit", (event) => { if (!event.submitter?.hasAttribute("data-keeps")) dirty = false; });
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const save = form.querySelector("button[name='_save']");
    if (!save) return;
    event.preventDefault();
    form.requestSubmit(save);
  });
}
