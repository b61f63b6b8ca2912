// What is chosen on the sheet becomes one command to paste, and rows for the glossary.
"use strict";

const sheet = document.getElementById("sheet");
const by = document.getElementById("by");

function quoted(text) {
  return "'" + text.replaceAll("'", "'\\''") + "'";
}

function cell(text) {
  return /[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
}

function show() {
  const signed = [];
  for (const group of sheet.querySelectorAll("fieldset")) {
    const own = group.querySelector(".own");
    const chosen = own.value.trim() ? own : group.querySelector("input:checked");
    const form = chosen ? chosen.value.trim() : "";
    if (form) {
      signed.push({ written: group.dataset.written, form, kind: chosen.dataset.kind });
    }
  }
  const who = by.value.trim();
  const back = "back" in sheet.dataset;
  const wishes = signed.map((row) => " --accept " + quoted(row.written + "=" + row.form)).join("");
  document.getElementById("command").value = signed.length
    ? sheet.dataset.command + (who ? " --by " + quoted(who) : "") + wishes
    : "";
  const note = ["签认", who, today()].filter(Boolean).join(" ");
  const columns = sheet.dataset.columns.split(",");
  document.getElementById("rows").value = signed
    .map((row) => {
      const [simplified, traditional] = back ? [row.form, row.written] : [row.written, row.form];
      const cells = { simplified, traditional, kind: row.kind, note };
      return columns.map((column) => cell(cells[column] || "")).join(",");
    })
    .join("\n");
}

document.getElementById("all").addEventListener("click", () => {
  for (const group of sheet.querySelectorAll("fieldset")) {
    const chosen = group.querySelector("input:checked");
    if ((!chosen || !chosen.value) && !group.querySelector(".own").value.trim()) {
      group.querySelector("input").checked = true;
    }
  }
  show();
});
sheet.addEventListener("input", show);
