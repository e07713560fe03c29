// SPDX-License-Identifier: Apache-2.0
// Where slabs lie on the map: groups below each other, each a grid of granules, row by row. One
// granule is one unit; a large block is a run of many.

const MOST_SPANS = 8;
const WORTH_A_SPAN = 64;
const BLANK_SHARE = 0.2;
const MOST_TITLES = 0.15;

const GROUPINGS = [
  {key: "address", label: "address"},
  {key: "class", label: "size class"},
  {key: "heap", label: "heap"},
  {key: "store", label: "store"},
];

/// Groups slabs; each group is {title, slabs, gaps}, with `gaps` granules left out before each.
function groupSlabs(model, by) {
  if (by === "address") {
    return groupByAddress(model);
  }
  const groups = new Map();
  for (let slab = 0; slab < model.count; slab++) {
    const key = groupKey(model, by, slab);
    if (!groups.has(key)) {
      groups.set(key, {title: groupTitle(model, by, slab), order: groupOrder(model, by, slab), slabs: []});
    }
    groups.get(key).slabs.push(slab);
  }
  return [...groups.values()].sort((a, b) => a.order - b.order).map((group) => withSize(model, group));
}

function groupKey(model, by, slab) {
  const {kind, blockBytes} = model.slabs;
  return by === "class" ? (kind[slab] === LARGE ? "large" : `${kind[slab]} ${blockBytes[slab]}`) : model.slabs[by][slab];
}

function groupOrder(model, by, slab) {
  const {kind, blockBytes} = model.slabs;
  return by === "class" ? (kind[slab] === LARGE ? 1e15 : blockBytes[slab] * 2 + kind[slab]) : model.slabs[by][slab];
}

function groupTitle(model, by, slab) {
  const {kind, blockBytes} = model.slabs;
  if (by === "class") {
    return kind[slab] === LARGE ? "large blocks" : `${SLAB_KINDS[kind[slab]]} of ${bytesText(blockBytes[slab])}`;
  }
  return by === "heap" ? `heap of ${model.section.heaps[model.slabs.heap[slab]]}` : `store ${model.section.stores[model.slabs.store[slab]]}`;
}

function withSize(model, group) {
  const bytes = group.slabs.reduce((sum, slab) => sum + model.slabs.byteSize[slab], 0);
  group.title += `: ${countedText(group.slabs.length, "slab")}, ${bytesText(bytes)}`;
  group.gaps = null;
  return group;
}

/// Neighbours share a group. The largest gaps between them start a new one; others are left blank,
/// and drawn shorter than they are where they would take much of the map.
function groupByAddress(model) {
  const gaps = gapsBefore(model);
  const largest = [...gaps].filter((gap) => gap > WORTH_A_SPAN).sort((a, b) => b - a);
  const split = largest.length >= MOST_SPANS ? largest[MOST_SPANS - 1] : WORTH_A_SPAN;
  const blank = gaps.filter((gap) => gap > 0 && gap <= split).length;
  const longest = Math.max(4, Math.floor((BLANK_SHARE * totalGranules(model)) / Math.max(1, blank)));
  const groups = [];
  for (let slab = 0; slab < model.count; slab++) {
    if (slab === 0 || gaps[slab] > split) {
      groups.push({start: model.slabs.address[slab], slabs: [], gaps: []});
    }
    const group = groups[groups.length - 1];
    group.gaps.push(group.slabs.length > 0 ? Math.min(longest, gaps[slab]) : 0);
    group.slabs.push(slab);
    group.end = model.slabs.address[slab] + model.slabs.byteSize[slab];
  }
  groups.forEach((group) => {
    group.title = `${addressText(group.start)} to ${addressText(group.end)}: ${countedText(group.slabs.length, "slab")}, ${bytesText(group.end - group.start)}`;
  });
  return groups;
}

/// How many granules of other use, or none, lie before each slab.
function gapsBefore(model) {
  const gaps = new Float64Array(model.count);
  for (let slab = 1; slab < model.count; slab++) {
    const end = model.slabs.address[slab - 1] + model.slabs.byteSize[slab - 1];
    gaps[slab] = Math.max(0, Math.round((model.slabs.address[slab] - end) / model.granuleBytes));
  }
  return gaps;
}

function totalGranules(model) {
  let total = 0;
  for (let slab = 0; slab < model.count; slab++) {
    total += model.granules(slab);
  }
  return total;
}

class MapLayout {
  /// @param aspect the height of what is seen over its width
  constructor(model, groups, aspect) {
    this.model = model;
    this.groups = groups;
    groups.forEach((group) => this.place(group));
    this.width = this.chooseWidth(aspect);
    this.height = this.stack(this.width);
    this.groupOf = new Uint32Array(model.count);
    this.rankOf = new Uint32Array(model.count);
    groups.forEach((group, g) => group.slabs.forEach((slab, rank) => {
      this.groupOf[slab] = g;
      this.rankOf[slab] = rank;
    }));
  }

  place(group) {
    group.tiles = new Float64Array(group.slabs.length + 1);
    let tile = 0;
    group.slabs.forEach((slab, rank) => {
      tile += group.gaps ? group.gaps[rank] : 0;
      group.tiles[rank] = tile;
      tile += this.model.granules(slab);
    });
    group.tiles[group.slabs.length] = tile;
    group.tileCount = tile;
  }

  /// The narrowest width that is not higher than the aspect asks for.
  chooseWidth(aspect) {
    let low = 1;
    let high = Math.max(4, ...this.groups.map((group) => group.tileCount));
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.stack(middle) <= middle * aspect) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  stack(width) {
    let rows = 0;
    for (const group of this.groups) {
      group.rows = Math.ceil(group.tileCount / width);
      rows += group.rows;
    }
    const title = Math.min(Math.max(0.12, width * 0.02), Math.max(1, (MOST_TITLES * rows) / this.groups.length));
    let y = 0;
    for (const group of this.groups) {
      y += title;
      group.y = y;
      y += group.rows;
    }
    this.title = title;
    return y;
  }

  /// Calls back for each row that a slab has a part in: x, y, width in units.
  eachPart(slab, visit) {
    const group = this.groups[this.groupOf[slab]];
    let tile = group.tiles[this.rankOf[slab]];
    const end = tile + this.model.granules(slab);
    while (tile < end) {
      const row = Math.floor(tile / this.width);
      const stop = Math.min(end, (row + 1) * this.width);
      visit(tile - row * this.width, group.y + row, stop - tile);
      tile = stop;
    }
  }

  /// Returns the first part of a slab.
  origin(slab) {
    const group = this.groups[this.groupOf[slab]];
    const tile = group.tiles[this.rankOf[slab]];
    const row = Math.floor(tile / this.width);
    const width = Math.min(this.model.granules(slab), this.width - (tile - row * this.width));
    return {x: tile - row * this.width, y: group.y + row, width};
  }

  /// Returns the slab at a point, or -1.
  slabAt(x, y) {
    if (x < 0 || x >= this.width) {
      return -1;
    }
    const group = this.groups.find((g) => y >= g.y && y < g.y + g.rows);
    if (!group) {
      return -1;
    }
    const tile = Math.floor(y - group.y) * this.width + Math.floor(x);
    const rank = this.rankAt(group, tile);
    if (rank < 0) {
      return -1;
    }
    const slab = group.slabs[rank];
    return tile < group.tiles[rank] + this.model.granules(slab) ? slab : -1;
  }

  /// Returns the last slab of a group that starts at a tile or before, or -1.
  rankAt(group, tile) {
    let low = 0;
    let high = group.slabs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (group.tiles[middle] > tile) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }

  /// Calls back for each slab with a part between two heights.
  eachBetween(top, bottom, visit) {
    for (const group of this.groups) {
      if (group.y + group.rows < top || group.y > bottom) {
        continue;
      }
      const first = Math.max(0, this.rankAt(group, Math.max(0, Math.floor(top - group.y)) * this.width));
      const end = Math.ceil(bottom - group.y) * this.width;
      for (let rank = first; rank < group.slabs.length && group.tiles[rank] < end; rank++) {
        visit(group.slabs[rank]);
      }
    }
  }
}
