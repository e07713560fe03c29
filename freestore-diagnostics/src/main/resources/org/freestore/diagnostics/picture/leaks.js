// SPDX-License-Identifier: Apache-2.0
// What is live and has no owner, with what it holds, and how what is still held is held.

const SHOWN_AT_FIRST = 40;

const LEAK_KINDS = {
  direct: {label: "direct", colour: "#ff8a80", hint: "No live object and no root points to it."},
  indirect: {label: "indirect", colour: "#f6b878", hint: "Only leaked objects lead to it."},
  cycle: {label: "cycle", colour: "#d7a3ec", hint: "Objects that only hold each other."},
  reachable: {label: "reachable", colour: "#8fd19a", hint: "A root leads to it."},
  unknown: {label: "unowned", colour: "#c3cad6", hint: "A raw block: who points to it is not known."},
};

class LeakList {
  constructor(section, page) {
    this.groups = section.groups;
    this.page = page;
    this.query = "";
    this.kind = "all";
    this.most = SHOWN_AT_FIRST;
    this.list = element("div", {class: "leaks", id: "leak-list"});
    this.card = card("leaks", "Leaks", section.about);
    this.more = element("button", {type: "button", onclick: () => {
      this.most = Infinity;
      this.show();
    }});
    this.card.append(this.controls(), this.list, element("p", {}, this.more));
    page.search.add((query) => this.search(query));
    this.show();
  }

  controls() {
    const kinds = Object.keys(LEAK_KINDS).filter((kind) => this.groups.some((group) => group.kind === kind));
    const options = [{key: "all", label: "all"}, ...kinds.map((key) => ({key, label: LEAK_KINDS[key].label, hint: LEAK_KINDS[key].hint}))];
    return element("div", {class: "controls"}, element("label", {}, "Show"), choice("Show leaks", options, this.kind, (kind) => {
      this.kind = kind;
      this.show();
    }));
  }

  search(query) {
    this.query = query;
    const found = this.show();
    return query ? found : 0;
  }

  show() {
    const shown = this.groups.filter((group) => (this.kind === "all" || group.kind === this.kind) && this.matches(group));
    this.list.replaceChildren(...shown.slice(0, this.most).map((group) => this.group(group)));
    if (shown.length === 0) {
      this.list.replaceChildren(missing(this.groups.length === 0 ? "Nothing leaked." : "No leak matches."));
    }
    this.more.hidden = shown.length <= this.most;
    this.more.textContent = `Show all ${countText(shown.length)}`;
    return shown.length;
  }

  matches(group) {
    const {query} = this;
    return !query || [group.type, ...group.frames, ...group.chain.map((link) => `${link.path} ${link.type} ${link.address || ""}`)]
      .some((text) => text.toLowerCase().includes(query));
  }

  group(group) {
    const kind = LEAK_KINDS[group.kind];
    const site = group.frames.length > 0 ? marked(group.frames[0], this.query) : ["site not recorded"];
    const body = element("div", {class: "body"});
    const details = element("details", {ontoggle: () => {
      if (details.open && body.childElementCount === 0) {
        body.append(...this.body(group));
      }
    }},
    element("summary", {},
      element("span", {}, element("span", {class: "tag", title: kind.hint, style: {background: kind.colour}}, kind.label)),
      element("span", {}, ...marked(group.type, this.query)),
      element("span", {class: "mono"}, ...site),
      element("span", {class: "amount"}, `${bytesText(group.bytes)} in ${countText(group.count)}`)),
    body);
    return details;
  }

  body(group) {
    const parts = [];
    if (group.heldBytes > 0) {
      parts.push(element("p", {}, `Holds ${countedText(group.heldCount, "more object")}, ${bytesText(group.heldBytes)}.`));
    }
    if (group.note) {
      parts.push(element("p", {}, group.note));
    }
    if (group.chain.length > 0) {
      parts.push(element("h4", {}, group.chain.length === 1 ? "One of them" : "How one of them is held"), this.chain(group));
    }
    if (group.frames.length > 0) {
      parts.push(element("h4", {}, "Allocated at"),
        element("ol", {class: "frames"}, ...group.frames.map((frame) => element("li", {}, ...marked(frame, this.query)))));
    }
    return parts;
  }

  /// From the root inwards, each link indented under the one that holds it.
  chain(group) {
    return element("ol", {class: "chain"}, ...group.chain.map((link, depth) =>
      element("li", {style: {paddingLeft: `${Math.min(depth, 20) * 1.1}rem`}},
        ...(depth > 0 ? ["└ "] : []),
        ...(link.path ? [element("span", {class: "path"}, link.path), " → "] : []),
        ...marked(link.type, this.query),
        ...(link.address ? [" ", this.address(link.address)] : []))));
  }

  address(address) {
    return element("button", {type: "button", title: "Show it on the map", onclick: () => {
      this.page.search.set(address);
      document.getElementById("map").scrollIntoView();
    }}, address);
  }
}

function leakSection(section, page) {
  return new LeakList(section, page).card;
}
