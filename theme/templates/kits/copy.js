// 复制到公众号: the article as rich text, its pictures at public addresses, which the platform fetches.
"use strict";
(() => {
  const article = document.querySelector("[data-article]");
  const pictures = JSON.parse(document.querySelector("[data-pictures]").textContent);
  const status = document.querySelector("[role=status]");
  document.querySelector("[data-copy]").addEventListener("click", () => {
    const copy = article.cloneNode(true);
    for (const image of copy.querySelectorAll("img")) {
      const name = image.getAttribute("src");
      image.setAttribute("src", pictures[name] || name);
    }
    const fill = (event) => {
      event.clipboardData.setData("text/html", copy.innerHTML);
      event.clipboardData.setData("text/plain", article.innerText);
      event.preventDefault();
    };
    document.addEventListener("copy", fill);
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    status.textContent = done ? "已复制，请到公众号的编辑框里粘贴" : "没有复制成，请选中正文，按 Ctrl+C";
  });
})();
