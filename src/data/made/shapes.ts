import type { Random } from '../../math/random/random';
import type { Dataset } from '../dataset';
import { withDigest } from '../digest';
import {
  type ImageMaker,
  type MadeOptions,
  type MadeParts,
  makeParts,
  makePartsInTurn,
  type Pause,
} from './madeImages';
import { Canvas } from './shapes/canvas';
import { SHAPE_CLASSES } from './shapes/drawings';
import { photograph } from './shapes/photograph';
import { paintScene } from './shapes/scene';
import { drawSceneStyle } from './shapes/sceneStyle';
import { shapesFacts } from './shapesFacts';

/**
 * The built-in colour data: small pictures of things, so that convolutional networks have something to learn with
 * no file and no network. A thing is drawn as filled parts, bent, tilted, placed, painted with colours and textures
 * that any class may have, lit, put among clutter, partly hidden, and photographed.
 * Every image depends on (seed, split, index) alone: asking for fewer images gives the beginning of the same set.
 */

const SIDE = 32;
const CLASSES = SHAPE_CLASSES.length;

/**
 * Makes the built-in data set shapes-32: 32 x 32 colour pictures of ten things, classes balanced (equal to within
 * one in every run of ten images) and in shuffled order.
 * @throws RangeError when a count is not a positive whole number, or the seed is not one
 */
export function makeShapes(options: MadeOptions): Dataset {
  return datasetOf(options.seed, makeParts(shapeMaker(), options));
}

/** The same with pauses between. @throws what the pause throws */
export async function makeShapesInTurn(options: MadeOptions, pause: Pause): Promise<Dataset> {
  return datasetOf(options.seed, await makePartsInTurn(shapeMaker(), options, pause));
}

function datasetOf(seed: number, parts: MadeParts): Dataset {
  return withDigest({ ...shapesFacts(seed), ...parts });
}

function shapeMaker(): ImageMaker {
  const canvas = new Canvas(SIDE);
  return {
    name: 'shapes',
    classes: CLASSES,
    imageBytes: SIDE * SIDE * 3,
    draw: (random, label, pixels) => takePicture(canvas, random, label, pixels),
  };
}

/** The canvas is painted over from rim to rim, so that one serves all pictures. */
function takePicture(canvas: Canvas, random: Random, label: number, bytes: Uint8Array): void {
  const { ways } = SHAPE_CLASSES[label]!;
  const style = drawSceneStyle(random);
  paintScene(canvas, ways[random.integer(ways.length)]!, style, random);
  photograph(canvas.pixels, SIDE, style.camera, random, bytes);
}
