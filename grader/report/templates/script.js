(function () {
  "use strict";
  // The page is whole without this: it only folds, filters and sorts what is there.
  function all(selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  }

  all("[data-filter],[data-search],[data-hint]").forEach(function (tool) { tool.hidden = false; });

  // Words and criteria inside a folded part must be seen when a link leads to them.
  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
      if (node.tagName === "ARTICLE") { node.hidden = false; }
    }
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  if (location.hash) { reveal(); }

  all("[data-filter] button").forEach(function (button, _, buttons) {
    button.addEventListener("click", function () {
      buttons.forEach(function (other) {
        other.setAttribute("aria-pressed", String(other === button));
      });
      all("article[data-kinds]").forEach(function (article) {
        article.hidden = article.dataset.kinds.split(" ").indexOf(button.dataset.show) < 0;
      });
    });
  });

  all("[data-search] input").forEach(function (input) {
    input.addEventListener("input", function () {
      var wanted = input.value.trim().toLowerCase();
      all("tr[data-name]").forEach(function (row) {
        row.hidden = row.dataset.name.toLowerCase().indexOf(wanted) < 0;
      });
    });
  });

  function value(row, place) {
    var cell = row.children[place];
    return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
  }

  function sort(table, heads, place) {
    var head = heads[place], body = table.tBodies[0], state = head.getAttribute("aria-sort");
    // Numbers begin with the highest, names with the first; a second click turns round.
    var down = state ? state === "ascending" : typeof value(body.rows[0], place) === "number";
    heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    Array.prototype.slice.call(body.rows).sort(function (left, right) {
      var a = value(left, place), b = value(right, place);
      var order = typeof a === "number" ? a - b : a.localeCompare(b);
      return down ? -order : order;
    }).forEach(function (row) { body.appendChild(row); });
  }

  all("table.sortable").forEach(function (table) {
    var heads = all("thead th", table);
    heads.forEach(function (head, place) {
      if (head.querySelector(".vh")) { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () { sort(table, heads, place); });
    });
  });
})();
