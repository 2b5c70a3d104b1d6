// What a person cannot read as the page now stands: text that leaves the page or its box, lies on other text,
// or has years that belong together on two lines.
() => {
  const faults = [];
  const pageWidth = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > pageWidth) faults.push(`the page is ${document.documentElement.scrollWidth} wide`);

  const isShown = element => element.checkVisibility({ visibilityProperty: true }) && !element.closest("svg, .visually-hidden, .skip, .status");
  const scrolls = element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const named = text => text.trim().replace(/\s+/g, " ").slice(0, 40);

  for (const element of document.querySelectorAll("body *")) {
    const cuts = ["hidden", "clip"].includes(getComputedStyle(element).overflowX);
    if (cuts && isShown(element) && element.scrollWidth > element.clientWidth + 1) faults.push(`cut off: ${named(element.textContent)}`);
  }

  // a table may stack its rows without their heads, but it leaves no column out
  for (const table of document.querySelectorAll("table")) {
    const cells = [...table.tBodies].flatMap(body => [...body.rows].flatMap(row => [...row.cells]));
    const isLost = cell => table.checkVisibility() && !cell.checkVisibility();
    faults.push(...cells.filter(isLost).map(cell => `lost: ${named(cell.textContent)}`));
  }

  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.data.trim() || !isShown(text.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter(box => box.width > 1);
    const isOurs = !text.parentElement.closest("#result_list");  // the lists of reference data are Django's
    for (const { 0: years, index } of isOurs ? text.data.matchAll(/\d{4}–\d{4}/g) : []) {
      range.setStart(text, index);
      range.setEnd(text, index + years.length);
      if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) faults.push(`broken: ${years}`);
    }
    let scroller = text.parentElement;
    while (scroller && !scrolls(scroller)) scroller = scroller.parentElement;
    if (scroller) continue;
    if (boxes.some(box => box.right > pageWidth + 1 || box.left < -1)) faults.push(`beside the page: ${named(text.data)}`);
    const column = text.parentElement.closest(".body")?.getBoundingClientRect().right;
    if (boxes.some(box => box.right > column + 2)) faults.push(`beside its column: ${named(text.data)}`);
    lines.push(...boxes.map(box => ({ box, text: named(text.data) })));
  }

  lines.sort((one, other) => one.box.top - other.box.top);
  lines.forEach((one, index) => {
    for (const other of lines.slice(index + 1)) {
      if (other.box.top >= one.box.bottom) break;
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const height = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (width > 3 && height > 0.5 * Math.min(one.box.height, other.box.height)) faults.push(`on each other: ${one.text} | ${other.text}`);
    }
  });
  return faults;
}
