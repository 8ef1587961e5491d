// One polite live region for what changed without a page load.
const line = document.createElement("p");
line.className = "visually-hidden";
line.setAttribute("role", "status");
document.body.append(line);
export const say = (words) => { line.textContent = words; };
