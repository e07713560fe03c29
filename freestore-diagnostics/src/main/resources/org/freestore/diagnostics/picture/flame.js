// SPDX-License-Identifier: Apache-2.0
// Where live memory was allocated: each frame is as wide as what was allocated under it, callers
// above callees, and below the innermost frame the types.

const FLAME_ROW = 22;
const NARROWEST = 0.0012;
const FRAME_COLOURS = ["#f6c667", "#f3ad5c", "#ee9a66", "#f0b98b", "#e8c07a", "#f2a48a"];

class FlameGraph {
  constructor(section, page) {
    this.section = section;
    this.page = page;
    this.unit = "bytes";
    this.root = this.read(section.tree, null, 0);
    this.zoomed = this.root;
    this.query = "";
    this.area = element("div", {class: "flame", id: "flame-area", role: "tree", "aria-label": "Allocation sites", "aria-describedby": "flame-keys"});
    this.tip = element("div", {class: "tip", id: "flame-tip", hidden: true});
    this.where = element("div", {class: "where", id: "flame-where", "aria-live": "polite"});
    this.card = card("sites", "Where it was allocated", section.about);
    this.card.append(this.controls(), this.area, this.where, this.keys(), this.tip);
    this.area.addEventListener("keydown", (event) => this.key(event));
    page.search.add((query) => this.search(query));
    this.show();
  }

  /// A node comes as [name, bytes, count, type or -1, children].
  read([name, bytes, count, type, children], parent, depth) {
    const node = {name: this.section.names[name], bytes, count, type, parent, depth};
    node.children = children.map((child) => this.read(child, node, depth + 1));
    return node;
  }

  controls() {
    const units = [{key: "bytes", label: "bytes"}, {key: "count", label: "objects and blocks"}];
    return element("div", {class: "controls"},
      element("label", {}, "Width by"),
      choice("Width by", units, this.unit, (unit) => {
        this.unit = unit;
        this.show();
      }),
      element("span", {class: "push"}),
      element("button", {type: "button", onclick: () => this.zoom(this.root)}, "Show all"));
  }

  keys() {
    const key = (name) => element("kbd", {}, name);
    return element("p", {class: "where", id: "flame-keys"}, "Click a frame to zoom in. ",
      key("↑"), key("↓"), " caller and callee, ", key("←"), key("→"), " neighbours, ", key("Enter"), " zooms, ", key("Esc"), " shows all.");
  }

  /// The frames are made anew, so the focus that one of them has goes to the one zoomed to.
  zoom(node) {
    const focused = this.area.contains(document.activeElement);
    this.zoomed = node;
    this.show();
    if (focused) {
      this.focus(node);
    }
  }

  show() {
    this.buttons = new Map();
    this.deepest = 0;
    const above = [];
    for (let node = this.zoomed.parent; node; node = node.parent) {
      above.push(node);
    }
    this.area.replaceChildren();
    above.forEach((node) => this.add(node, 0, 1, "above"));
    this.place(this.zoomed, 0, 1);
    this.area.style.height = `${(this.deepest + 1) * FLAME_ROW}px`;
    this.buttons.get(this.zoomed).tabIndex = 0;
  }

  place(node, left, width) {
    this.add(node, left, width, "");
    let at = left;
    const children = [...node.children].sort((a, b) => b[this.unit] - a[this.unit]);
    node.shown = children;
    for (const child of children) {
      const share = node[this.unit] > 0 ? (width * child[this.unit]) / node[this.unit] : 0;
      if (share >= NARROWEST) {
        this.place(child, at, share);
      }
      at += share;
    }
  }

  add(node, left, width, kind) {
    const button = element("button", {
      type: "button",
      role: "treeitem",
      tabIndex: -1,
      class: `${kind}${this.matches(node) ? "" : " dim"}`,
      "aria-label": `${node.name}: ${this.amount(node)}`,
      "aria-level": String(node.depth + 1),
      style: {left: `${left * 100}%`, width: `${width * 100}%`, top: `${node.depth * FLAME_ROW}px`, background: this.colour(node)},
      onclick: () => this.zoom(node),
      onpointermove: (event) => this.hover(node, event),
      onpointerleave: () => {
        this.tip.hidden = true;
      },
      onfocus: () => this.where.replaceChildren(`${node.name}: ${this.amount(node)}`),
    }, ...(width > 0.02 ? this.label(node) : []));
    this.buttons.set(node, button);
    this.deepest = Math.max(this.deepest, node.depth);
    this.area.append(button);
  }

  label(node) {
    return this.query ? marked(node.name, this.query) : [node.name];
  }

  colour(node) {
    if (node.type >= 0) {
      return this.page.typeColours.of(node.type);
    }
    return node === this.root ? "#c9ced8" : FRAME_COLOURS[hashOf(classOf(node.name)) % FRAME_COLOURS.length];
  }

  amount(node) {
    return `${bytesText(node.bytes)} (${percentText(node.bytes, this.root.bytes)}) in ${countText(node.count)}`;
  }

  hover(node, event) {
    this.tip.hidden = false;
    this.tip.replaceChildren(pairs(node.name, [
      ["live", `${bytesText(node.bytes)}, ${percentText(node.bytes, this.root.bytes)} of all`],
      ["objects and blocks", countText(node.count)],
      ["of the caller", node.parent ? percentText(node.bytes, node.parent.bytes) : ""],
    ]));
    moveTip(this.tip, event.clientX, event.clientY);
  }

  matches(node) {
    return !this.query || node.hit || node.under;
  }

  search(query) {
    this.query = query;
    const count = query ? this.mark(this.root, query) : 0;
    this.show();
    return count;
  }

  /// Marks what matches, and what has a match below it. Returns how many match.
  mark(node, query) {
    node.hit = node.name.toLowerCase().includes(query);
    const below = node.children.reduce((sum, child) => sum + this.mark(child, query), 0);
    node.under = below > 0;
    return below + (node.hit ? 1 : 0);
  }

  focus(node) {
    const button = this.buttons.get(node);
    if (button) {
      this.area.querySelectorAll("[tabindex='0']").forEach((other) => {
        other.tabIndex = -1;
      });
      button.tabIndex = 0;
      button.focus();
    }
  }

  key(event) {
    const node = [...this.buttons].find(([, button]) => button === document.activeElement)?.[0];
    if (!node || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const beside = (step) => {
      const row = node.parent && node.parent.shown ? node.parent.shown : [node];
      return row[row.indexOf(node) + step];
    };
    const targets = {
      ArrowUp: () => node.parent,
      ArrowDown: () => (node.shown || node.children)[0],
      ArrowLeft: () => beside(-1),
      ArrowRight: () => beside(1),
    };
    if (targets[event.key]) {
      event.preventDefault();
      this.focus(targets[event.key]() || node);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.zoom(this.root);
    }
  }
}

function classOf(name) {
  return name.replace(/\(.*/, "").split(".").slice(0, -1).join(".");
}

function hashOf(text) {
  let hash = 7;
  for (let i = 0; i < text.length; i++) {
    hash = (hash * 31 + text.charCodeAt(i)) >>> 0;
  }
  return hash;
}

function flameSection(section, page) {
  return new FlameGraph(section, page).card;
}
