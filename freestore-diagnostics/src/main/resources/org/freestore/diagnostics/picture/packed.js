// SPDX-License-Identifier: Apache-2.0
// Columns of numbers: little-endian, compressed with gzip, written as base64.

const COLUMN_TYPES = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  f64: Float64Array,
};

function bytesOfBase64(text) {
  if (Uint8Array.fromBase64) {
    return Uint8Array.fromBase64(text);
  }
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) {
    bytes[i] = binary.charCodeAt(i);
  }
  return bytes;
}

async function readColumn(column) {
  const unpacked = new Blob([bytesOfBase64(column.data)])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  return new COLUMN_TYPES[column.type](await new Response(unpacked).arrayBuffer());
}

/// Reads an object of columns into an object of typed arrays.
async function readColumns(columns) {
  const names = Object.keys(columns);
  const read = await Promise.all(names.map((name) => readColumn(columns[name])));
  return Object.fromEntries(names.map((name, i) => [name, read[i]]));
}
