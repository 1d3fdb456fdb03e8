/** A chart on the page as a picture of its own: with the colours that it has here, and a ground. */

/** What a style sheet gives a drawing, and a file without it lacks. */
const drawn = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** What has a colour or letters of its own. */
const shapes = new Set(['path', 'line', 'rect', 'circle', 'text', 'tspan']);

/** The drawing as the text of an SVG file. */
export function pictureText(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = drawing.querySelectorAll<SVGElement>('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, i) => {
    element.removeAttribute('style');
    element.removeAttribute('class');
    if (!shapes.has(element.localName)) return;
    const style = getComputedStyle(originals[i]!);
    for (const name of drawn) element.setAttribute(name, style.getPropertyValue(name));
  });
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--panel'));
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
}

/**
 * The drawing as the bytes of a PNG file, twice as fine as on the page.
 * @throws Error where the browser cannot draw it
 */
export async function picturePng(drawing: SVGSVGElement): Promise<Uint8Array> {
  const { width, height } = drawing.getBoundingClientRect();
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([pictureText(drawing)], { type: 'image/svg+xml' }));
  try {
    await image.decode();
    const canvas = new OffscreenCanvas(Math.round(2 * width), Math.round(2 * height));
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
