// SPDX-License-Identifier: Apache-2.0
// What is said of a slab, a block, or the blocks of a cell.

function pairs(head, entries) {
  const list = element("dl", {class: "pairs"}, element("div", {class: "head"}, head));
  for (const [term, text] of entries) {
    if (text) {
      list.append(element("dt", {}, term), element("dd", {}, text));
    }
  }
  return list;
}

class MapWords {
  constructor(model) {
    this.model = model;
  }

  /// @param cell its number in the slab, or -1 for the slab as a whole
  /// @param link makes of an address what leads there
  describe(slab, cell, link = addressText) {
    return cell < 0 ? this.slab(slab, link) : this.cell(slab, cell, link);
  }

  slab(slab, link) {
    const {model} = this;
    const {slabs, section} = model;
    if (slabs.kind[slab] === LARGE) {
      return this.cell(slab, 0, link);
    }
    const entries = [
      ["blocks", `${countText(model.capacity[slab])} of ${bytesText(slabs.blockBytes[slab])}, ${SLAB_KINDS[slabs.kind[slab]]}`],
      ...SHARES.filter((share) => slabs[share.key][slab] > 0)
        .map((share) => [share.label, `${countText(slabs[share.key][slab])} (${percentText(slabs[share.key][slab], model.capacity[slab])})`]),
      ["types", this.typesOf(slab)],
      ...this.place(slab),
    ];
    return pairs(`Slab at ${addressText(slabs.address[slab])}`, entries);
  }

  typesOf(slab) {
    const mix = this.model.mix(slab, "type");
    const names = mix.parts.map(([key, share]) => `${this.typeName(key)} ${percentText(share, 1)}`);
    return names.concat(mix.rest > 0 ? ["others"] : []).join(", ");
  }

  typeName(key) {
    return key === 0 ? "type not known" : this.model.types[key - 1];
  }

  place(slab) {
    const {section, slabs} = this.model;
    return [
      ["heap", section.heaps[slabs.heap[slab]]],
      ["store", section.stores[slabs.store[slab]]],
    ];
  }

  cell(slab, index, link) {
    const {model} = this;
    const {cells, slabs} = model;
    const cell = model.cellStart[slab] + index;
    const single = model.blocksPerCell === 1 || slabs.kind[slab] === LARGE;
    const first = index * model.blocksPerCell;
    const count = Math.min(model.blocksPerCell, model.capacity[slab] - first);
    const live = Math.round((cells.live[cell] / 255) * count);
    const start = model.blockAddress(slab, index);
    const address = addressText(start);
    const owner = single && live > 0 ? model.ownerOf(slab, index) : 0;
    const payload = single && live > 0 && owner === 0 ? model.payloadOf(start) : 0;
    const head = single || count === 1
      ? `${slabs.kind[slab] === LARGE ? "Large block" : "Block"} at ${address}`
      : `${countedText(count, "block")} from ${address}, ${countText(live)} live`;
    return pairs(head, [
      ["size", single ? bytesText(slabs.blockBytes[slab]) : `${bytesText(slabs.blockBytes[slab])} each`],
      [single ? "type" : "mostly", live > 0 ? this.typeName(cells.type[cell]) : ""],
      ["payload of", owner > 0 ? element("span", {}, "the object at ", link(owner)) : ""],
      ["payload", payload > 0 ? element("span", {}, "in the block at ", link(payload)) : ""],
      ["state", this.state(cells.state[cell], live)],
      ["age", this.age(cells.age[cell], live)],
      ["allocated at", this.site(cells.site[cell], live)],
      ["slab", slabs.kind[slab] === LARGE ? "" : `${addressText(slabs.address[slab])}, blocks of ${bytesText(slabs.blockBytes[slab])}, ${percentText(slabs.live[slab], model.capacity[slab])} live`],
      ...this.place(slab),
    ]);
  }

  state(code, live) {
    return live === 0 ? "not live: free, or cached by a thread" : STATES[code].label;
  }

  age(code, live) {
    return live === 0 ? "" : code === 0 ? "not recorded" : `about ${secondsText(ageSeconds(code))}`;
  }

  site(code, live) {
    return live === 0 ? "" : code === 0 ? "not recorded" : this.model.section.sites[code - 1];
  }
}
