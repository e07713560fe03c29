// SPDX-License-Identifier: Apache-2.0
// Where the bytes are that the store holds and no block in use has.

const PART_COLOURS = ["#4f7be0", "#6cc5b0", "#efb118", "#9aa3b2", "#ff8ab7", "#b07a5b", "#97bbf5", "#6b7484"];

function fragmentationSection(section) {
  const made = card("fragmentation", "Fragmentation", section.about);
  made.append(partsOf(section.parts));
  if (section.fill.length > 0) {
    made.append(element("h3", {}, "Slabs by how full they are"), fillChart(section.fill));
  }
  if (section.classes.length > 0) {
    made.append(element("h3", {}, "Size classes"), classTable(section.classes));
  }
  return made;
}

function partsOf(parts) {
  const total = parts.reduce((sum, part) => sum + part.bytes, 0);
  const colour = (i) => PART_COLOURS[i % PART_COLOURS.length];
  const bar = element("div", {class: "meter tall", role: "img", "aria-label": parts.map((part) => `${part.name} ${bytesText(part.bytes)}`).join(", ")},
    ...parts.map((part, i) => element("span", {title: `${part.name}: ${bytesText(part.bytes)}`, style: {width: `${(100 * part.bytes) / Math.max(1, total)}%`, background: colour(i)}})));
  const rows = parts.map((part, i) => element("tr", {},
    element("td", {}, swatch(colour(i)), part.name),
    element("td", {class: "number"}, bytesText(part.bytes)),
    element("td", {class: "number"}, percentText(part.bytes, total)),
    element("td", {}, part.hint || "")));
  return element("div", {}, bar, element("div", {class: "scroll"}, element("table", {},
    element("caption", {class: "hidden-text"}, "Bytes held, by what they are"),
    element("tbody", {}, ...rows))));
}

/// `fill` counts slabs: empty to full in ten steps.
function fillChart(fill) {
  const most = Math.max(1, ...fill);
  const rows = fill.map((count, i) => [
    element("span", {}, `${i * 10} to ${i * 10 + 10} %`),
    element("div", {class: "track", "aria-hidden": "true"}, element("span", {style: {width: `${(100 * count) / most}%`, background: rampColour(1 - i / 9)}})),
    element("span", {class: "value"}, countedText(count, "slab")),
  ]);
  return element("div", {class: "bars", id: "fill"}, ...rows.flat());
}

function classTable(classes) {
  const columns = [
    {label: "blocks of", sort: (row) => row.blockBytes, cell: (row) => [bytesText(row.blockBytes)]},
    {label: "of", sort: (row) => row.kind, cell: (row) => [row.kind]},
    {label: "slabs", number: true, sort: (row) => row.slabs, cell: (row) => [countText(row.slabs)]},
    {label: "live", number: true, sort: (row) => row.live, cell: (row) => [countText(row.live)]},
    {label: "full", number: true, sort: (row) => row.live / Math.max(1, row.capacity), cell: (row) => [percentText(row.live, row.capacity)]},
    {label: "not in use", number: true, sort: (row) => row.heldBytes - row.inUseBytes, cell: (row) => [bytesText(row.heldBytes - row.inUseBytes)]},
    {label: "", bar: true, sort: (row) => row.heldBytes, cell: (row) => [classMeter(row, classes)]},
  ];
  return new SortedTable(columns, classes, {sorted: 5, caption: "Size classes, the most bytes not in use first"}).root;
}

function classMeter(row, classes) {
  const most = Math.max(1, ...classes.map((other) => other.heldBytes));
  return meter([[row.inUseBytes / most, PART_COLOURS[0]], [(row.heldBytes - row.inUseBytes) / most, PART_COLOURS[3]]]);
}
