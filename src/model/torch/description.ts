/** A Sequential of PyTorch as a small JSON file tells it: what a state_dict does not say of a model. */

import * as v from 'valibot';
import { CheckpointError } from '../checkpointError';
import { type Members, membersOf } from '../own/plainLayers';
import { list, name, number, type Plain, whole } from '../schema/plain';

const side = whole(0, 4096);
const pair = v.union([side, v.strictTuple([side, side])]);

const plainLayers = [
  v.object({
    type: v.literal('Conv2d'),
    /** The layer of the state_dict; absent: the next one. */
    name: v.optional(name),
    stride: v.optional(pair, 1),
    padding: v.optional(v.union([pair, v.picklist(['same', 'valid'])]), 0),
    /** One, or one for each channel of what it reads. */
    groups: v.optional(whole(1, 1e6)),
  }),
  v.object({
    type: v.picklist(['AdaptiveAvgPool2d', 'AdaptiveMaxPool2d']),
    output_size: v.union([v.literal(1), v.strictTuple([v.literal(1), v.literal(1)])]),
  }),
  v.object({ type: v.literal('LeakyReLU'), negative_slope: v.optional(number(), 0.01) }),
  v.object({ type: v.literal('Linear'), name: v.optional(name) }),
  v.object({
    type: v.picklist(['BatchNorm1d', 'BatchNorm2d']),
    name: v.optional(name),
    eps: v.optional(number(0, 1), 1e-5),
    /** As in PyTorch: the share of a new batch in the running statistics. */
    momentum: v.optional(number(0, 1), 0.1),
  }),
  v.object({
    type: v.picklist(['MaxPool2d', 'AvgPool2d']),
    kernel_size: pair,
    /** Absent: as large as the window. */
    stride: v.optional(pair),
    padding: v.optional(pair, 0),
  }),
  v.object({
    type: v.picklist([
      'ReLU',
      'ReLU6',
      'Tanh',
      'Sigmoid',
      'Flatten',
      'Dropout',
      'Dropout1d',
      'Dropout2d',
      'AlphaDropout',
      'Identity',
      'GlobalAvgPool2d',
      'GlobalMaxPool2d',
      'Softmax',
      'LogSoftmax',
    ]),
  }),
] as const;
const plainLayer = v.variant('type', plainLayers);

const layerSchema = v.variant('type', [
  ...plainLayers,
  /** What its layers make of a map, plus the map itself, or what the layers of `shortcut` make of it. */
  v.object({
    type: v.literal('Residual'),
    layers: list(plainLayer, 1, 100),
    shortcut: v.optional(list(plainLayer, 0, 100), []),
  }),
]);

export const sequentialSchema = v.object({
  format: v.literal('lethe-sequential'),
  version: v.literal(1),
  /** Height, width and channels of the images; absent: those of the data. */
  input: v.optional(v.strictTuple([whole(1, 4096), whole(1, 4096), whole(1, 4096)])),
  layers: list(layerSchema, 1, 1000),
});

export type Sequential = Plain<typeof sequentialSchema>;
export type Layer = Sequential['layers'][number];
export type PlainLayer = Exclude<Layer, Residual>;
export type Residual = Extract<Layer, { type: 'Residual' }>;

const knownTypes = layerSchema.options.flatMap(({ entries: { type } }) =>
  type.type === 'literal' ? [type.literal] : [...type.options],
);

/** What these options of PyTorch are where they change nothing. */
const idleOptions: Readonly<Record<string, unknown>> = {
  padding: 0,
  dilation: 1,
  ceil_mode: false,
  count_include_pad: true,
  padding_mode: 'zeros',
  inplace: true,
};
/** Options that the weights tell, or that matter in training alone. */
const toldOptions = new Set([
  'in_channels',
  'out_channels',
  'kernel_size',
  'in_features',
  'out_features',
  'num_features',
  'bias',
  'affine',
  'p',
]);

/**
 * Refuses options of PyTorch that a description has not: to read past one would give other numbers.
 * @param layers of a description, before it is checked
 * @param within where they are in the description
 * @throws CheckpointError that names the layer and the option
 */
export function refuseOptions(layers: unknown, within = 'layers'): void {
  if (!Array.isArray(layers)) return;
  for (const [index, layer] of layers.entries()) {
    const members = membersOf(layer);
    if (!members) continue;
    const where = `${within}[${index}]`;
    refuseOption(members, where);
    refuseOptions(members.layers, `${where}.layers`);
    refuseOptions(members.shortcut, `${where}.shortcut`);
  }
}

function refuseOption(members: Members, where: string): void {
  const known = layerSchema.options.find(({ entries }) => v.is(entries.type, members.type));
  if (!known && typeof members.type === 'string') {
    const type = members.type.slice(0, 40);
    throw new CheckpointError('model.checkpoint.torch.layerType', { where, type, known: knownTypes });
  }
  if (!known) return;
  const option = Object.keys(members).find(
    (key) => !(key in known.entries) && !toldOptions.has(key) && members[key] !== idleOptions[key],
  );
  if (option === undefined) return;
  throw new CheckpointError('model.checkpoint.torch.option', { where, type: String(members.type), option });
}
