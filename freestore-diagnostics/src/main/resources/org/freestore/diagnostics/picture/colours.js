// SPDX-License-Identifier: Apache-2.0
// Colours, chosen to be told apart in both schemes and by most who see colours differently.

const CATEGORIES = [
  "#4f7be0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951",
  "#ff8ab7", "#a463f2", "#97bbf5", "#b07a5b", "#c9d14f",
];
const OTHER_COLOUR = "#9aa1ad";

/// From young to old, and from empty to full.
const RAMP = ["#fde725", "#a5db36", "#4ac16d", "#1fa187", "#277f8e", "#365c8d", "#46327e", "#440154"];

const STATES = [
  {key: "not-live", label: "not live", colour: null},
  {key: "live", label: "live", colour: "#4f7be0"},
  {key: "direct", label: "leaked: nothing points to it", colour: "#ff5a4d"},
  {key: "indirect", label: "leaked: only what leaked leads to it", colour: "#f2a65a"},
  {key: "cycle", label: "leaked: part of a cycle", colour: "#c25ce0"},
  {key: "reachable", label: "reachable from a root", colour: "#3ca951"},
];

/// What the bytes of a slab are.
const SHARES = [
  {key: "live", label: "live", colour: "#4f7be0"},
  {key: "cached", label: "cached by a thread", colour: "#6cc5b0"},
  {key: "remoteFreed", label: "freed by another thread", colour: "#efb118"},
  {key: "free", label: "free", colour: "#9aa3b2"},
  {key: "retired", label: "retired", colour: "#b07a5b"},
];

function rampColour(share) {
  const index = Math.round(share * (RAMP.length - 1));
  return RAMP[Math.max(0, Math.min(RAMP.length - 1, index))];
}

/// Reads a custom property of the scheme that is shown.
function schemeColour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/// Types get their colours by rank: `order` lists type numbers, the most bytes first.
class TypeColours {
  constructor(order, typeCount) {
    this.colours = new Array(typeCount).fill(OTHER_COLOUR);
    order.slice(0, CATEGORIES.length).forEach((type, rank) => {
      this.colours[type] = CATEGORIES[rank];
    });
    this.ranked = order.slice(0, CATEGORIES.length);
    this.others = [...Array(typeCount).keys()].filter((type) => !this.ranked.includes(type));
  }

  of(type) {
    return type >= 0 ? this.colours[type] : OTHER_COLOUR;
  }
}
