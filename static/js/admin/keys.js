// Lists: j and k move, Enter opens, x picks, / searches. Off while typing, and can be switched off (WCAG 2.1.4).
const table = document.querySelector("[data-keys]");
let on = true;
try { on = localStorage.getItem("desk-keys") !== "off"; } catch { /* storage is closed: keys stay on */ }
if (table && on) {
  const rows = [...table.tBodies[0].rows];
  let at = -1;
  const go = (to) => {
    at = Math.min(Math.max(to, 0), rows.length - 1);
    rows.forEach((row, index) => row.toggleAttribute("data-at", index === at));
    rows[at]?.querySelector("a")?.focus();
  };
  addEventListener("keydown", (event) => {
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "x" && at >= 0) rows[at].querySelector(".ledger__pick")?.click();
    else if (event.key === "/") document.querySelector("#searchbar")?.focus();
    else return;
    event.preventDefault();
  });
}
