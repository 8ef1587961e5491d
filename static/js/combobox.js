// A search field with suggestions: the combobox pattern of the ARIA guide, with a list that is chosen from by hand.
// They come from the field's own <datalist>, or are fetched while somebody types. Without this the form works as it is.
// data-combobox-label names the list for screen readers.

const ADDRESS = "/api/v1/suggest";
const WAIT = 150; // milliseconds without a key before asking
const MOST_SHOWN = 10;
const upgraded = new WeakSet();

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

function createOption({ title, note, url = "" }, id) {
  const item = document.createElement("li");
  item.id = id;
  item.role = "option";
  item.className = "combobox__option";
  item.dataset.value = title;
  item.dataset.url = url;
  item.setAttribute("aria-selected", "false");
  const name = document.createElement("bdi");
  name.textContent = title;
  const meta = document.createElement("span");
  meta.className = "combobox__meta";
  meta.textContent = note;
  item.append(name, " ", meta);
  return item;
}

// The page's own options that hold every word typed.
function listed(input) {
  const options = [...input.list.options].map(({ value, label }) => ({ title: value, note: label === value ? "" : label }));
  input.removeAttribute("list");
  return async (text) => options.filter(({ title, note }) => `${title} ${note}`.toLowerCase().includes(text.toLowerCase()));
}

// The site's suggestions; a later question takes back the earlier one.
function fetched() {
  let asked = new AbortController();
  return async (text) => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    await new Promise((resolve) => setTimeout(resolve, WAIT));
    signal.throwIfAborted();
    const answer = await fetch(`${ADDRESS}?q=${encodeURIComponent(text)}`, { signal, credentials: "omit" });
    return answer.ok ? (await answer.json()).items : [];
  };
}

export function upgrade(input) {
  if (upgraded.has(input)) return;
  upgraded.add(input);
  const find = input.list ? listed(input) : fetched();
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
  const choose = ({ dataset: { value, url } }) => {
    input.value = value;
    close();
    // Only the path: the page may be read under another name than the site's own.
    if (url) location.assign(new URL(url).pathname);
    // A field among others is filled; the visitor sends the form.
    else if (input.type === "search") input.form.requestSubmit();
  };
  const move = (to) => {
    active = to;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };
  const show = async () => {
    const text = input.value.trim();
    // A question that was taken back, or no connection: the form is there.
    const found = text ? await find(text).catch(() => null) : [];
    if (!found || text !== input.value.trim()) return;
    close();
    list.replaceChildren(...found.slice(0, MOST_SHOWN).map((option, index) => createOption(option, `${list.id}-${index}`)));
    list.hidden = !found.length || document.activeElement !== input;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden) {
      if (event.key === "ArrowDown" && list.children.length) show();
      return;
    }
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
  if (input.value !== input.defaultValue) show(); // typed before this arrived
}
