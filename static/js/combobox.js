// Turns <input list data-combobox> into an ARIA combobox. Without it the browser's own list works.
// data-combobox-label names the list for screen readers.

const MOST_SHOWN = 6;

function createList(input) {
  const list = document.createElement("ul");
  list.className = "combobox__list";
  list.id = `${input.id}-options`;
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", input.dataset.comboboxLabel || "Suggestions");
  input.parentElement.append(list);
  return list;
}

function createOption(option, id) {
  const item = document.createElement("li");
  item.id = id;
  item.role = "option";
  item.className = "combobox__option";
  item.dataset.value = option.value;
  item.setAttribute("aria-selected", "false");
  const meta = document.createElement("span");
  meta.className = "combobox__meta";
  meta.textContent = option.meta;
  item.append(option.value, meta);
  return item;
}

function upgrade(input) {
  if (!input.list) return;
  const options = [...input.list.options].map((option) => ({
    value: option.value,
    meta: option.label === option.value ? "" : option.label,
  }));
  input.removeAttribute("list");
  const list = createList(input);
  input.role = "combobox";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (item) => {
    input.value = item.dataset.value;
    close();
    input.form.requestSubmit();
  };
  const move = (to) => {
    active = to;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };

  input.addEventListener("input", () => {
    const words = input.value.trim().toLowerCase();
    const hits = words
      ? options.filter((option) => `${option.value} ${option.meta}`.toLowerCase().includes(words)).slice(0, MOST_SHOWN)
      : [];
    close();
    list.replaceChildren(...hits.map((option, index) => createOption(option, `${list.id}-${index}`)));
    list.hidden = hits.length === 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const count = list.children.length;
    if (event.key === "ArrowDown") move((active + 1) % count);
    else if (event.key === "ArrowUp") move(active > 0 ? active - 1 : count - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
    else return;
    event.preventDefault();
  });
  // mousedown, not click: a click would first take the focus away and close the list.
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("li");
    if (!item) return;
    event.preventDefault();
    choose(item);
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll("input[data-combobox]").forEach(upgrade);
