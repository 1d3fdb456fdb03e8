/**
 * The layers of a transformer that tf.layers lacks, for a model's topology: readGraph.ts makes nodes of them, and the graph computes (textForward.ts). They are
 * registered with tfjs, so that a checkpoint that has them opens.
 */

import * as tf from '@tensorflow/tfjs';

type Shapes = tf.Shape | tf.Shape[];

/** A layer that is given names and shapes, and computes nothing by itself. */
abstract class TextLayer extends tf.layers.Layer {
  override call(): tf.Tensor {
    throw new RangeError(`${this.getClassName()} is computed by the graph of its network`);
  }
}

export interface TokenEmbeddingConfig {
  readonly name: string;
  /** How many tokens there are: their numbers are 0 to tokens - 1. */
  readonly tokens: number;
  readonly channels: number;
}

/** Of [1, 1, places] numbers of tokens a map [1, places, channels]: a row for the token, plus one for its place. */
export class TokenEmbedding extends TextLayer {
  /** @nocollapse */
  static readonly className = 'TokenEmbedding';
  readonly tokens: number;
  readonly channels: number;

  constructor({ name, tokens, channels }: TokenEmbeddingConfig) {
    super({ name });
    this.tokens = tokens;
    this.channels = channels;
  }

  override build(shape: Shapes): void {
    const places = (shape as tf.Shape).at(-1)!;
    const zeros = tf.initializers.zeros();
    this.addWeight('table', [this.tokens, this.channels], 'float32', zeros);
    this.addWeight('positions', [places, this.channels], 'float32', zeros);
    super.build(shape);
  }

  override computeOutputShape(shape: Shapes): Shapes {
    return [(shape as tf.Shape)[0]!, 1, (shape as tf.Shape).at(-1)!, this.channels];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), tokens: this.tokens, channels: this.channels };
  }
}

/** Attention of some heads on queries, keys, values and tokens, in this order. */
export class SelfAttention extends TextLayer {
  /** @nocollapse */
  static readonly className = 'SelfAttention';
  readonly heads: number;

  constructor({ name, heads }: { readonly name: string; readonly heads: number }) {
    super({ name });
    this.heads = heads;
  }

  override computeOutputShape(shapes: Shapes): Shapes {
    return (shapes as tf.Shape[])[0]!;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), heads: this.heads };
  }
}

/** Of a map and its tokens the mean over those that are not padding. */
export class MeanOfTokens extends TextLayer {
  /** @nocollapse */
  static readonly className = 'MeanOfTokens';

  override computeOutputShape(shapes: Shapes): Shapes {
    const [map] = shapes as tf.Shape[];
    return [map![0]!, map!.at(-1)!];
  }
}

for (const layer of [TokenEmbedding, SelfAttention, MeanOfTokens])
  tf.serialization.registerClass(layer as unknown as tf.serialization.SerializableConstructor<TextLayer>);
