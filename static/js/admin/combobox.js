// Search-and-add. Upgrades input[list][data-combobox].
// Choosing fills the input and moves to the Add button: the server adds the row, so no half row lives only in the browser.
for (const input of document.querySelectorAll("input[list][data-combobox]")) {
  const options = [...input.list.options].map((o) => ({ value: o.value, meta: o.label }));
  const list = document.createElement("ul");
  Object.assign(list, { className: "combobox__list", id: `${input.id}-list`, role: "listbox", hidden: true });
  list.setAttribute("aria-label", input.placeholder || "…");
  input.removeAttribute("list");
  input.role = "combobox";
  for (const [k, v] of [["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) input.setAttribute(k, v);
  input.after(list);
  let at = -1;
  const add = input.closest(".add-row").querySelector("button");
  const show = (open) => { list.hidden = !open; input.setAttribute("aria-expanded", String(open)); if (!open) { at = -1; input.removeAttribute("aria-activedescendant"); } };
  const choose = (li) => { input.value = li.dataset.value; show(false); add.focus(); };
  const mark = () => [...list.children].forEach((li, i) => { li.setAttribute("aria-selected", String(i === at)); if (i === at) { input.setAttribute("aria-activedescendant", li.id); li.scrollIntoView({ block: "nearest" }); } });
  input.addEventListener("input", () => {
    const q = input.value.trim().toLowerCase();
    const hits = q ? options.filter((o) => `${o.value} ${o.meta}`.toLowerCase().includes(q)).slice(0, 7) : [];
    list.replaceChildren(...hits.map((o, i) => {
      const li = document.createElement("li"), meta = document.createElement("span");
      Object.assign(li, { id: `${list.id}-${i}`, role: "option", className: "combobox__option" });
      li.dataset.value = o.value; li.setAttribute("aria-selected", "false");
      meta.className = "combobox__meta"; meta.textContent = o.meta; li.append(o.value, meta);
      return li;
    }));
    at = -1; show(hits.length > 0);
  });
  input.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && at < 0) { e.preventDefault(); return add.click(); }
    if (list.hidden) return;
    const n = list.children.length;
    if (e.key === "ArrowDown") at = (at + 1) % n; else if (e.key === "ArrowUp") at = (at - 1 + n) % n;
    else if (e.key === "Escape") { e.stopPropagation(); return show(false); }
    else if (e.key === "Enter" && at >= 0) { e.preventDefault(); return choose(list.children[at]); }
    else return;
    e.preventDefault(); mark();
  });
  list.addEventListener("pointerdown", (e) => { const li = e.target.closest("li"); if (li) { e.preventDefault(); choose(li); } });
  input.addEventListener("blur", () => show(false));
}
