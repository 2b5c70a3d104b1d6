// What writing is eased by where scripts are on: a toolbar and a look at the text, focus on what is wrong, Excel's paste.

document.querySelector("[data-focus]")?.focus();

/** Text around or before what is selected. */
const MARKS = [
  ["Fet", (text) => `**${text || "fet"}**`],
  ["Kursiv", (text) => `_${text || "kursiv"}_`],
  ["Lista", (text) => (text || "punkt").split("\n").map((line) => `- ${line}`).join("\n")],
  ["Rubrik", (text) => `### ${text || "Rubrik"}`],
  ["Länk", (text) => `[${text || "text"}](https://)`],
];

function mark(area, change) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  area.setRangeText(change(value.slice(from, to)), from, to, "end");
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const area of document.querySelectorAll("textarea[data-writing]")) {
  const label = area.labels[0].firstChild.textContent.trim();
  const toolbar = document.createElement("div");
  toolbar.className = "toolbar";
  toolbar.role = "group";
  toolbar.ariaLabel = `Form på texten: ${label}`;
  for (const [name, change] of MARKS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => mark(area, change));
    toolbar.append(button);
  }
  const shown = document.createElement("div");
  shown.className = "shown";
  shown.ariaLabel = `Så blir texten: ${label}`;
  shown.role = "region";
  area.before(toolbar);
  area.after(shown);
  area.dataset.hxPost = "/admin/text/";
  area.dataset.hxTrigger = "load, input changed delay:500ms";
  area.dataset.hxTarget = "next .shown";
  area.dataset.hxSwap = "innerHTML";
  area.dataset.hxInclude = "[name=csrfmiddlewaretoken]";
  area.dataset.hxParams = `csrfmiddlewaretoken,${area.name}`; // read by htmx, which starts after this
}

/** A range copied in Excel: tab between columns, a line for each row. */
function fill(event) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const cell = event.target.closest(".grid input");
  if (!cell || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const rows = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  const lines = [...cell.closest("tbody").rows];
  const top = lines.indexOf(cell.closest("tr"));
  const left = [...cell.closest("tr").querySelectorAll("input")].indexOf(cell);
  rows.forEach((values, down) => {
    const inputs = lines[top + down]?.querySelectorAll("input") ?? [];
    values.forEach((value, across) => {
      if (inputs[left + across]) inputs[left + across].value = value.trim();
    });
  });
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("paste", fill);

/** What takes time says that it goes on, and is not sent twice. */
function tell(event) {
  const form = event.target;
  const place = form.querySelector(".takes-time");
  if (!place) return;
  if (place.childElementCount) return event.preventDefault();
  const bar = document.createElement("progress");
  const text = document.createElement("p");
  text.textContent = place.dataset.doing;
  bar.ariaLabel = place.dataset.doing;
  place.append(text, bar);
}

document.addEventListener("submit", tell);
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const place of document.querySelectorAll(".takes-time")) place.replaceChildren();
});
