// SPDX-License-Identifier: Apache-2.0
// Numbers as people read them, and elements whose text is never read as HTML.

const BYTE_UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"];

function bytesText(bytes) {
  let unit = 0;
  let value = bytes;
  while (Math.abs(value) >= 1024 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  if (unit === 0) {
    return bytes === 1 ? "1 byte" : `${countText(bytes)} bytes`;
  }
  return `${threeDigits(value)} ${BYTE_UNITS[unit]}`;
}

function threeDigits(value) {
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", {minimumFractionDigits: digits, maximumFractionDigits: digits});
}

function countText(count) {
  return Math.round(count).toLocaleString("en-US");
}

function countedText(count, one, many = `${one}s`) {
  return `${countText(count)} ${Math.round(count) === 1 ? one : many}`;
}

function percentText(part, whole) {
  if (!(whole > 0)) {
    return "0 %";
  }
  const percent = (100 * part) / whole;
  return percent > 0 && percent < 0.1 ? "< 0.1\u00a0%" : `${percent.toFixed(1)}\u00a0%`;
}

function addressText(address) {
  return `0x${address.toString(16)}`;
}

function secondsText(seconds) {
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  if (seconds < 120) {
    return `${threeDigits(seconds)} s`;
  }
  if (seconds < 7200) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
}

/// A point in time on an axis: 50 s, 3:20 min, 1:03:20 h.
function clockText(seconds) {
  const two = (value) => String(Math.floor(value)).padStart(2, "0");
  if (seconds < 60) {
    return `${threeDigits(seconds)} s`;
  }
  return seconds < 3600
    ? `${Math.floor(seconds / 60)}:${two(seconds % 60)} min`
    : `${Math.floor(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)} h`;
}

/// Writes a number as its unit asks for.
function amountText(value, unit) {
  switch (unit) {
    case "bytes":
      return bytesText(value);
    case "seconds":
      return clockText(value);
    case "count":
      return countText(value);
    default:
      return unit ? `${threeDigits(value)} ${unit}` : threeDigits(value);
  }
}

/// Makes an element. Children are elements or strings; strings become text, never markup.
function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") {
      made.className = value;
    } else if (key === "style") {
      Object.assign(made.style, value);
    } else if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (key in made && !key.includes("-")) {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function swatch(colour) {
  return element("span", {class: "swatch", style: {background: colour}, "aria-hidden": "true"});
}

/// Makes a card with a heading, which the bar at the top links to.
function card(id, title, about) {
  const heading = element("h2", {id: `${id}-title`}, title);
  const made = element("section", {class: "card", id, "aria-labelledby": heading.id}, heading);
  if (about) {
    made.append(element("p", {class: "about"}, about));
  }
  return made;
}

function missing(reason) {
  return element("p", {class: "missing"}, reason);
}

/// Makes one row of buttons of which one is pressed.
function choice(label, options, chosen, onChoose) {
  const buttons = options.map((option) =>
    element("button", {
      type: "button",
      "aria-pressed": String(option.key === chosen),
      disabled: Boolean(option.disabled),
      title: option.hint || "",
      onclick: () => {
        buttons.forEach((b, i) => b.setAttribute("aria-pressed", String(options[i] === option)));
        onChoose(option.key);
      },
    }, option.label));
  return element("div", {class: "choice", role: "group", "aria-label": label}, ...buttons);
}
