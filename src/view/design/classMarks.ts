/** Ten marks for ten classes, told apart by shape and by colour (after M. Okabe and K. Ito, and P. Tol); classes beyond begin anew. */

export const classCount = 10;

/** Colours of the style sheets where they have them, else these, which read on light and dark. */
const colours = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#aa4499',
  '#b58900',
  '#56b4e9',
  '#882255',
  '#6a8f1d',
  '#7a7f87',
  '#cc6677',
] as const;

/** The shapes as paths in a box from -1 to 1. */
const shapes = [
  'M-.8 0a.8 .8 0 1 0 1.6 0a.8 .8 0 1 0-1.6 0z',
  'M-.7-.7h1.4v1.4h-1.4z',
  'M0-.9L.85 .65H-.85z',
  'M0-.95L.95 0L0 .95L-.95 0z',
  'M0 .9L.85-.65H-.85z',
  'M-.3-.9h.6v.6h.6v.6h-.6v.6h-.6v-.6h-.6v-.6h.6z',
  'M-.9-.5L-.5-.9L0-.4L.5-.9L.9-.5L.4 0L.9 .5L.5 .9L0 .4L-.5 .9L-.9 .5L-.4 0z',
  'M0-1L.25-.3L.95-.3L.4 .12L.6 .8L0 .4L-.6 .8L-.4 .12L-.95-.3L-.25-.3z',
  'M-.9-.35h1.8v.7h-1.8z',
  'M-.35-.9h.7v1.8h-.7z',
] as const;

/** The path of a class's mark, for a canvas or an svg. */
export const classShape = (label: number): string => shapes[label % classCount]!;

/** The colour of a class's mark, as the element sees it. */
export function classColour(element: Element, label: number): string {
  const place = label % classCount;
  return getComputedStyle(element).getPropertyValue(`--class-${place}`).trim() || colours[place]!;
}

/** The same for a style attribute. */
export const classColourOf = (label: number): string =>
  `var(--class-${label % classCount}, ${colours[label % classCount]!})`;
