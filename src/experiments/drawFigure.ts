/** Draws a figure as one SVG, with Observable Plot: the same picture in Node, on a document of linkedom, and in the page. */

import * as Plot from '@observablehq/plot';
import type { Figure, FigureAxis, FigureMap, FigurePanel, FigureSeries } from './figure';

const panelWidth = 420;
const panelHeight = 300;
const headHeight = 56;
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
  const mapsTop = headHeight + rows * (panelHeight + 24);
  const width = Math.max(columns * panelWidth, ...maps.map((row) => row.length * (mapSize + 16) + 16));
  const height = mapsTop + maps.length * (mapSize + 32);
  const names = [...new Set(panels.flatMap(({ series }) => series.map(({ name }) => name)))];
  const drawn = panels.map((panel, i) => {
    const [x, y] = [(i % columns) * panelWidth, headHeight + Math.floor(i / columns) * (panelHeight + 24)];
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
    drawLegend(names),
    ...drawn,
    ...drawnMaps,
    '</svg>',
    '',
  ].join('\n');
}

function drawLegend(names: readonly string[]): string {
  let x = 8;
  return names
    .map((name, i) => {
      const at = x;
      x += 44 + 6.2 * name.length;
      const line = `<line x1="${at}" x2="${at + 24}" y1="36" y2="36" stroke="${colourOf(i)}" stroke-width="2" stroke-dasharray="${dashOf(i)}"/>`;
      return `${line}<text x="${at + 28}" y="40">${escapeText(name)}</text>`;
    })
    .join('');
}

const colourOf = (i: number) => colours[i % colours.length]!;
const dashOf = (i: number) => dashes[i % dashes.length]!;

/** Intervals end where the axis does: a share lies between 0 and 1, and a logarithm knows nothing below 0. */
function marksOf({ name, points }: FigureSeries, { isShare, scale }: FigureAxis): Mark[] {
  return points.map(({ x, y, low, high }) => {
    const from = low ?? y;
    const to = high ?? y;
    return {
      series: name,
      x,
      y,
      low: isShare ? Math.max(0, from) : scale === 'log' && from <= 0 ? y : from,
      high: isShare ? Math.min(1, to) : to,
    };
  });
}

function drawPanel(panel: FigurePanel, names: readonly string[], document: Document): string {
  const { x, y, series, kind = 'lines', references = [] } = panel;
  const marks = kind === 'bars' ? barMarks(panel, names) : series.flatMap((one) => lineMarks(one, y, names));
  // More names than that do not fit side by side.
  const isCrowded =
    kind === 'bars' && new Set(series.flatMap(({ points }) => points.map(({ x }) => x))).size > 6;
  const plot = Plot.plot({
    document,
    width: panelWidth,
    height: panelHeight,
    marginLeft: 58,
    marginBottom: isCrowded ? 70 : 40,
    style: { background: 'transparent', fontSize: '11px' },
    ...(kind === 'bars'
      ? {
          fx: { label: null, tickFormat: shorten, ...(isCrowded ? { tickRotate: -45 } : {}) },
          x: { axis: null, domain: series.map(({ name }) => name) },
        }
      : { x: { label: x.label || null, ...scaleOf(x) } }),
    y: {
      label: y.label,
      ...scaleOf(y),
      grid: true,
      nice: true,
      ...(y.isShare ? { percent: true } : {}),
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

/** Plot would write a tenth as 100m. */
const scaleOf = ({ scale = 'linear' }: FigureAxis): Plot.ScaleOptions =>
  scale === 'log' ? { type: scale, tickFormat: '~g' } : { type: scale };

function lineMarks(series: FigureSeries, axis: FigureAxis, names: readonly string[]): Plot.Markish[] {
  const place = names.indexOf(series.name);
  const marks = marksOf(series, axis);
  const [stroke, dash] = [colourOf(place), dashOf(place)];
  const hasBand = marks.some(({ low, high }) => high > low);
  return [
    ...(hasBand
      ? [Plot.areaY(marks, { x: 'x', y1: 'low', y2: 'high', fill: stroke, fillOpacity: 0.15 })]
      : []),
    Plot.lineY(marks, { x: 'x', y: 'y', stroke, strokeWidth: 1.8, strokeDasharray: dash }),
    Plot.dot(marks, { x: 'x', y: 'y', fill: stroke, r: 2.4, symbol: symbols[place % symbols.length]! }),
  ];
}

/** For each name on x a group of bars side by side, one a series. What is never below 0 has no interval there. */
function barMarks({ series, y }: FigurePanel, names: readonly string[]): Plot.Markish[] {
  const marks = series
    .flatMap((one) => marksOf(one, y))
    .map((mark) => ({ ...mark, low: Math.max(0, mark.low) }));
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
