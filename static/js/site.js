// Entry. Each module improves what it finds; without any of them every page works.
import "./touches.js";
import "./apply_form.js";

// Suggestions come with the first focus of a search field: who only reads loads none of them.
document.addEventListener("focusin", async ({ target }) => {
  if (target.matches("input[name=q], input[data-combobox]")) (await import("./combobox.js")).upgrade(target);
});
