import { cosine, sine } from '../../../math/elementary';
import type { Random } from '../../../math/random/random';
import { createElasticDistortion } from '../elasticDistortion';
import type { Polyline } from '../smoothStroke';
import type { Body, Canvas } from './canvas';
import { brightness, type Colour, drawColour, drawContrastingColour, mixColours } from './colour';
import { type Drawing, type PaintRole, type Part, SHAPE_CLASSES } from './drawings';
import { drawPaint, type Paint } from './paint';
import type { SceneStyle } from './sceneStyle';

/** Share of the things that are brighter than their background. */
const BRIGHT_SHARE = 0.85;

/** Paints one picture, from back to front: background, clutter, the thing's shadow, the thing, what hides part of it. */
export function paintScene(canvas: Canvas, drawing: Drawing, style: SceneStyle, random: Random): void {
  const { ground, paints } = drawPaints(random);
  const { side } = canvas;
  const body = { x: side / 2 + style.shiftX, y: side / 2 + style.shiftY, radius: style.sizePixels / 2 };
  canvas.cover(drawPaint(random, ground, 0.25), style.light);
  for (let piece = 0; piece < style.clutter; piece++) {
    const at = { x: side * random.uniform(), y: side * random.uniform(), radius: 2 + 5 * random.uniform() };
    // Toned towards the ground, so that the thing stays what one looks at.
    const colour = mixColours(ground, drawColour(random), 0.3 + 0.5 * random.uniform());
    paintPiece(canvas, at, colour, style, random);
  }
  const parts = placeDrawing(drawing, style, body, random);
  castShadow(canvas, parts, style);
  for (const { paint, edge, holes } of parts) canvas.fill(edge, holes, paints[paint], style.light, body);
  for (let piece = 0; piece < style.occluders; piece++) {
    paintPiece(canvas, drawPlaceOnEdge(body, random), drawColour(random), style, random);
  }
}

/** Near the edge of the body, on any side: there a piece hides something, but not what the thing is. */
function drawPlaceOnEdge({ x, y, radius }: Body, random: Random): Body {
  const angle = 2 * Math.PI * random.uniform();
  const reach = radius * (0.75 + 0.35 * random.uniform());
  return { x: x + reach * cosine(angle), y: y + reach * sine(angle), radius: 3 + 3 * random.uniform() };
}

/** The thing is what the light falls on: most often it is brighter than the ground behind it. */
function drawPaints(random: Random): { ground: Colour; paints: Record<PaintRole, Paint> } {
  const one = drawColour(random);
  const other = drawContrastingColour(random, [one], 0.3);
  const isBright = random.uniform() < BRIGHT_SHARE;
  const [ground, body] = brightness(one) < brightness(other) === isBright ? [one, other] : [other, one];
  const accent = drawContrastingColour(random, [ground, body], 0.22);
  const detail = drawContrastingColour(random, [ground, body, accent], 0.2);
  const paints = {
    body: drawPaint(random, body, 0.4),
    accent: drawPaint(random, accent, 0.6),
    detail: drawPaint(random, detail, 1),
  };
  return { ground, paints };
}

/** The drawing's parts as polygons in pixels. */
function placeDrawing(drawing: Drawing, style: SceneStyle, body: Body, random: Random): Part[] {
  const bend = createElasticDistortion(random, style.bend);
  const place = (inBox: Polyline) => {
    const polygon = inBox.slice();
    bend(polygon);
    placeOnCanvas(polygon, body, style.tilt, style.isMirrored ? -style.aspect : style.aspect);
    return polygon;
  };
  return drawing.map(({ paint, edge, holes }) => ({ paint, edge: place(edge), holes: holes.map(place) }));
}

/** From shares of the box to pixels: stretched, turned, and put where the body is. */
function placeOnCanvas(polygon: Polyline, { x, y, radius }: Body, tilt: number, aspect: number): void {
  const [cos, sin] = [cosine(tilt), sine(tilt)];
  for (let i = 0; i < polygon.length; i += 2) {
    const across = 2 * radius * aspect * (polygon[i]! - 0.5);
    const down = 2 * radius * (polygon[i + 1]! - 0.5);
    polygon[i] = x + cos * across - sin * down;
    polygon[i + 1] = y + sin * across + cos * down;
  }
}

/** The shadow falls away from the light, a twelfth of the thing's size. */
function castShadow(canvas: Canvas, parts: readonly Part[], { light, shadow, sizePixels }: SceneStyle): void {
  const [dx, dy] = [-cosine(light.direction), -sine(light.direction)];
  const shifted = (polygon: Polyline) =>
    polygon.map((value, i) => value + (sizePixels / 12) * (i % 2 === 0 ? dx : dy));
  canvas.shade(
    parts.map(({ edge }) => shifted(edge)),
    parts.flatMap(({ holes }) => holes.map(shifted)),
    shadow,
  );
}

/**
 * A piece of clutter is a part of some drawing, any class alike, turned any way: a wheel or a petal lying about says
 * nothing about what the picture shows.
 */
function paintPiece(canvas: Canvas, at: Body, colour: Colour, style: SceneStyle, random: Random): void {
  const { ways } = SHAPE_CLASSES[random.integer(SHAPE_CLASSES.length)]!;
  const drawing = ways[random.integer(ways.length)]!;
  const polygon = drawing[random.integer(drawing.length)]!.edge.slice();
  fitInBox(polygon);
  placeOnCanvas(polygon, at, 2 * Math.PI * random.uniform(), 1);
  canvas.fill(polygon, [], drawPaint(random, colour, 0.5), style.light, at);
}

/** Scales to the unit box, proportions kept, middle on middle. */
function fitInBox(polygon: Polyline): void {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < polygon.length; i += 2) {
    minX = Math.min(minX, polygon[i]!);
    maxX = Math.max(maxX, polygon[i]!);
    minY = Math.min(minY, polygon[i + 1]!);
    maxY = Math.max(maxY, polygon[i + 1]!);
  }
  const size = Math.max(maxX - minX, maxY - minY);
  for (let i = 0; i < polygon.length; i += 2) {
    polygon[i] = 0.5 + (polygon[i]! - (minX + maxX) / 2) / size;
    polygon[i + 1] = 0.5 + (polygon[i + 1]! - (minY + maxY) / 2) / size;
  }
}
