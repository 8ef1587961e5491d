// The styles of what these scripts add. A page loads them with the scripts, not before.

export function styled() {
  return new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("../../css/known.css", import.meta.url);
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}
