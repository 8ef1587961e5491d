// Adds an empty row from the group's template, and takes rows away until the form is saved.
// Without it the same buttons post the form and the server does both.
import { say } from "./say.js";

const changed = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

for (const group of document.querySelectorAll("[data-rows]")) {
  const blank = group.querySelector("template[data-blank]");
  const total = document.getElementById(`id_${group.dataset.rows}-TOTAL_FORMS`);
  const list = group.querySelector("[data-reorder]")?.tBodies?.[0] ?? group.querySelector("[data-reorder]");
  group.addEventListener("click", (event) => {
    const add = event.target.closest("button[name='_add']");
    if (add && blank && add.value === blank.dataset.blank) {
      event.preventDefault();
      const holder = document.createElement(list.tagName === "TBODY" ? "tbody" : "div");
      holder.innerHTML = blank.innerHTML.trim().replaceAll("__prefix__", total.value);
      const row = holder.firstElementChild;
      total.value = Number(total.value) + 1;
      list.append(row);
      list.dispatchEvent(new CustomEvent("rows", { bubbles: true }));
      row.querySelector("input:not([type=hidden]), textarea, select")?.focus();
      changed(list);
    }
    const remove = event.target.closest("button[data-remove]");
    if (remove) {
      event.preventDefault();
      const row = remove.closest("tr, .row-block, .estimate");
      const near = row.nextElementSibling ?? row.previousElementSibling;
      row.querySelector("input[name$='-DELETE']").value = "on";
      // A row that is inside this one (an estimate of a level) stays: the server shows it elsewhere.
      row.hidden = true;
      for (const field of row.querySelectorAll("[required]")) field.required = false;
      (near?.querySelector("button:not(:disabled)") ?? group.querySelector(".add-row button"))?.focus();
      say(remove.textContent.trim());
      row.parentElement.dispatchEvent(new CustomEvent("rows", { bubbles: true }));
      changed(group);
    }
  });
}
