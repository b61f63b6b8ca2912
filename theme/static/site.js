/* 长者模式 kept from page to page. Without this file the switch still works on the page itself. */
(function (page) {
  "use strict";
  var root = page.documentElement;
  var store = null;
  try { store = window.localStorage; } catch (refused) { store = null; }
  if (store && store.getItem("elder") === "1") root.setAttribute("data-elder", "");
  /* A query reserves room for its results, so that nothing moves when they come. */
  if (/[?&]q=./.test(location.search)) root.setAttribute("data-q", "");
  page.addEventListener("DOMContentLoaded", function () {
    /* Browsers load no modules from the disk, so the search page says what it can't do there. */
    var status = page.getElementById("search-status");
    if (status && location.protocol === "file:") status.textContent = status.dataset.disk;
    var elder = page.getElementById("elder");
    if (!elder) return;
    elder.checked = root.hasAttribute("data-elder");
    elder.addEventListener("change", function () {
      root.toggleAttribute("data-elder", elder.checked);
      if (store) store.setItem("elder", elder.checked ? "1" : "0");
    });
  });
})(document);
