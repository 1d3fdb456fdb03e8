/** The facts of a model that is not taken yet: the page and the command line say them in the same words. */

import type { Catalogue } from './catalogue';
import { formats, say } from './say';

/** What these sentences need to know of a model. */
interface Facts {
  readonly input: readonly [height: number, width: number, channels: number];
  readonly classes: number;
  readonly parameterCount: number;
  readonly sliceCount: number;
}

/** What they need to know of a layer. */
interface Layer {
  readonly op: keyof Catalogue['model']['look']['operations'];
  /** null: it has none. */
  readonly name: string | null;
  /** Of its output. */
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly parameters: number;
  readonly slices: number;
  readonly sliceLength: number;
}

/** Which images it takes, how many classes it tells apart, and how large it is. */
export function sayModelSize({ input, classes, parameterCount, sliceCount }: Facts): string {
  return say('model.look.size', {
    input,
    classes,
    parameters: formats.whole(parameterCount),
    slices: formats.whole(sliceCount),
  });
}

/** The headings of the table of layers. */
export function sayLayerHeadings(): readonly string[] {
  return (['layer', 'output', 'parameters', 'slices', 'weightsEach'] as const).map((column) =>
    say(`model.look.${column}`),
  );
}

/** A row of it: nothing where a layer has no weights. */
export function sayLayer({ op, name, shape, parameters, slices, sliceLength }: Layer): readonly string[] {
  const [height, width, channels] = shape;
  const counted = (count: number) => (count === 0 ? '' : formats.whole(count));
  return [
    [say(`model.look.operations.${op}`), ...(name ? [name] : [])].join(' '),
    height * width === 1 ? `${channels}` : `${height} \u00d7 ${width} \u00d7 ${channels}`,
    counted(parameters),
    counted(slices),
    counted(sliceLength),
  ];
}
