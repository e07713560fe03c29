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
  describe(slab, cell) {
    return cell < 0 ? this.slab(slab) : this.cell(slab, cell);
  }

  slab(slab) {
    const {model} = this;
    const {slabs, section} = model;
    if (slabs.kind[slab] === LARGE) {
      return this.cell(slab, 0);
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

  cell(slab, index) {
    const {model} = this;
    const {cells, slabs} = model;
    const cell = model.cellStart[slab] + index;
    const single = model.blocksPerCell === 1 || slabs.kind[slab] === LARGE;
    const first = index * model.blocksPerCell;
    const count = Math.min(model.blocksPerCell, model.capacity[slab] - first);
    const live = Math.round((cells.live[cell] / 255) * count);
    const address = addressText(model.blockAddress(slab, index));
    const head = single || count === 1
      ? `${slabs.kind[slab] === LARGE ? "Large block" : "Block"} at ${address}`
      : `${countedText(count, "block")} from ${address}, ${countText(live)} live`;
    return pairs(head, [
      ["size", single ? bytesText(slabs.blockBytes[slab]) : `${bytesText(slabs.blockBytes[slab])} each`],
      [single ? "type" : "mostly", live > 0 ? this.typeName(cells.type[cell]) : ""],
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
