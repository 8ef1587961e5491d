// Entry. Each module improves what it finds; without any of them every page works.
import "./touches.js";
import "./apply_form.js";

if (document.querySelector("input[data-combobox]")) import("./combobox.js");
