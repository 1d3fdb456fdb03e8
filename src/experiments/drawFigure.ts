/** Draws a figure as one SVG, with Observable Plot: the same picture in Node, on a document of linkedom, and in the page. */

import * as Plot from '@observablehq/plot';
import type { Figure, FigureAxis, FigureMap, FigurePanel, FigureSeries } from './figure';

const panelWidth = 420;
const panelHeight = 300;
/** Of the title and the space below the legend; each line of the legend has its own beside. */
const headHeight = 38;
const legendHeight = 18;
const mapSize = 96;
/** Okabe and Ito's colours, which colour-blind people tell apart; series differ by dash and mark too. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#000000'];
const dashes = ['', '6 3', '2 3', '8 3 2 3', '12 3', '4 2', '1 2'];
const symbols = ['circle', 'square', 'triangle', 'diamond', 'cross', 'star', 'wye'] as const;

interface Mark {
  readonly series: string;
  readonly x: number | string;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

/**
 * @param document where its elements are made
 * @returns the text of a standalone SVG, on white
 */
export function drawFigure({ title, panels, maps = [] }: Figure, document: Document): string {
  const columns = Math.max(1, Math.min(2, panels.length));
  const rows = Math.ceil(panels.length / columns);
  const width = Math.max(columns * panelWidth, ...maps.map((row) => row.length * (mapSize + 16) + 16));
  const names = [...new Set(panels.flatMap(({ series }) => series.map(({ name }) => name)))];
  const legend = layLegend(names, width);
  const panelsTop = headHeight + legendHeight * Math.max(1, ...legend.map(({ line }) => line + 1));
  const mapsTop = panelsTop + rows * (panelHeight + 24);
  const height = mapsTop + maps.length * (mapSize + 32);
  const drawn = panels.map((panel, i) => {
    const [x, y] = [(i % columns) * panelWidth, panelsTop + Math.floor(i / columns) * (panelHeight + 24)];
    const svg = drawPanel(panel, names, document);
    return `<g transform="translate(${x},${y})"><text x="8" y="12" font-weight="600">${escapeText(panel.title ?? '')}</text><g transform="translate(0,18)">${svg}</g></g>`;
  });
  const drawnMaps = maps.flatMap((row, y) =>
    row.map((map, x) => drawMap(map, 16 + x * (mapSize + 16), mapsTop + y * (mapSize + 32))),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11" fill="currentColor" color="#222" role="img" aria-label="${escapeText(title)}">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="8" y="18" font-size="14" font-weight="600">${escapeText(title)}</text>`,
    drawLegend(legend),
    ...drawn,
    ...drawnMaps,
    '</svg>',
    '',
  ].join('\n');
}

interface LegendEntry {
  readonly name: string;
  readonly x: number;
  /** From 0. */
  readonly line: number;
}

/** Names side by side, on as many lines as they need. */
function layLegend(names: readonly string[], width: number): LegendEntry[] {
  let [x, line] = [8, 0];
  return names.map((name) => {
    const own = 44 + 6.2 * name.length;
    if (x > 8 && x + own > width) [x, line] = [8, line + 1];
    const entry = { name, x, line };
    x += own;
    return entry;
  });
}

function drawLegend(entries: readonly LegendEntry[]): string {
  return entries
    .map(({ name, x, line }, i) => {
      const y = 36 + legendHeight * line;
      const stroke = `<line x1="${x}" x2="${x + 24}" y1="${y}" y2="${y}" stroke="${colourOf(i)}" stroke-width="2" stroke-dasharray="${dashOf(i)}"/>`;
      return `${stroke}<text x="${x + 28}" y="${y + 4}">${escapeText(name)}</text>`;
    })
    .join('');
}

const colourOf = (i: number) => colours[i % colours.length]!;
const dashOf = (i: number) => dashes[i % dashes.length]!;

/** Intervals end where the axis does: a share lies between 0 and 1, and on a logarithm at a third of the least mean, as they may reach below 0. */
function marksOf({ name, points }: FigureSeries, { isShare }: FigureAxis, floor: number): Mark[] {
  return points.map(({ x, y, low, high }) => ({
    series: name,
    x,
    y,
    low: Math.max(floor, low ?? y),
    high: isShare ? Math.min(1, high ?? y) : (high ?? y),
  }));
}

function floorOf({ series, y, kind }: FigurePanel): number {
  if (y.scale === 'log') {
    const means = series.flatMap(({ points }) => points.map((point) => point.y));
    return Math.min(...means.filter((mean) => mean > 0)) / 3;
  }
  // What bars stand for is never below 0.
  return y.isShare || kind === 'bars' ? 0 : (y.least ?? Number.NEGATIVE_INFINITY);
}

function drawPanel(panel: FigurePanel, names: readonly string[], document: Document): string {
  const { x, y, series, kind = 'lines', references = [] } = panel;
  const marks =
    kind === 'bars' ? barMarks(panel, names) : series.flatMap((one) => lineMarks(one, panel, names));
  const isNamed = series.some(({ points }) => typeof points[0]?.x === 'string');
  const places = [...new Set(series.flatMap(({ points }) => points.map((point) => point.x)))];
  // More names than that do not fit side by side.
  const isCrowded = kind === 'bars' && places.length > 6;
  const plot = Plot.plot({
    document,
    width: panelWidth,
    height: panelHeight,
    marginLeft: 58,
    marginBottom: isCrowded ? 70 : 40,
    style: { background: 'transparent', fontSize: '11px' },
    ...(kind === 'bars'
      ? {
          fx: { label: null, domain: places, tickFormat: shorten, ...(isCrowded ? { tickRotate: -45 } : {}) },
          x: { axis: null, domain: series.map(({ name }) => name) },
        }
      : { x: { label: x.label || null, ...(isNamed ? { type: 'point', domain: places } : scaleOf(x)) } }),
    y: {
      label: y.label,
      ...scaleOf(y),
      grid: true,
      nice: true,
      ...(y.isShare ? { percent: true, ...pointWide(panel) } : {}),
    },
    marks: [
      ...references.map((one) =>
        Plot.ruleY([one.y], { stroke: '#888', strokeDasharray: '3 3', title: () => one.label }),
      ),
      ...marks,
    ],
  });
  return plot.outerHTML;
}

/** Shares that differ by less than a point are shown on an axis of one, not on one of their last digits. */
function pointWide({ series, y, kind }: FigurePanel): Plot.ScaleOptions {
  if (kind === 'bars') return {};
  const marks = series.flatMap((one) => marksOf(one, y, 0));
  const [low, high] = [
    Math.min(...marks.map((mark) => mark.low)),
    Math.max(...marks.map((mark) => mark.high)),
  ];
  if (!(high - low < 0.01)) return {};
  const middle = Math.min(0.995, Math.max(0.005, (low + high) / 2));
  return { domain: [100 * (middle - 0.005), 100 * (middle + 0.005)] };
}

const scaleOf = ({ scale = 'linear' }: FigureAxis): Plot.ScaleOptions =>
  scale === 'log' ? { type: scale, tickFormat: formatPower } : { type: scale };

/** Plot would write a tenth as 100m. A millionth or a million in full does not fit beside its axis. */
function formatPower(value: number): string {
  const isLong = value < 0.001 || value >= 1e6;
  return isLong ? value.toExponential().replace('+', '') : String(Number(value.toPrecision(12)));
}

function lineMarks(series: FigureSeries, panel: FigurePanel, names: readonly string[]): Plot.Markish[] {
  const place = names.indexOf(series.name);
  const marks = marksOf(series, panel.y, floorOf(panel));
  const [stroke, dash] = [colourOf(place), dashOf(place)];
  const hasBand = marks.some(({ low, high }) => high > low);
  const dots = Plot.dot(marks, {
    ...{ x: 'x', y: 'y', fill: stroke, r: series.isScatter ? 3.4 : 2.4 },
    symbol: symbols[place % symbols.length]!,
  });
  if (series.isScatter) {
    return [Plot.ruleX(marks, { x: 'x', y1: 'low', y2: 'high', stroke, strokeOpacity: 0.6 }), dots];
  }
  return [
    ...(hasBand
      ? [Plot.areaY(marks, { x: 'x', y1: 'low', y2: 'high', fill: stroke, fillOpacity: 0.15 })]
      : []),
    Plot.lineY(marks, { x: 'x', y: 'y', stroke, strokeWidth: 1.8, strokeDasharray: dash }),
    dots,
  ];
}

/** For each name on x a group of bars side by side, one a series. */
function barMarks(panel: FigurePanel, names: readonly string[]): Plot.Markish[] {
  const marks = panel.series.flatMap((one) => marksOf(one, panel.y, floorOf(panel)));
  const place = { fx: 'x', x: 'series' } as const;
  return [
    Plot.barY(marks, {
      ...place,
      y: 'y',
      fill: ({ series: name }: Mark) => colourOf(names.indexOf(name)),
      fillOpacity: 0.8,
    }),
    Plot.ruleX(marks, { ...place, y1: 'low', y2: 'high', stroke: '#222' }),
    Plot.ruleY([0]),
  ];
}

const shorten = (name: unknown) => {
  const text = String(name);
  return text.length > 16 ? `${text.slice(0, 15)}…` : text;
};

/** Grey pixels: the greatest value is black. */
function drawMap({ title, width, height, values }: FigureMap, x: number, y: number): string {
  const least = Math.min(...values);
  const span = Math.max(...values) - least || 1;
  const [stepX, stepY] = [mapSize / width, mapSize / height];
  const cells = values.map((value, i) => {
    const grey = Math.round(255 * (1 - (value - least) / span));
    const [left, top] = [(i % width) * stepX, Math.floor(i / width) * stepY];
    return `<rect x="${left.toFixed(2)}" y="${top.toFixed(2)}" width="${(stepX + 0.2).toFixed(2)}" height="${(stepY + 0.2).toFixed(2)}" fill="rgb(${grey},${grey},${grey})"/>`;
  });
  return `<g transform="translate(${x},${y})"><text y="10">${escapeText(title)}</text><g transform="translate(0,14)">${cells.join('')}</g></g>`;
}

const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
