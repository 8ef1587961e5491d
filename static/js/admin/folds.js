// A link to something inside a closed fold opens the fold; so does an error in it.
const open = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.querySelector(":scope > details.fold")?.setAttribute("open", "");
  target.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", open);
open();
