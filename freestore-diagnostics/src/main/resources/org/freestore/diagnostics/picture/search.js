// SPDX-License-Identifier: Apache-2.0
// One field that searches every section. A section that can be searched registers a function that
// takes the query (lower case, empty for none), shows what matches, and returns how many did.

class Search {
  constructor(types) {
    this.types = types;
    this.sections = [];
    this.query = "";
    this.output = element("output", {"aria-live": "polite"});
    this.input = element("input", {
      type: "search",
      id: "search",
      placeholder: "type, site, address …",
      "aria-label": "Search types, sites, leaks and addresses",
      autocomplete: "off",
      spellcheck: false,
      oninput: () => this.run(this.input.value),
    });
    this.bindKeys();
  }

  element() {
    return element("div", {class: "search", role: "search"}, this.input, this.output);
  }

  add(section) {
    this.sections.push(section);
  }

  set(text) {
    this.input.value = text;
    this.run(text);
  }

  run(text) {
    this.query = text.trim().toLowerCase();
    const matches = this.sections.map((section) => section(this.query));
    const total = matches.reduce((sum, count) => sum + count, 0);
    this.output.textContent = this.query ? countedText(total, "match", "matches") : "";
  }

  bindKeys() {
    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        this.input.focus();
        this.input.select();
      } else if (event.key === "Escape" && event.target === this.input) {
        this.set("");
      }
    });
  }
}

/// Splits a text where the query matches, with the matches marked.
function marked(text, query) {
  const at = query ? text.toLowerCase().indexOf(query) : -1;
  if (at < 0) {
    return [text];
  }
  return [
    text.slice(0, at),
    element("mark", {}, text.slice(at, at + query.length)),
    ...marked(text.slice(at + query.length), query),
  ];
}
