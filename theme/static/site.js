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
    enlarge(page.querySelector(".viewer"));
    page.querySelectorAll(".util a[hreflang]").forEach(function (link) {
      link.addEventListener("click", function () { link.search = location.search; link.hash = location.hash; });
    });
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

  /* Photos large, over the page: arrows, a swipe or buttons lead on, Escape back. Without this the
     link opens the picture itself. */
  function enlarge(box) {
    var links = page.querySelectorAll(".large"), image = new Image(), at, from;
    if (!box || !box.showModal) return;
    box.prepend(image);
    function show(to) {
      at = (to + links.length) % links.length;
      var caption = links[at].parentNode.querySelector("figcaption");
      image.src = links[at].href;
      image.alt = links[at].querySelector("img").alt;
      box.querySelector("p").textContent = caption ? caption.textContent : image.alt;
    }
    links.forEach(function (link, place) {
      link.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        show(place);
        box.showModal();
      });
    });
    box.addEventListener("click", function (event) {
      var step = +event.target.value;
      if (!step) return;
      event.preventDefault();
      show(at + step);
    });
    box.addEventListener("keydown", function (event) {
      var step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step) show(at + step);
    });
    box.addEventListener("touchstart", function (event) { from = event.touches[0].clientX; });
    box.addEventListener("touchend", function (event) {
      var way = from - event.changedTouches[0].clientX;
      if (Math.abs(way) > 50) show(at + Math.sign(way));
    });
  }

  /* Marks today, tomorrow or else the next day of a list of receptions, by the newsroom's own zone. */
  function markDays(list) {
    var words = list.dataset;
    var way = list.querySelector(".next-day");
    var left = +words.keep;
    var next;
    /* Swedish writes days as ISO 8601 does. */
    var today = new Date().toLocaleDateString("sv", { timeZone: words.zone });
    if (!/^\d{4}-\d\d-\d\d$/.test(today)) return;
    var tomorrow = new Date(Date.parse(today) + 864e5).toISOString().slice(0, 10);
    list.querySelectorAll("[data-day]").forEach(function (entry) {
      var day = entry.dataset.day;
      var gone = day < today || "off" in entry.dataset;
      entry.classList.toggle("past", day < today);
      if (left >= 0) entry.hidden = gone || !left--;
      if (gone) return;
      var word = day === today ? words.today : day === tomorrow ? words.tomorrow : next ? "" : words.next;
      var head = entry.querySelector("h3,dt");
      if (!next) {
        next = page.createElement("a");
        next.href = "#" + entry.id;
        next.textContent = [word, head.firstChild.textContent, head.lastChild.textContent].join(" ");
      }
      if (word) head.insertAdjacentHTML("beforeend", '<span class="soon nb"></span>');
      if (word) head.lastChild.textContent = word;
    });
    if (way || !next) (way || list).append(next || words.none);
  }
})(document);
