// Entry. Each module improves what it finds; without any of them every page works.
import "./touches.js";
import "./combobox.js";
import "./apply_form.js";
