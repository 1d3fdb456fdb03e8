/** What can be asked of a model beside the metrics of a removal, and what the answers are. Plain data, a row a question; the answers' functions stand in answers.ts. */

import type { FociStop } from '../../math/dependence/fociTrace';
import type { MapShape } from '../../math/network/graph';
import type { SliceIndex } from '../../model/slices';
import type { RemovalRequest, SampleIndex, SelectionPath } from '../request';

/** A model that is looked at. */
export interface LookedModel {
  /** A state of the history; 0: the original. */
  readonly state: number;
  /** The model that was retrained for the comparison of this state, in its place. */
  readonly retrained?: boolean;
  /** Slices that are switched off: their weights and biases count as 0. */
  readonly off?: readonly SliceIndex[];
}

/** One step of L-FOCI: every candidate's T given those chosen before. */
export interface TraceStep {
  readonly best: SliceIndex;
  readonly t: number;
  readonly taken: boolean;
  /** By slice; NaN where it was no candidate. */
  readonly candidates: Float64Array;
}

export interface TraceAnswer {
  readonly steps: readonly TraceStep[];
  readonly selected: readonly SliceIndex[];
  readonly stop: FociStop;
  /** Slices that do not vary: never candidates. */
  readonly constant: readonly SliceIndex[];
  readonly path: SelectionPath;
  /** Whose copies it was: all samples of the request, or, where each has a blanket of its own, the one asked for. */
  readonly samples: readonly SampleIndex[];
}

export interface SliceWeights {
  readonly slice: SliceIndex;
  readonly layer: string;
  readonly unit: number;
  /** What the weights stand for: height, width and channels of a filter or of the map that a unit reads; a plain vector has height and width 1. */
  readonly shape: MapShape;
  /** In the order of the shape, row by row, the channels of a place together. */
  readonly weights: Float32Array;
  /** null: the layer has none. */
  readonly bias: number | null;
}

/** Samples in the order of something. */
export interface RankedSamples {
  readonly samples: Uint32Array;
  readonly values: Float32Array;
}

export interface ActivationMaps {
  readonly layer: string;
  readonly height: number;
  readonly width: number;
  readonly filters: number;
  /** height x width x filters. */
  readonly values: Float32Array;
}

/** An image of the training or the validation set. */
export interface LookedImage {
  readonly set: 'training' | 'validation';
  readonly index: number;
}

export interface Embedding {
  /** The training samples that have a place. */
  readonly samples: Uint32Array;
  /** Their places, x and y by turns. */
  readonly places: Float32Array;
  /** The share of the variance of each of the two axes; null of a map that has none. */
  readonly explained: readonly [number, number] | null;
}

export interface PredictionMatrix {
  readonly classes: number;
  /** Images of class i that are taken for class j, at i x classes + j. */
  readonly counts: Uint32Array;
  readonly count: number;
  readonly accuracy: number;
  /** Mean cross-entropy, nats. */
  readonly loss: number;
}

export interface BackDoor {
  /** Held-out images of other classes. */
  readonly count: number;
  /** The class that the patch stands for. */
  readonly means: number;
  /** Shares taken for that class. */
  readonly withPatch: number;
  readonly without: number;
}

/** How many images there are of a kind, and the share of right predictions; null where there are none. */
export interface GroupAccuracy {
  readonly count: number;
  readonly accuracy: number | null;
}

/** Of all held-out images, and of those with and without each attribute that the data know of them. */
export interface AttributeAccuracies extends GroupAccuracy {
  readonly attributes: readonly {
    readonly attribute: string;
    readonly with: GroupAccuracy;
    readonly without: GroupAccuracy;
  }[];
}

export interface LayerDistance {
  readonly layer: string;
  /** Euclidean, over the weights and biases of the layer. */
  readonly distance: number;
  /** Of the first model's weights and biases. */
  readonly norm: number;
  readonly slices: number;
  /** Slices of which anything differs. */
  readonly changed: number;
  /** Linear CKA of what leaves the layer for held-out images; null of the last layer, and where it does not vary. */
  readonly cka: number | null;
}

/** What the population attack goes by: it takes an image for a member where its number is at most a threshold. */
export const attackedBy = ['loss', 'entropy'] as const;

export interface AttackScores {
  /** Of every training image that is left, of every validation image, and of every image that was removed, nats. */
  readonly members: Float32Array;
  readonly nonMembers: Float32Array;
  readonly forgotten: Float32Array;
  /** The one with the best balanced accuracy. */
  readonly threshold: number;
  /** Over all thresholds, of members against validation images. */
  readonly auc: number;
}

/** How samples can be ordered. */
export const lookedScores = ['gradientNorm', 'margin', 'entropy', 'effect', 'influence'] as const;
export type LookedScore = (typeof lookedScores)[number];

/** Every question with its answer. */
export interface Looks {
  /** Every candidate's T at every step of the selection of a request. */
  readonly trace: {
    readonly ask: { readonly request: RemovalRequest; readonly sample?: SampleIndex };
    readonly answer: TraceAnswer;
  };
  readonly sliceWeights: { readonly ask: { readonly slice: SliceIndex }; readonly answer: SliceWeights };
  /** The training samples that a slice answers to most, by its output before the activation; of a filter the mean over the pixels. */
  readonly favourites: {
    readonly ask: { readonly slice: SliceIndex; readonly count: number };
    readonly answer: RankedSamples;
  };
  /** What leaves a convolutional layer for an image. */
  readonly activations: {
    readonly ask: { readonly layer: string; readonly image: LookedImage };
    readonly answer: ActivationMaps;
  };
  /** Class probabilities of an image, in float64. */
  readonly probabilities: { readonly ask: { readonly image: LookedImage }; readonly answer: Float64Array };
  /** Places of the training samples by the penultimate layer. */
  readonly embedding: {
    readonly ask: { readonly map: 'pca' | 'umap' };
    readonly answer: Embedding;
  };
  /** What images are taken for; of the training set those that are left. */
  readonly predictions: {
    readonly ask: { readonly set: 'training' | 'validation' };
    readonly answer: PredictionMatrix;
  };
  /** How far another model is from this one, layer by layer. */
  readonly layers: {
    readonly ask: { readonly other: LookedModel };
    readonly answer: readonly LayerDistance[];
  };
  /** What the population attack goes by, image by image. */
  readonly attackScores: {
    readonly ask: { readonly by: (typeof attackedBy)[number] };
    readonly answer: AttackScores;
  };
  /** The training samples nearest to one in the penultimate layer, by Euclidean distance. */
  readonly neighbours: {
    readonly ask: { readonly sample: SampleIndex; readonly count: number };
    readonly answer: RankedSamples;
  };
  /** A number of every training sample. */
  readonly sampleScores: {
    readonly ask: {
      readonly score: LookedScore;
      /** Damping of the influences. */
      readonly damping?: number;
      /** On whose loss the influence is. */
      readonly on?: SampleIndex;
    };
    readonly answer: Float32Array;
  };
  /**
   * How well a planted patch works: of the held-out images of other classes than the one that it stands for, the share that is taken for that class with the patch, and without.
   * @throws SaidError where no patch was planted
   */
  readonly backDoor: { readonly ask: object; readonly answer: BackDoor };
  /**
   * Accuracy on held-out images, overall and with and without each attribute.
   * @throws SaidError where the data know no attributes
   */
  readonly attributes: { readonly ask: object; readonly answer: AttributeAccuracies };
  /** Remark 2: how much the sample's loss depends on each pixel, xi(pixel, loss); height x width x channels. */
  readonly sensitivity: { readonly ask: { readonly request: RemovalRequest }; readonly answer: Float64Array };
}

export type LookName = keyof Looks;

/** A question, by its name. */
export type LookQuestion<N extends LookName = LookName> = {
  readonly [K in N]: { readonly kind: K } & Looks[K]['ask'];
}[N];

export type LookAnswer<N extends LookName> = Looks[N]['answer'];
