// Rows move by button, by Alt+Arrow inside a row, or by dragging the handle. Writes the hidden position fields.
// Without it the same buttons post the form and the server moves the row.
import { say } from "./say.js";

for (const box of document.querySelectorAll("[data-reorder]")) {
  const list = box.tBodies?.[0] ?? box;
  const rows = () => [...list.children].filter((row) => !row.hidden);
  const renumber = () => rows().forEach((row, index, all) => {
    const place = row.querySelector("input[name$='-position']");
    if (place) place.value = index + 1;
    const number = row.querySelector(".row-block__n");
    if (number) number.textContent = index + 1;
    const [up, down] = row.querySelectorAll("[data-move]");
    if (up) { up.disabled = index === 0; down.disabled = index === all.length - 1; }
  });
  const changed = () => { renumber(); list.dispatchEvent(new Event("input", { bubbles: true })); };
  const move = (row, by) => {
    const to = rows()[rows().indexOf(row) + by];
    if (!to) return;
    if (by < 0) to.before(row); else to.after(row);
    changed();
    say(`${rows().indexOf(row) + 1} / ${rows().length}`);
  };
  box.addEventListener("rows", renumber);
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    const row = rows().find((one) => one.contains(button));
    move(row, button.dataset.move === "up" ? -1 : 1);
    (button.disabled ? row.querySelector("[data-move]:not(:disabled)") : button)?.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const row = rows().find((one) => one.contains(event.target));
    if (!row) return;
    event.preventDefault();
    move(row, event.key === "ArrowUp" ? -1 : 1);
    event.target.focus();
  });
  let held = null;
  box.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-drag]");
    if (!handle) return;
    held = rows().find((one) => one.contains(handle));
    held.setAttribute("data-dragging", "");
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  box.addEventListener("pointermove", (event) => {
    if (!held) return;
    const over = rows().find((one) => {
      const edges = one.getBoundingClientRect();
      return one !== held && event.clientY > edges.top && event.clientY < edges.bottom;
    });
    if (!over) return;
    if (rows().indexOf(over) < rows().indexOf(held)) over.before(held); else over.after(held);
    changed();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    box.addEventListener(end, () => { held?.removeAttribute("data-dragging"); held = null; });
  }
}
