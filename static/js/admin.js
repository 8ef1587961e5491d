// Entry of the staff side. Each module upgrades what it finds; nothing here is needed to do the work.
document.documentElement.classList.add("js");
import "./admin/readings.js";
import "./admin/rows.js";
import "./admin/reorder.js";
import "./admin/guard.js";
import "./admin/keys.js";
import "./admin/menus.js";
import "./admin/combobox.js";
import "./admin/folds.js";
import "./admin/slug.js";
