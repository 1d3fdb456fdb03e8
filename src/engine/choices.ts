/**
 * The choices of Algorithm 1, one table each: which slices, which curvature, which update. Plain data, for menus, addresses, the command line and
 * the tests; what they do is in selectSlices.ts, curvatures/ and methods/algorithm1.ts.
 */

/** An entry of a table of choices. */
export interface ChoiceRow {
  readonly label: string;
  readonly explanation: string;
}

/** How the slices to update are chosen. */
export const selections = {
  lfoci: {
    label: 'L-FOCI',
    explanation: 'The Markov blanket of the loss among the slices (Algorithm 2).',
  },
  cheap: {
    label: 'Cheap',
    explanation: 'Only the first step of L-FOCI: the one slice with the largest T(loss, slice).',
  },
  random: {
    label: 'Random',
    explanation: 'As many slices as L-FOCI picks, drawn at random: what the choice itself is worth.',
  },
  one: { label: 'One', explanation: 'One slice, drawn at random.' },
  saliency: {
    label: 'Saliency',
    explanation:
      'As many slices as L-FOCI picks: those with the largest gradient of the forgotten samples\u2019 loss. The natural rival.',
  },
  full: { label: 'Full', explanation: 'Every slice: no selection at all.' },
} as const satisfies Record<string, ChoiceRow>;
export type SelectionId = keyof typeof selections;

/** Where the curvature of the selected block comes from. H is the Hessian of the mean training loss, H_s that of the forgotten samples' mean loss. */
export const curvatures = {
  secant: {
    label: 'Secant, y y\u2032 / s\u2032y',
    explanation:
      'Rank one, from the last epoch\u2019s secant pair and from a small step on the sample. Where s\u2032y is not positive the pair is dropped: the damping alone remains.',
  },
  'secant-l1': {
    label: 'Secant, y y\u2032 / |s|\u2081',
    explanation: 'The formula of the authors\u2019 code, with exact gradients in the pairs.',
  },
  'authors-1': {
    label: 'Authors\u2019 code, torch < 2',
    explanation:
      'For comparison only. As that code behaves: the stored gradient is a multiple of the last minibatch\u2019s, and the sample Hessian is g g\u2032 / (p 10\u207b\u2076), which turns the step around.',
  },
  'authors-2': {
    label: 'Authors\u2019 code, torch \u2265 2',
    explanation:
      'For comparison only. The same code where gradients are dropped, not zeroed: a sum over minibatches, and a sample Hessian of exactly 0.',
  },
  fisher: {
    label: 'Fisher, g g\u2032',
    explanation: 'Rank one: the outer product of the gradient of the mean loss, and of the sample\u2019s.',
  },
  'block-fd': {
    label: 'Block by differences',
    explanation:
      'The dense Hessian of the block by central differences of exact gradients. Through ReLU and max pooling it steps over kinks; its error against exact products is shown.',
  },
  block: {
    label: 'Block, exact',
    explanation: 'The dense Hessian of the block from exact Hessian-vector products, and Cholesky.',
  },
  cg: {
    label: 'Conjugate gradients',
    explanation: 'Matrix free, on exact Hessian-vector products: for blocks of any size.',
  },
  kfac: {
    label: 'K-FAC',
    explanation:
      'Kronecker factors of each layer, input covariance and output gradient covariance (appendix D.4).',
  },
} as const satisfies Record<string, ChoiceRow>;
export type CurvatureId = keyof typeof curvatures;

/** What is done with gradient and curvature. n: samples left before the removal; m: samples removed; g: their mean gradient. */
export const updates = {
  sekhari: {
    label: 'Sekhari',
    explanation:
      'Equations 13 to 15: the step (H\u2032 + \u03bbI)\u207b\u00b9 m g / (n \u2212 m) with H\u2032 = (n H \u2212 m H_s) / (n \u2212 m).',
  },
  cr: {
    label: 'CR',
    explanation:
      'Only the sample\u2019s own Hessian: the step (H_s + \u03bbI)\u207b\u00b9 g. Long; the authors add no noise to it.',
  },
  'gradient-ascent': {
    label: 'Gradient ascent',
    explanation: 'No curvature: the step m g / ((n \u2212 m) \u03bb) on the selected slices.',
  },
} as const satisfies Record<string, ChoiceRow>;
export type UpdateId = keyof typeof updates;

export const selectionIds = Object.keys(selections) as SelectionId[];
export const curvatureIds = Object.keys(curvatures) as CurvatureId[];
export const updateIds = Object.keys(updates) as UpdateId[];
