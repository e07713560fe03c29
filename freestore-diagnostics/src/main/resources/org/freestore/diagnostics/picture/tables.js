// SPDX-License-Identifier: Apache-2.0
// Tables whose columns sort, and the types as one.

const ROWS_AT_FIRST = 15;

/// Columns are {label, number, sort(row), cell(row)}; cell returns what is shown, as children.
class SortedTable {
  constructor(columns, rows, {sorted, caption, most = ROWS_AT_FIRST, matches = null}) {
    this.columns = columns;
    this.rows = rows;
    this.sorted = sorted;
    this.down = true;
    this.most = most;
    this.matches = matches;
    this.query = "";
    this.heads = columns.map((column, i) => element("th", {scope: "col", class: column.number ? "number" : ""},
      element("button", {type: "button", onclick: () => this.sort(i)}, column.label)));
    this.body = element("tbody");
    this.more = element("button", {type: "button", onclick: () => {
      this.most = Infinity;
      this.show();
    }});
    this.root = element("div", {},
      element("div", {class: "scroll"}, element("table", {},
        element("caption", {class: "hidden-text"}, caption),
        element("thead", {}, element("tr", {}, ...this.heads)),
        this.body)),
      element("p", {}, this.more));
    this.show();
  }

  sort(index) {
    this.down = this.sorted === index ? !this.down : Boolean(this.columns[index].number);
    this.sorted = index;
    this.show();
  }

  search(query) {
    this.query = query;
    return this.show();
  }

  show() {
    const {sort} = this.columns[this.sorted];
    const direction = this.down ? -1 : 1;
    const found = this.rows.filter((row) => !this.query || (this.matches && this.matches(row, this.query)));
    const rows = found.sort((a, b) => direction * compare(sort(a), sort(b)));
    this.heads.forEach((head, i) => head.setAttribute("aria-sort", i !== this.sorted ? "none" : this.down ? "descending" : "ascending"));
    this.body.replaceChildren(...rows.slice(0, this.most).map((row) => this.row(row)));
    this.more.hidden = rows.length <= this.most;
    this.more.textContent = `Show all ${countText(rows.length)}`;
    return found.length;
  }

  row(row) {
    return element("tr", {}, ...this.columns.map((column) =>
      element("td", {class: column.number ? "number" : column.bar ? "bar-cell" : "name-cell"}, ...column.cell(row, this.query))));
  }
}

function compare(a, b) {
  return typeof a === "string" ? a.localeCompare(b) : a - b;
}

function meter(parts) {
  return element("div", {class: "meter", "aria-hidden": "true"}, ...parts.map(([share, colour]) =>
    element("span", {style: {width: `${100 * share}%`, background: colour}})));
}

function typeSection(section, page) {
  const made = card("types", "What is live", section.about);
  const most = Math.max(1, ...section.rows.map((row) => row.bytes));
  const total = section.rows.reduce((sum, row) => sum + row.bytes, 0);
  const name = (row) => page.types[row.type];
  const columns = [
    {label: "type", sort: name, cell: (row, query) => [swatch(page.typeColours.of(row.type)), ...marked(name(row), query)]},
    {label: "live", number: true, sort: (row) => row.count, cell: (row) => [countText(row.count)]},
    {label: "bytes", number: true, sort: (row) => row.bytes, cell: (row) => [bytesText(row.bytes)]},
    {label: "each", number: true, sort: (row) => row.bytes / Math.max(1, row.count), cell: (row) => [row.count > 0 ? bytesText(Math.round(row.bytes / row.count)) : ""]},
    {label: "share", number: true, sort: (row) => row.bytes, cell: (row) => [percentText(row.bytes, total)]},
    {label: "", bar: true, sort: (row) => row.bytes, cell: (row) => [meter([[row.bytes / most, page.typeColours.of(row.type)]])]},
  ];
  const table = new SortedTable(columns, section.rows, {sorted: 2, caption: "Live objects and blocks by type", matches: (row, query) => name(row).toLowerCase().includes(query)});
  page.search.add((query) => {
    const found = table.search(query.startsWith("0x") ? "" : query);
    return query && !query.startsWith("0x") ? found : 0;
  });
  made.append(table.root);
  return made;
}

function tableSection(section) {
  const made = card(section.id, section.title, section.about);
  const columns = section.columns.map((column, i) => ({
    label: column.label,
    number: column.unit !== "text",
    sort: (row) => (row[i] === null ? -1 : row[i]),
    cell: (row) => [row[i] === null ? "–" : column.unit === "text" ? row[i] : amountText(row[i], column.unit)],
  }));
  made.append(new SortedTable(columns, section.rows, {sorted: section.sorted || 0, caption: section.title}).root);
  return made;
}
