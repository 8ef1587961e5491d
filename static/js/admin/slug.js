// A new role's or skill's address is suggested from its title until somebody writes their own.
const slug = document.querySelector("#id_slug");
const from = document.querySelector("#id_title, #id_name");
if (slug && from && !slug.value) {
  let own = false;
  slug.addEventListener("input", () => { own = slug.value !== ""; });
  from.addEventListener("input", () => {
    if (own) return;
    slug.value = from.value.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/&/g, " and ").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 80);
  });
}
