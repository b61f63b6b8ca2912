/* 长者模式 kept from page to page, and the next days of the receptions marked. Without this file the
   switch still works on the page itself, and every day is there. */
(function (page) {
  "use strict";
  var root = page.documentElement;
  var store = null;
  try { store = window.localStorage; } catch (refused) { store = null; }
  if (store && store.getItem("elder") === "1") root.classList.add("old");
  root.classList.add("js");
  if (page.readyState === "loading") page.addEventListener("DOMContentLoaded", start);
  else start();

  function start() {
    page.querySelectorAll("[data-zone]").forEach(markDays);
    /* Browsers load no modules from the disk, so the search page says what it can't do there. */
    var status = page.getElementById("search-status");
    if (status && location.protocol === "file:") status.textContent = status.dataset.disk;
    var elder = page.getElementById("elder");
    if (!elder) return;
    elder.checked = root.classList.contains("old");
    elder.addEventListener("change", function () {
      root.classList.toggle("old", elder.checked);
      if (store) store.setItem("elder", elder.checked ? "1" : "0");
    });
  }

  /* Marks today, tomorrow or else the next day of a list of receptions, by the newsroom's own zone. */
  function markDays(list) {
    var words = list.dataset;
    var way = list.querySelector(".next-day");
    var next;
    /* Swedish writes days as ISO 8601 does. */
    var today = new Date().toLocaleDateString("sv", { timeZone: words.zone });
    if (!/^\d{4}-\d\d-\d\d$/.test(today)) return;
    var tomorrow = new Date(Date.parse(today) + 864e5).toISOString().slice(0, 10);
    list.querySelectorAll("[data-day]").forEach(function (entry) {
      var day = entry.dataset.day;
      entry.classList.toggle("past", day < today);
      if (day < today || "off" in entry.dataset) return;
      var word = day === today ? words.today : day === tomorrow ? words.tomorrow : next ? "" : words.next;
      var head = entry.querySelector("h3");
      if (!next) {
        next = page.createElement("a");
        next.href = "#" + entry.id;
        next.textContent = [word, head.firstChild.textContent, head.lastChild.textContent].join(" ");
      }
      if (word) head.insertAdjacentHTML("beforeend", '<span class="soon"></span>');
      if (word) head.lastChild.textContent = word;
    });
    way.append(next || words.none);
  }
})(document);
