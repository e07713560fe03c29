// SPDX-License-Identifier: Apache-2.0
// The heap as columns: slabs, and cells. A cell stands for one block or, in large heaps, for
// `blocksPerCell` neighbours of one slab.

const SLAB_KINDS = ["raw blocks", "objects", "large block"];
const LARGE = 2;
const MOST_SHARES = 4;
const SUMS = new Float64Array(1 << 16);

class MapModel {
  static async read(section, types) {
    const slabs = await readColumns(section.slabs);
    const cells = await readColumns(section.cells);
    const payloads = await readColumns(section.payloads);
    return new MapModel(section, types, slabs, cells, payloads);
  }

  constructor(section, types, slabs, cells, payloads) {
    this.section = section;
    this.types = types;
    this.slabs = slabs;
    this.cells = cells;
    this.payloads = payloads;
    this.count = slabs.address.length;
    this.blocksPerCell = section.blocksPerCell;
    this.granuleBytes = section.granuleBytes;
    this.cellStart = new Uint32Array(this.count + 1);
    this.capacity = new Float64Array(this.count);
    for (let s = 0; s < this.count; s++) {
      this.capacity[s] = SHARES.reduce((sum, share) => sum + slabs[share.key][s], 0);
      this.cellStart[s + 1] = this.cellStart[s] + Math.ceil(this.capacity[s] / this.blocksPerCell);
    }
    this.mixes = new Array(this.count);
  }

  cellCount(slab) {
    return this.cellStart[slab + 1] - this.cellStart[slab];
  }

  granules(slab) {
    return Math.max(1, Math.ceil(this.slabs.byteSize[slab] / this.granuleBytes));
  }

  liveShare(slab) {
    return this.capacity[slab] > 0 ? this.slabs.live[slab] / this.capacity[slab] : 0;
  }

  blockAddress(slab, cell) {
    return this.slabs.address[slab] + cell * this.blocksPerCell * this.slabs.blockBytes[slab];
  }

  /// Finds the slab that an address lies in, or -1. Slabs come in the order of their addresses.
  slabAt(address) {
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (this.slabs.address[middle] > address) {
        high = middle - 1;
      } else if (this.slabs.address[middle] + this.slabs.byteSize[middle] <= address) {
        low = middle + 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  cellAt(slab, address) {
    const block = Math.floor((address - this.slabs.address[slab]) / this.slabs.blockBytes[slab]);
    return Math.min(this.cellCount(slab) - 1, Math.floor(block / this.blocksPerCell));
  }

  /// Returns where the object is whose payload a cell is, or 0.
  ownerOf(slab, cell) {
    const at = this.payloads.cell.indexOf(this.cellStart[slab] + cell);
    return at < 0 ? 0 : this.payloads.owner[at];
  }

  /// Returns where the payload is of the object at an address, or 0.
  payloadOf(address) {
    const at = this.payloads.owner.indexOf(address);
    if (at < 0) {
      return 0;
    }
    const cell = this.payloads.cell[at];
    const slab = this.slabOfCell(cell);
    return this.blockAddress(slab, cell - this.cellStart[slab]);
  }

  slabOfCell(cell) {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.cellStart[middle] > cell) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /// What a slab is made of by one mode: [key, share of its blocks], the largest first, at most
  /// four; `rest` is what is live besides.
  mix(slab, mode) {
    const known = this.mixes[slab];
    if (known && known.mode === mode) {
      return known;
    }
    const mix = this.computeMix(slab, mode);
    this.mixes[slab] = mix;
    return mix;
  }

  /// Sums by key in an array that is as long as keys are large: a map of a heap of 10 GB asks for
  /// every slab at once.
  computeMix(slab, mode) {
    const column = this.cells[mode];
    const {live: weights} = this.cells;
    const keys = [];
    let live = 0;
    for (let cell = this.cellStart[slab]; cell < this.cellStart[slab + 1]; cell++) {
      const weight = weights[cell];
      if (weight > 0) {
        const key = column[cell];
        if (SUMS[key] === 0) {
          keys.push(key);
        }
        SUMS[key] += weight;
        live += weight;
      }
    }
    const scale = live > 0 ? this.liveShare(slab) / live : 0;
    const parts = keys.map((key) => [key, SUMS[key] * scale]);
    keys.forEach((key) => {
      SUMS[key] = 0;
    });
    if (parts.length > 1) {
      parts.sort((a, b) => b[1] - a[1]);
    }
    const rest = parts.splice(MOST_SHARES).reduce((sum, part) => sum + part[1], 0);
    return {mode, parts, rest};
  }
}

/// Returns the seconds that a number of the age column stands for: eight to the doubling.
function ageSeconds(code) {
  return 2 ** ((code - 1) / 8) / 64;
}
