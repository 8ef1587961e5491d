// A page that comes back as it was left (the Back button) shows what its address says, not what was chosen since.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const form of document.forms) if (form.method === "get") form.reset();
});
