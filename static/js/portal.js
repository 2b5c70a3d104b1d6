// What HTML, CSS and htmx leave undone: saying what has been fetched, and following an address into a closed branch.

const status = document.getElementById("status");

function say(text, kind) {
  status.dataset.kind = kind;
  status.textContent = text;
}

/** The same assignment can hang in two places; an id stays with the first. */
function keepIdsUnique(part) {
  for (const element of part.querySelectorAll("[id]")) {
    if (document.querySelectorAll(`[id="${element.id}"]`).length > 1) element.removeAttribute("id");
  }
}

function openTarget() {
  const target = document.querySelector(":target");
  for (let branch = target?.closest("details"); branch; branch = branch.parentElement.closest("details")) {
    branch.open = true;
  }
}

document.addEventListener("htmx:beforeRequest", (event) => {
  event.detail.target.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", (event) => {
  event.detail.target.removeAttribute("aria-busy");
});

document.addEventListener("htmx:afterSwap", (event) => {
  keepIdsUnique(event.detail.target);
  const part = event.detail.target.querySelector("[data-announce]");
  if (part) say(part.dataset.announce, "news");
});

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => {
    say("Det gick inte att hämta innehållet. Öppna sidan i stället.", "error");
  });
}

addEventListener("hashchange", openTarget);
addEventListener("load", openTarget); // an address has its target only when the page has been laid out
