// SPDX-License-Identifier: Apache-2.0
// Puts the page together from the data that stands in it.

const SECTIONS = {
  map: mapSection,
  types: typeSection,
  flame: flameSection,
  leaks: leakSection,
  fragmentation: fragmentationSection,
  timeline: timeLineSection,
  bars: barSection,
  histogram: histogramSection,
  table: tableSection,
  group: groupSection,
  missing: missingSection,
};

/// For the bar on top, where there is little room.
const SHORT_TITLES = {map: "Map", types: "Types", sites: "Sites", usage: "Usage"};

function missingSection(section) {
  const made = card(section.id, section.title);
  made.append(missing(section.reason));
  return made;
}

async function groupSection(section, page) {
  const made = element("section", {class: "group", id: section.id, "aria-labelledby": `${section.id}-title`},
    element("h2", {id: `${section.id}-title`}, section.title));
  if (section.about) {
    made.append(element("p", {class: "about"}, section.about));
  }
  made.append(factList(section.facts || []));
  const columns = element("div", {class: "columns"});
  for (const part of section.sections) {
    const shown = await SECTIONS[part.kind](part, page);
    if (part.wide) {
      shown.classList.add("wide");
    }
    columns.append(shown);
  }
  made.append(columns);
  return made;
}

function factList(facts) {
  return facts.length === 0 ? "" : element("dl", {class: "facts"}, ...facts.map((fact) => element("div", {},
    element("dt", {}, fact.label),
    element("dd", {}, fact.text === undefined ? amountText(fact.value, fact.unit) : fact.text,
      ...(fact.hint ? [element("small", {}, fact.hint)] : [])))));
}

function topBar(data, search) {
  const links = data.sections.map((section) => [section.id, SHORT_TITLES[section.id] || section.title]);
  return element("header", {class: "bar"},
    element("a", {class: "skip", href: "#main"}, "Skip to the content"),
    element("span", {class: "name"}, data.program),
    element("nav", {"aria-label": "Sections"}, ...links.map(([id, title]) => element("a", {href: `#${id}`}, title))),
    ...(data.searchable ? [search.element()] : []),
    themeButton());
}

async function showPage() {
  const data = JSON.parse(document.getElementById("data").textContent);
  const search = new Search(data.types);
  const page = {types: data.types, typeColours: new TypeColours(data.typeOrder, data.types.length), search, drawing: []};
  const main = element("main", {id: "main"},
    element("h1", {}, data.title),
    element("p", {class: "subtitle"}, data.subtitle),
    factList(data.facts));
  document.body.replaceChildren(topBar(data, search), main);
  for (const section of data.sections) {
    main.append(await SECTIONS[section.kind](section, page));
  }
  main.append(element("footer", {}, data.footer));
  await Promise.all(page.drawing);
  requestAnimationFrame(() => setTimeout(() => {
    document.documentElement.dataset.shownAfterMillis = String(Math.round(performance.now()));
  }));
}

showPage().catch((error) => {
  document.body.append(element("p", {class: "missing", role: "alert"}, `This page could not be shown: ${error.message}. It needs a browser of 2023 or later.`));
  throw error;
});
