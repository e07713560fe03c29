// SPDX-License-Identifier: Apache-2.0
// Charts over time and histograms, drawn by uPlot; bars, by elements. Each can be read as a table.

const SERIES_COLOURS = ["#4f7be0", "#efb118", "#ff725c", "#3ca951", "#a463f2"];
const CHART_HEIGHT = 280;
const CLOCK_STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 43200, 86400];

function chartAxes(xUnit, yUnit) {
  const soft = schemeColour("--ink-soft");
  const grid = {stroke: schemeColour("--line"), width: 1};
  const font = "12px system-ui, 'DejaVu Sans', sans-serif";
  return [
    {stroke: soft, grid: {show: false}, ticks: grid, font, size: 34, space: 80, incrs: xUnit === "seconds" ? CLOCK_STEPS : undefined, values: (_, values) => values.map((v) => (v === null ? "" : amountText(v, xUnit)))},
    {stroke: soft, grid, ticks: {show: false}, font, size: 82, incrs: yUnit === "bytes" ? byteSteps() : undefined, values: (_, values) => values.map((v) => (v === null ? "" : amountText(v, yUnit)))},
  ];
}

function byteSteps() {
  return Array.from({length: 50}, (_, i) => 2 ** i);
}

/// Draws a chart again whenever the width or the scheme changes, and lets arrow keys move its cursor.
function mountChart(host, options, data) {
  let chart = null;
  const draw = () => {
    if (host.clientWidth === 0) {
      return;
    }
    if (chart) {
      chart.destroy();
    }
    chart = new uPlot({width: host.clientWidth, height: CHART_HEIGHT, ...options()}, data, host);
    chart.setCursor({left: -10, top: -10});
  };
  const fit = () => {
    if (!chart || chart.width !== host.clientWidth) {
      draw();
    }
  };
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(host);
  onTheme(draw);
  host.tabIndex = 0;
  host.addEventListener("keydown", (event) => {
    const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (step && chart) {
      event.preventDefault();
      const at = chart.cursor.idx === null || chart.cursor.idx === undefined ? (step > 0 ? -1 : data[0].length) : chart.cursor.idx;
      const next = Math.max(0, Math.min(data[0].length - 1, at + step));
      chart.setCursor({left: chart.valToPos(data[0][next], "x"), top: 10});
    }
  });
}

function timeLineSection(section) {
  const made = card(section.id, section.title, section.about);
  const data = [section.x, ...section.series.map((series) => series.values)];
  const host = element("div", {class: "chart", role: "figure", "aria-label": `${section.title}. Arrow keys move along it.`});
  const legend = (unit) => (_, value) => (value === null || value === undefined ? "–" : amountText(value, unit));
  mountChart(host, () => ({
    scales: {x: {time: false}, y: {range: (_, low, high) => [Math.min(0, low), high > 0 ? high * 1.05 : 1]}},
    axes: chartAxes(section.xUnit, section.yUnit),
    series: [
      {label: section.xLabel, value: legend(section.xUnit)},
      ...section.series.map((series, i) => ({
        label: series.name,
        stroke: SERIES_COLOURS[i],
        width: 2,
        fill: i === 0 ? `${SERIES_COLOURS[i]}22` : undefined,
        points: {show: section.x.length < 3},
        value: legend(section.yUnit),
      })),
    ],
  }), data);
  made.append(host, asTable(section));
  return made;
}

function asTable(section) {
  const body = element("div", {class: "scroll"});
  const details = element("details", {class: "as-table", ontoggle: () => {
    if (details.open && body.childElementCount === 0) {
      const head = element("tr", {}, ...[section.xLabel, ...section.series.map((s) => s.name)].map((label) => element("th", {scope: "col", class: "number"}, label)));
      const step = Math.ceil(section.x.length / 100);
      const rows = section.x.map((x, i) => [x, i]).filter(([, i]) => i % step === 0).map(([x, i]) => element("tr", {},
        ...[amountText(x, section.xUnit), ...section.series.map((s) => (s.values[i] === null ? "–" : amountText(s.values[i], section.yUnit)))]
          .map((text) => element("td", {class: "number"}, text))));
      body.append(element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)));
    }
  }}, element("summary", {}, "As a table"), body);
  return details;
}

function barSection(section) {
  const made = card(section.id, section.title, section.about);
  const most = Math.max(...section.rows.map((row) => row.value || 0), 1e-9);
  const rows = section.rows.map((row, i) => [
    element("span", {}, row.label),
    element("div", {class: "track", "aria-hidden": "true"}, element("span", {style: {width: `${(100 * (row.value || 0)) / most}%`, background: i === 0 ? SERIES_COLOURS[0] : OTHER_COLOUR}})),
    element("span", {class: "value"}, row.value === null ? "not measured" : amountText(row.value, section.unit), row.note ? element("small", {}, ` ${row.note}`) : ""),
  ]);
  made.append(element("div", {class: "bars"}, ...rows.flat()));
  return made;
}

function histogramSection(section) {
  const made = card(section.id, section.title, section.about);
  const most = Math.max(1, ...section.buckets.map((bucket) => bucket.count));
  const total = section.buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  const rows = section.buckets.map((bucket) => [
    element("span", {}, bucket.label),
    element("div", {class: "track", "aria-hidden": "true"}, element("span", {style: {width: `${(100 * bucket.count) / most}%`, background: SERIES_COLOURS[0]}})),
    element("span", {class: "value"}, `${countText(bucket.count)} (${percentText(bucket.count, total)})`),
  ]);
  made.append(element("div", {class: "bars"}, ...rows.flat()));
  return made;
}
