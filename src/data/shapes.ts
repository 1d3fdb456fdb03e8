import { createRandom, type Random } from '../math/random';
import type { Dataset, ImageSet } from './dataset';
import { withDigest } from './digest';
import { Canvas } from './shapes/canvas';
import { SHAPE_CLASSES } from './shapes/drawings';
import { photograph } from './shapes/photograph';
import { paintScene } from './shapes/scene';
import { drawSceneStyle } from './shapes/sceneStyle';

/**
 * The built-in colour data: small pictures of things, so that convolutional networks have something to learn with
 * no file and no network. A thing is drawn as filled parts, bent, tilted, placed, painted with colours and textures
 * that any class may have, lit, put among clutter, partly hidden, and photographed.
 * Every image depends on (seed, split, index) alone: asking for fewer images gives the beginning of the same set.
 */

export interface ShapesOptions {
  /** A non-negative safe integer. */
  readonly seed: number;
  /** Default 6,000. */
  readonly trainingCount?: number;
  /** Default 1,000. */
  readonly validationCount?: number;
  /** Called now and then with the share of images made, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

type Split = 'training' | 'validation';

const SIDE = 32;
const CLASSES = SHAPE_CLASSES.length;
const IMAGES_PER_REPORT = 250;

/** Of pixel / 255 over 6,000 training images: seeds differ by less than 1%, so that one set serves them all. */
const NORMALISATION = { mean: [0.4329, 0.4243, 0.4345], standardDeviation: [0.2224, 0.2223, 0.2195] };

/**
 * Makes the built-in data set shapes-32: 32 x 32 colour pictures of ten things, classes balanced (equal to within
 * one in every run of ten images) and in shuffled order.
 * @throws RangeError when a count is not a positive whole number, or the seed is not one
 */
export function makeShapes(options: ShapesOptions): Dataset {
  const { seed, trainingCount = 6000, validationCount = 1000, onProgress } = options;
  const total = trainingCount + validationCount;
  const training = makeSplit(seed, 'training', trainingCount, (made) => onProgress?.(made / total));
  const validation = makeSplit(seed, 'validation', validationCount, (made) =>
    onProgress?.((trainingCount + made) / total),
  );
  return withDigest({
    id: 'shapes-32',
    name: 'Shapes in colour',
    origin: `Painted by Lethe itself from drawings of its own with seed ${seed}.`,
    licence: "Nobody's rights attach to these pictures: use them as you like.",
    citation: '',
    shape: [SIDE, SIDE, 3],
    classNames: SHAPE_CLASSES.map(({ name }) => name),
    normalisation: NORMALISATION,
    training,
    validation,
  });
}

function makeSplit(seed: number, split: Split, count: number, onMade: (made: number) => void): ImageSet {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`makeShapes needs a positive whole number of ${split} images, got ${count}`);
  }
  const size = SIDE * SIDE * 3;
  const images = new Uint8Array(count * size);
  const labels = makeLabels(seed, split, count);
  const canvas = new Canvas(SIDE);
  for (let index = 0; index < count; index++) {
    const random = createRandom(seed, `shapes ${split} image ${index}`);
    takePicture(canvas, random, labels[index]!, images.subarray(index * size, (index + 1) * size));
    if ((index + 1) % IMAGES_PER_REPORT === 0 || index + 1 === count) onMade(index + 1);
  }
  return { count, images, labels };
}

/** Every run of ten images holds each class once, in an order of its own. */
function makeLabels(seed: number, split: Split, count: number): Uint8Array {
  const labels = new Uint8Array(count);
  for (let start = 0; start < count; start += CLASSES) {
    const run = Uint8Array.from({ length: CLASSES }, (_, label) => label);
    createRandom(seed, `shapes ${split} labels from ${start}`).shuffle(run);
    labels.set(run.subarray(0, Math.min(CLASSES, count - start)), start);
  }
  return labels;
}

/** The canvas is painted over from rim to rim, so that one serves all pictures. */
function takePicture(canvas: Canvas, random: Random, label: number, bytes: Uint8Array): void {
  const { ways } = SHAPE_CLASSES[label]!;
  const style = drawSceneStyle(random);
  paintScene(canvas, ways[random.integer(ways.length)]!, style, random);
  photograph(canvas.pixels, SIDE, style.camera, random, bytes);
}
