// Live counters: moves the tick of the gauge and mirrors text into the search preview.
for (const out of document.querySelectorAll("[data-count-for]")) {
  const field = document.getElementById(out.dataset.countFor);
  if (!field) continue;
  const [lo, hi, most] = [out.dataset.lo, out.dataset.hi, out.dataset.most].map(Number);
  const mark = out.parentElement.querySelector(".gauge > svg");
  field.addEventListener("input", () => {
    const n = field.value.trim().length;
    const bad = n < lo || n > hi;
    out.textContent = out.dataset.words.replace("{n}", n);
    out.classList.toggle("reading__out", bad);
    mark.setAttribute("x", `${(Math.min(n, most) / most) * 100}%`);
    mark.firstElementChild.classList.toggle("gauge__tick--out", bad);
  });
}
for (const out of document.querySelectorAll("[data-mirror]")) {
  const field = document.getElementById(out.dataset.mirror);
  const cut = Number(out.dataset.cut || 0);
  field?.addEventListener("input", () => {
    const text = field.value.trim();
    out.textContent = cut && text.length > cut ? `${text.slice(0, cut - 1)}…` : text;
  });
}
