// SPDX-License-Identifier: Apache-2.0
// Draws slabs and cells. The closer, the more is told: one colour for a slab, then its shares, then
// each cell, then words.

const SHARES_FROM = 7;
const CELLS_FROM = 3;
const LABELS_FROM = 120;
const LABEL_HEIGHT = 15;
const DIMMED = 0.13;
const LEVELS = 12;
const FAINTEST = 0.25;

const COLOURINGS = [
  {key: "type", label: "type"},
  {key: "state", label: "state"},
  {key: "age", label: "age"},
  {key: "fill", label: "how full"},
];

class MapPainter {
  constructor(model, typeColours) {
    this.model = model;
    this.typeColours = typeColours;
    this.mode = "type";
    this.wanted = null;
    this.readScheme();
  }

  readScheme() {
    this.notLive = schemeColour("--not-live");
    this.edge = schemeColour("--not-live-edge");
    this.ink = schemeColour("--ink");
    this.inkSoft = schemeColour("--ink-soft");
    this.page = schemeColour("--page");
    this.accent = schemeColour("--accent");
    this.shades = new Map();
    this.packed = new Map();
  }

  /// Only cells that this accepts are shown in full colour; null: all.
  want(accepts) {
    this.wanted = accepts;
  }

  /// Returns the colour of what a mode's column holds.
  keyColour(key) {
    switch (this.mode) {
      case "type":
        return this.typeColours.of(key - 1);
      case "state":
        return STATES[key].colour || this.notLive;
      case "age":
        return key === 0 ? OTHER_COLOUR : rampColour((key - this.youngest) / Math.max(1, this.oldest - this.youngest));
      default:
        return OTHER_COLOUR;
    }
  }

  /// Mixes a colour into that of what is not live.
  shade(colour, share) {
    const level = share <= 0 ? 0 : Math.max(1, Math.round(share * LEVELS));
    const key = `${colour}${level}`;
    let mixed = this.shades.get(key);
    if (!mixed) {
      const weight = level === 0 ? 0 : FAINTEST + (1 - FAINTEST) * (level / LEVELS);
      mixed = mixColours(this.notLive, colour, weight);
      this.shades.set(key, mixed);
    }
    return mixed;
  }

  slabColour(slab) {
    if (this.mode === "fill") {
      return rampColour(1 - this.model.liveShare(slab));
    }
    const {parts} = this.model.mix(slab, this.mode);
    const wanted = this.wanted ? parts.filter((part) => this.accepts(slab, part[0])) : parts;
    if (wanted.length === 0) {
      return this.notLive;
    }
    const share = wanted.reduce((sum, part) => sum + part[1], 0);
    return this.shade(this.keyColour(wanted[0][0]), share);
  }

  /// Whether a part of a slab's mix is wanted. A search is for types; by another mode, a slab is
  /// wanted that has such a type at all.
  accepts(slab, key) {
    if (!this.wanted || this.mode === "type") {
      return !this.wanted || this.wanted(key - 1);
    }
    return this.model.mix(slab, "type").parts.some((part) => this.wanted(part[0] - 1));
  }

  paint(context, layout, view) {
    const {width, height} = view;
    context.fillStyle = this.page;
    context.fillRect(0, 0, width, height);
    if (view.scale < SHARES_FROM) {
      this.paintPixels(context, layout, view);
    } else {
      layout.eachBetween(view.worldY(0), view.worldY(height), (slab) => this.paintSlab(context, layout, view, slab));
    }
    layout.groups.forEach((group) => this.paintTitle(context, layout, view, group));
  }

  /// From far, slabs are too many to draw one by one: their pixels are set.
  paintPixels(context, layout, view) {
    const {canvas} = context;
    const ratio = canvas.width / view.width;
    const image = context.createImageData(canvas.width, canvas.height);
    const pixels = new Uint32Array(image.data.buffer);
    pixels.fill(packedColour(this.page));
    const scale = view.scale * ratio;
    const inset = scale >= 4 ? 1 : 0;
    layout.eachBetween(view.worldY(0), view.worldY(view.height), (slab) => {
      const colour = this.packedShade(this.slabColour(slab));
      layout.eachPart(slab, (x, y, parts) => {
        const left = Math.round((x - view.x) * scale);
        const top = Math.round((y - view.y) * scale);
        fillPixels(pixels, canvas, left, top, Math.round((x + parts - view.x) * scale) - inset, Math.round((y + 1 - view.y) * scale) - inset, colour);
      });
    });
    context.putImageData(image, 0, 0);
  }

  packedShade(colour) {
    let packed = this.packed.get(colour);
    if (packed === undefined) {
      packed = packedColour(colour);
      this.packed.set(colour, packed);
    }
    return packed;
  }

  paintSlab(context, layout, view, slab) {
    const {scale} = view;
    const origin = layout.origin(slab);
    if (origin.width === 1 && this.model.granules(slab) === 1) {
      const x = view.screenX(origin.x);
      if (x + scale < 0 || x > view.width) {
        return;
      }
      this.paintTile(context, slab, x, view.screenY(origin.y), scale);
      return;
    }
    context.fillStyle = this.slabColour(slab);
    const inset = insetOf(scale);
    let labelled = false;
    layout.eachPart(slab, (x, y, parts) => {
      const left = view.screenX(x);
      const top = view.screenY(y);
      context.fillRect(left, top, parts * scale - inset, scale - inset);
      if (!labelled && scale >= 16 && parts * scale >= LABELS_FROM) {
        labelled = true;
        this.words(context, `${bytesText(this.model.slabs.byteSize[slab])} large block`, Math.max(left, 0) + 5, top + scale / 2 + 4);
      }
    });
  }

  words(context, text, x, y) {
    const kept = context.fillStyle;
    context.font = "11px system-ui, 'DejaVu Sans', sans-serif";
    context.fillStyle = inkOn(kept);
    context.fillText(text, x, y);
    context.fillStyle = kept;
  }

  paintTile(context, slab, x, y, scale) {
    const grid = cellGrid(this.model, slab, scale);
    if (grid.visible) {
      this.paintCells(context, slab, x, y, grid);
    } else if (scale >= SHARES_FROM && this.mode !== "fill") {
      this.paintShares(context, slab, x, y, scale);
    } else {
      context.fillStyle = this.slabColour(slab);
      const inset = insetOf(scale);
      context.fillRect(x, y, scale - inset, scale - inset);
    }
  }

  /// A tile as a stack: what is live from the bottom, and above it what is not.
  paintShares(context, slab, x, y, scale) {
    const size = scale - insetOf(scale);
    context.fillStyle = this.notLive;
    context.fillRect(x, y, size, size);
    const {parts, rest} = this.model.mix(slab, this.mode);
    let bottom = y + size;
    for (const [key, share] of [...parts, [-1, rest]]) {
      const height = share * size;
      context.globalAlpha = this.accepts(slab, key) ? 1 : DIMMED;
      context.fillStyle = key < 0 ? OTHER_COLOUR : this.keyColour(key);
      context.fillRect(x, bottom - height, size, height);
      bottom -= height;
    }
    context.globalAlpha = 1;
  }

  paintCells(context, slab, x, y, grid) {
    const {cells} = this.model;
    const start = this.model.cellStart[slab];
    const count = this.model.cellCount(slab);
    context.fillStyle = this.edge;
    context.fillRect(x, y, grid.width, grid.width);
    const inset = grid.cell >= 5 ? 1 : 0.4;
    for (let i = 0; i < count; i++) {
      const cell = start + i;
      context.fillStyle = this.cellColour(cells, cell);
      const left = x + 1 + (i % grid.columns) * grid.cell;
      const top = y + 1 + Math.floor(i / grid.columns) * grid.cellHeight;
      context.fillRect(left, top, grid.cell - inset, grid.cellHeight - inset);
    }
    if (grid.label) {
      context.font = "11px system-ui, 'DejaVu Sans', sans-serif";
      context.fillStyle = this.inkSoft;
      const share = percentText(this.model.slabs.live[slab], this.model.capacity[slab]);
      context.fillText(`${bytesText(this.model.slabs.blockBytes[slab])} · ${share} live`, Math.max(x, 0) + 4, y + grid.width - 4);
    }
  }

  cellColour(cells, cell) {
    const live = cells.live[cell];
    if (live === 0) {
      return this.notLive;
    }
    if (this.wanted && !this.wanted(cells.type[cell] - 1)) {
      return this.shade(this.edge, 1);
    }
    return this.mode === "fill"
      ? rampColour(1 - live / 255)
      : this.shade(this.keyColour(cells[this.mode][cell]), live / 255);
  }

  paintTitle(context, layout, view, group) {
    const room = layout.title * view.scale;
    const y = view.screenY(group.y);
    const bottom = view.screenY(group.y + group.rows);
    if (y - room > view.height || bottom < 12) {
      return;
    }
    const sticky = y < 17;
    if (room < 9 && !sticky) {
      return;
    }
    const size = Math.max(9, Math.min(13, room * 0.75));
    const baseline = sticky ? 13 : y - Math.max(2, Math.min(6, room * 0.18));
    context.font = `${sticky ? 11.5 : size}px system-ui, 'DejaVu Sans', sans-serif`;
    const x = Math.max(4, view.screenX(0) + 1);
    if (sticky) {
      context.fillStyle = this.page;
      context.globalAlpha = 0.85;
      context.fillRect(0, 0, context.measureText(group.title).width + x + 8, 17);
      context.globalAlpha = 1;
    }
    context.fillStyle = this.inkSoft;
    context.fillText(group.title, x, baseline);
  }
}

function insetOf(scale) {
  return scale >= 24 ? 2 : scale >= 5 ? 1 : scale >= 2.5 ? 0.4 : 0;
}

/// Where the cells of a slab of one granule lie in its tile; not visible where they are too small.
function cellGrid(model, slab, scale) {
  const count = model.cellCount(slab);
  const label = scale >= LABELS_FROM;
  const width = scale - insetOf(scale);
  const height = width - (label ? LABEL_HEIGHT : 0);
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const cell = (width - 2) / columns;
  return {visible: count > 0 && cell >= CELLS_FROM, label, width, columns, rows, cell, cellHeight: (height - 2) / rows};
}

function mixColours(from, to, weight) {
  const a = channels(from);
  const b = channels(to);
  return `rgb(${a.map((value, i) => Math.round(value + (b[i] - value) * weight)).join(" ")})`;
}

function fillPixels(pixels, canvas, left, top, right, bottom, colour) {
  const from = Math.max(0, left);
  const to = Math.min(canvas.width, Math.max(right, left + 1));
  const end = Math.min(canvas.height, Math.max(bottom, top + 1));
  for (let y = Math.max(0, top); y < end && from < to; y++) {
    pixels.fill(colour, y * canvas.width + from, y * canvas.width + to);
  }
}

function packedColour(colour) {
  const [red, green, blue] = channels(colour);
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/// Black or white, whichever reads better on a colour.
function inkOn(colour) {
  const [red, green, blue] = channels(colour);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? "#15181d" : "#ffffff";
}

/// Reads `#4f7be0` and `rgb(79 123 224)`.
function channels(colour) {
  return colour.startsWith("#")
    ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
    : colour.match(/\d+/g).map(Number);
}
