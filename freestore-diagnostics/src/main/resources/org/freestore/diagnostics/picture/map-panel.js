// SPDX-License-Identifier: Apache-2.0
// The heap map with its controls: colours, grouping, zoom, hover, keyboard, search.

const ZOOM_STEP = 1.6;
const WORTH_CELLS = 420;

class MapPanel {
  constructor(section, model, typeColours, search) {
    this.section = section;
    this.model = model;
    this.words = new MapWords(model);
    this.painter = new MapPainter(model, typeColours);
    this.typeColours = typeColours;
    this.view = new MapView();
    this.grouping = "address";
    this.selected = {slab: model.count > 0 ? 0 : -1, cell: -1};
    this.picked = new Set();
    this.found = null;
    this.drawn = new Promise((resolve) => {
      this.whenDrawn = resolve;
    });
    this.readAges();
    this.build();
    search.add((query) => this.search(query));
    onTheme(() => {
      this.painter.readScheme();
      this.showLegend();
      this.draw();
    });
  }

  readAges() {
    const {age} = this.model.cells;
    let youngest = 255;
    let oldest = 0;
    for (const code of age) {
      if (code > 0) {
        youngest = Math.min(youngest, code);
        oldest = Math.max(oldest, code);
      }
    }
    this.agesKnown = oldest > 0;
    this.painter.youngest = youngest;
    this.painter.oldest = oldest;
  }

  build() {
    this.canvas = element("canvas", {
      id: "map-canvas",
      tabIndex: 0,
      role: "application",
      "aria-label": "Heap map. Arrow keys move from slab to slab, Enter zooms in, Escape zooms out.",
      "aria-describedby": "map-keys",
    });
    this.overlay = element("canvas", {"aria-hidden": "true", style: {position: "absolute", inset: "0", pointerEvents: "none", background: "none", borderColor: "transparent"}});
    this.tip = element("div", {class: "tip", id: "map-tip", hidden: true});
    this.selection = element("div", {class: "selection", id: "map-selection", "aria-live": "polite"}, "Select a slab or a block, and what is known of it stands here.");
    this.legend = element("ul", {class: "legend", id: "map-legend"});
    this.root = card("map", "Heap map", this.about());
    this.root.append(this.controls(), element("div", {class: "map"}, this.canvas, this.overlay), this.legend, this.selection, this.keys(), this.tip);
    this.listen();
    this.showLegend();
  }

  about() {
    const {blocksPerCell} = this.model;
    const cells = blocksPerCell === 1
      ? "zoom in far enough and each cell is one block."
      : `zoom in and each cell stands for up to ${blocksPerCell} neighbouring blocks, in the colour of what most of its live bytes are.`;
    return `Each tile is a granule of ${bytesText(this.model.granuleBytes)}: a slab of blocks of one size, or a part of a large block. The paler, the less of it is live; ${cells}`;
  }

  controls() {
    const colourings = COLOURINGS.map((mode) => mode.key === "age" && !this.agesKnown
      ? {...mode, disabled: true, hint: "No block's age was recorded: the store sampled none, and ran without protection."}
      : mode);
    const groupings = GROUPINGS.filter((g) => g.key !== "store" || this.section.stores.length > 1);
    const button = (label, name, action) => element("button", {type: "button", "aria-label": name, title: name, onclick: action}, label);
    return element("div", {class: "controls"},
      element("label", {}, "Colour by"),
      choice("Colour by", colourings, this.painter.mode, (mode) => this.colourBy(mode)),
      element("label", {}, "Group by"),
      choice("Group by", groupings, this.grouping, (by) => this.groupBy(by)),
      element("span", {class: "push"}),
      button("−", "Zoom out", () => this.zoomCentre(1 / ZOOM_STEP)),
      button("+", "Zoom in", () => this.zoomCentre(ZOOM_STEP)),
      button("Fit", "Show the whole heap", () => this.fit()));
  }

  keys() {
    const key = (name) => element("kbd", {}, name);
    return element("p", {class: "where", id: "map-keys"},
      "Wheel or pinch to zoom, drag to move, click to select. With the map focused: ",
      key("←"), key("→"), key("↑"), key("↓"), " select, ", key("Enter"), " zooms in, ", key("Esc"), " out, ",
      key("+"), key("−"), " zoom, ", key("0"), " all. ", key("/"), " searches.");
  }

  listen() {
    const {canvas} = this;
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoomAt(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), event.offsetX, event.offsetY);
    }, {passive: false});
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.release(event));
    canvas.addEventListener("pointerleave", () => this.hover(null));
    canvas.addEventListener("dblclick", (event) => this.zoomAt(ZOOM_STEP ** 3, event.offsetX, event.offsetY));
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("focus", () => this.drawOverlay());
    canvas.addEventListener("blur", () => this.drawOverlay());
    window.addEventListener("scroll", () => this.hover(null), {passive: true});
    new ResizeObserver(() => requestAnimationFrame(() => this.resize())).observe(canvas);
  }

  resize() {
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    if (width === 0 || (width === this.view.width && height === this.view.height)) {
      return;
    }
    const ratio = window.devicePixelRatio || 1;
    for (const canvas of [this.canvas, this.overlay]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    this.view.resize(width, height);
    this.layOut();
  }

  layOut() {
    this.layout = new MapLayout(this.model, groupSlabs(this.model, this.grouping), this.view.height / this.view.width);
    this.fit();
  }

  fit() {
    this.view.fit(this.layout);
    this.draw();
  }

  colourBy(mode) {
    this.painter.mode = mode;
    this.model.mixes = new Array(this.model.count);
    this.showLegend();
    this.draw();
  }

  groupBy(by) {
    this.grouping = by;
    this.layOut();
  }

  zoomAt(factor, x, y) {
    this.view.zoom(factor, x, y);
    this.draw();
  }

  zoomCentre(factor) {
    this.zoomAt(factor, this.view.width / 2, this.view.height / 2);
  }

  /// At most once a frame.
  draw() {
    if (this.layout && !this.waiting) {
      this.waiting = true;
      requestAnimationFrame(() => {
        this.waiting = false;
        this.painter.paint(this.canvas.getContext("2d"), this.layout, this.view);
        this.drawOverlay();
        this.whenDrawn();
      });
    }
  }

  drawOverlay() {
    const context = this.overlay.getContext("2d");
    context.clearRect(0, 0, this.view.width, this.view.height);
    if (this.layout) {
      this.outline(context, this.hovered, 1.5);
      if (document.activeElement === this.canvas || this.chosen) {
        this.outline(context, this.selected, 2.5);
      }
    }
  }

  outline(context, place, thickness) {
    if (!place || place.slab < 0) {
      return;
    }
    const rectangles = this.rectangles(place);
    for (const [colour, extra] of [[this.painter.page, 2], [this.painter.ink, 0]]) {
      context.strokeStyle = colour;
      context.lineWidth = thickness + extra;
      rectangles.forEach(([x, y, width, height]) => context.strokeRect(x - 1, y - 1, Math.max(3, width + 1), Math.max(3, height + 1)));
    }
  }

  rectangles({slab, cell}) {
    const {scale} = this.view;
    const inset = insetOf(scale);
    const found = [];
    if (cell >= 0 && this.gridOf(slab).visible) {
      const grid = this.gridOf(slab);
      const origin = this.layout.origin(slab);
      const x = this.view.screenX(origin.x) + 1 + (cell % grid.columns) * grid.cell;
      const y = this.view.screenY(origin.y) + 1 + Math.floor(cell / grid.columns) * grid.cellHeight;
      return [[x, y, grid.cell - 1, grid.cellHeight - 1]];
    }
    this.layout.eachPart(slab, (x, y, width) => {
      found.push([this.view.screenX(x), this.view.screenY(y), width * scale - inset, scale - inset]);
    });
    return found;
  }

  /// Large blocks have no cells to see: they are one.
  gridOf(slab) {
    return this.model.granules(slab) > 1 ? {visible: false} : cellGrid(this.model, slab, this.view.scale);
  }

  placeAt(screenX, screenY) {
    const x = this.view.worldX(screenX);
    const y = this.view.worldY(screenY);
    const slab = this.layout.slabAt(x, y);
    if (slab < 0) {
      return null;
    }
    const grid = this.gridOf(slab);
    if (!grid.visible) {
      return {slab, cell: -1};
    }
    const origin = this.layout.origin(slab);
    const column = Math.floor((screenX - this.view.screenX(origin.x) - 1) / grid.cell);
    const row = Math.floor((screenY - this.view.screenY(origin.y) - 1) / grid.cellHeight);
    const cell = row * grid.columns + column;
    const inside = column >= 0 && column < grid.columns && row >= 0 && row < grid.rows;
    return {slab, cell: inside && cell < this.model.cellCount(slab) ? cell : -1};
  }

  press(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.drag = {x: event.clientX, y: event.clientY, moved: false};
  }

  move(event) {
    if (this.drag) {
      const x = this.drag.x - event.clientX;
      const y = this.drag.y - event.clientY;
      if (this.drag.moved || Math.hypot(x, y) > 4) {
        this.drag = {x: event.clientX, y: event.clientY, moved: true};
        this.canvas.classList.add("dragging");
        this.view.pan(x, y);
        this.draw();
      }
    }
    this.hover(event);
  }

  release(event) {
    const dragged = this.drag && this.drag.moved;
    this.drag = null;
    this.canvas.classList.remove("dragging");
    if (!dragged) {
      const place = this.placeAt(event.offsetX, event.offsetY);
      if (place) {
        this.select(place);
      }
    }
  }

  hover(event) {
    const place = event && this.layout && !(this.drag && this.drag.moved) ? this.placeAt(event.offsetX, event.offsetY) : null;
    this.hovered = place;
    this.tip.hidden = !place;
    if (place) {
      this.tip.replaceChildren(this.words.describe(place.slab, place.cell));
      moveTip(this.tip, event.clientX, event.clientY);
    }
    this.drawOverlay();
  }

  select(place) {
    this.selected = place;
    this.chosen = true;
    this.selection.replaceChildren(this.words.describe(place.slab, place.cell, (address) => this.link(address)));
    this.drawOverlay();
  }

  /// The button goes with what it stands in, so that the map takes the focus.
  link(address) {
    return element("button", {type: "button", title: "Show it on the map", onclick: () => {
      this.canvas.focus({preventScroll: true});
      this.showAddress(address);
    }}, addressText(address));
  }

  key(event) {
    this.hover(null);
    const moves = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
    if (event.ctrlKey || event.metaKey || event.altKey || this.model.count === 0) {
      return;
    }
    if (moves[event.key]) {
      this.step(...moves[event.key]);
    } else if (event.key === "Enter") {
      this.zoomToSelection();
    } else if (event.key === "Escape") {
      this.zoomOut();
    } else if (event.key === "+" || event.key === "=") {
      this.zoomCentre(ZOOM_STEP);
    } else if (event.key === "-") {
      this.zoomCentre(1 / ZOOM_STEP);
    } else if (event.key === "0" || event.key === "Home") {
      this.fit();
    } else {
      return;
    }
    event.preventDefault();
  }

  /// Moves between cells where they can be seen and one is selected, else between slabs.
  step(right, down) {
    const {slab, cell} = this.selected;
    const grid = this.gridOf(slab);
    if (cell >= 0 && grid.visible) {
      const next = cell + right + down * grid.columns;
      const across = right !== 0 && Math.floor(next / grid.columns) !== Math.floor(cell / grid.columns);
      if (!across && next >= 0 && next < this.model.cellCount(slab)) {
        this.select({slab, cell: next});
        this.keepVisible();
        return;
      }
    }
    this.stepSlab(right, down);
  }

  stepSlab(right, down) {
    const {slab} = this.selected;
    const group = this.layout.groups[this.layout.groupOf[slab]];
    const rank = this.layout.rankOf[slab];
    const order = right !== 0 ? this.slabBeside(group, rank, right) : this.slabBelow(slab, down);
    if (order >= 0) {
      this.select({slab: order, cell: this.gridOf(order).visible && this.selected.cell >= 0 ? 0 : -1});
      this.keepVisible();
    }
  }

  slabBeside(group, rank, right) {
    const next = rank + right;
    if (next >= 0 && next < group.slabs.length) {
      return group.slabs[next];
    }
    const beside = this.layout.groups[this.layout.groups.indexOf(group) + right];
    return beside ? beside.slabs[right > 0 ? 0 : beside.slabs.length - 1] : -1;
  }

  /// Looks for a slab straight above or below, over gaps and titles.
  slabBelow(slab, down) {
    let {x, y} = this.layout.origin(slab);
    for (let steps = 0; steps < this.layout.height + 2; steps++) {
      y += down;
      const found = this.layout.slabAt(x + 0.5, y + 0.5);
      if (found >= 0 && found !== slab) {
        return found;
      }
    }
    return -1;
  }

  keepVisible() {
    const [x, y, width, height] = this.rectangles(this.selected)[0];
    const {view} = this;
    if (x < 0 || y < 0 || x + width > view.width || y + height > view.height) {
      view.show(view.worldX(x + width / 2), view.worldY(y + height / 2), view.scale);
      this.draw();
    }
  }

  zoomToSelection() {
    const {slab} = this.selected;
    const origin = this.layout.origin(slab);
    this.view.show(origin.x + Math.min(origin.width, 4) / 2, origin.y + 0.5, WORTH_CELLS);
    const cells = this.gridOf(slab).visible;
    this.select({slab, cell: cells ? Math.max(0, this.selected.cell) : -1});
    this.draw();
  }

  zoomOut() {
    this.selected = {slab: this.selected.slab, cell: -1};
    this.zoomCentre(1 / ZOOM_STEP ** 3);
    this.select(this.selected);
  }

  showAddress(address) {
    const slab = this.model.slabAt(address);
    if (slab < 0 || !this.layout) {
      return 0;
    }
    const origin = this.layout.origin(slab);
    this.view.show(origin.x + 0.5, origin.y + 0.5, WORTH_CELLS);
    this.select({slab, cell: this.gridOf(slab).visible ? this.model.cellAt(slab, address) : -1});
    this.draw();
    return 1;
  }

  /// Types whose name has the query in it stay in colour; an address is shown.
  search(query) {
    if (/^0x[0-9a-f]{4,}$/.test(query)) {
      this.found = null;
      this.applyWanted();
      return this.showAddress(parseInt(query, 16));
    }
    this.found = query
      ? new Set(this.model.types.map((name, i) => [name, i]).filter(([name]) => name.toLowerCase().includes(query)).map(([, i]) => i))
      : null;
    this.applyWanted();
    return 0;
  }

  applyWanted() {
    const found = this.found && this.found.size > 0 ? this.found : null;
    const wanted = this.picked.size > 0 ? this.picked : found;
    this.painter.want(wanted ? (type) => wanted.has(type) : null);
    this.draw();
  }

  pick(types, button) {
    const on = button.getAttribute("aria-pressed") === "true";
    types.forEach((type) => (on ? this.picked.delete(type) : this.picked.add(type)));
    button.setAttribute("aria-pressed", String(!on));
    this.applyWanted();
  }

  showLegend() {
    if (this.painter.mode === "type") {
      this.legend.replaceChildren(...this.typeLegend());
      return;
    }
    const items = this.painter.mode === "state" ? this.stateLegend() : this.rampLegend();
    this.legend.replaceChildren(...items.map(([colour, label]) =>
      element("li", {}, element("span", {class: "item"}, swatch(colour), label))));
  }

  typeLegend() {
    const item = (colour, label, types) => element("li", {}, element("button", {
      type: "button",
      "aria-pressed": String(types.length > 0 && types.every((type) => this.picked.has(type))),
      title: `Show only ${label}`,
      onclick: (event) => this.pick(types, event.currentTarget),
    }, swatch(colour), label));
    const ranked = this.typeColours.ranked.map((type) => item(this.typeColours.of(type), this.model.types[type], [type]));
    const {others} = this.typeColours;
    const rest = others.length > 0 ? [item(OTHER_COLOUR, others.length === 1 ? this.model.types[others[0]] : countedText(others.length, "other type"), others)] : [];
    const notLive = element("li", {}, element("span", {class: "item"}, swatch(this.painter.notLive), "not live"));
    return [...ranked, ...rest, notLive];
  }

  stateLegend() {
    const seen = new Set(this.model.cells.state);
    return STATES.filter((_, code) => code === 0 || seen.has(code))
      .map((state) => [state.colour || this.painter.notLive, state.label]);
  }

  rampLegend() {
    const last = RAMP.length - 1;
    if (this.painter.mode === "fill") {
      return RAMP.map((colour, i) => [colour, i === 0 ? "full" : i === last ? "empty" : ""]);
    }
    const {youngest, oldest} = this.painter;
    const ages = RAMP.map((colour, i) => [colour, `${secondsText(ageSeconds(youngest + ((oldest - youngest) * i) / last))}`]);
    return [...ages, [OTHER_COLOUR, "age not recorded"]];
  }
}

function moveTip(tip, x, y) {
  const left = x + 16 + tip.offsetWidth > window.innerWidth ? x - 16 - tip.offsetWidth : x + 16;
  const top = y + 16 + tip.offsetHeight > window.innerHeight ? y - 16 - tip.offsetHeight : y + 16;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, top)}px`;
}

async function mapSection(section, page) {
  const model = await MapModel.read(section, page.types);
  const panel = new MapPanel(section, model, page.typeColours, page.search);
  page.drawing.push(panel.drawn);
  return panel.root;
}
