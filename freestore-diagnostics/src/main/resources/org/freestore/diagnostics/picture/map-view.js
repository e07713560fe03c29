// SPDX-License-Identifier: Apache-2.0
// Which part of the map is seen, and how close.

const CLOSEST = 2400;

class MapView {
  constructor() {
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.width = 1;
    this.height = 1;
  }

  resize(width, height) {
    this.width = width;
    this.height = height;
  }

  fit(layout) {
    this.layout = layout;
    this.fitScale = Math.min(this.width / layout.width, this.height / layout.height);
    this.scale = this.fitScale;
    this.x = -(this.width / this.scale - layout.width) / 2;
    this.y = 0;
    this.keepInside();
  }

  screenX(x) {
    return (x - this.x) * this.scale;
  }

  screenY(y) {
    return (y - this.y) * this.scale;
  }

  worldX(x) {
    return x / this.scale + this.x;
  }

  worldY(y) {
    return y / this.scale + this.y;
  }

  zoom(factor, screenX, screenY) {
    const x = this.worldX(screenX);
    const y = this.worldY(screenY);
    this.scale = Math.max(this.fitScale, Math.min(CLOSEST, this.scale * factor));
    this.x = x - screenX / this.scale;
    this.y = y - screenY / this.scale;
    this.keepInside();
  }

  pan(screenX, screenY) {
    this.x += screenX / this.scale;
    this.y += screenY / this.scale;
    this.keepInside();
  }

  /// Centres a point, no farther than `scale`.
  show(x, y, scale) {
    this.scale = Math.max(this.fitScale, Math.min(CLOSEST, Math.max(this.scale, scale)));
    this.x = x - this.width / this.scale / 2;
    this.y = y - this.height / this.scale / 2;
    this.keepInside();
  }

  keepInside() {
    const across = this.width / this.scale;
    const down = this.height / this.scale;
    this.x = within(this.x, this.layout.width, across);
    this.y = within(this.y, this.layout.height, down);
  }
}

function within(start, length, seen) {
  return seen >= length ? (length - seen) / 2 : Math.max(0, Math.min(length - seen, start));
}
