/** The schema of scrub_step.json. It has one dense layer, whose tensors become one flat vector. */
import type { SliceLayer } from '../../../src/model/slices';
import type { Selection } from './foci';
import { placeLayer } from './goldenModel';
import type { BankName } from './scrubTraining';

type Rows = readonly (readonly number[])[];

/** A linear model's weight [classes x features] and bias under names that share a prefix. */
export type Tensors<Prefix extends string> = Readonly<Record<`${Prefix}_weight`, Rows>> &
  Readonly<Record<`${Prefix}_bias`, readonly number[]>>;

export type Variant =
  | 'a_reference_torch_lt_2'
  | 'a_reference_torch_ge_2'
  | 'b1_paper_sample_hessian_reference_bank'
  | 'b2_paper_epoch_mean_bank'
  | 'b3_paper_full_gradient_bank';

export interface Residual {
  readonly mean_of_batch_losses: number;
  readonly accuracy: number;
  readonly mean_of_batch_gradient_norms: number;
  readonly loss_over_all_residual_samples: number;
  readonly gradient_norm_over_all_residual_samples: number;
}

/** gradient_difference d and scale_l1 s of the Hessian d d' / s. */
export interface Secant {
  readonly gradient_difference: readonly number[];
  readonly scale_l1: number;
  readonly hessian_frobenius: number;
}

export interface ScrubCase extends Tensors<'new'> {
  readonly variant: Variant;
  readonly selectionType: 'FOCI' | 'Full';
  readonly HessType: 'Sekhari' | 'CR';
  readonly selected_slices: readonly number[];
  readonly p: number;
  readonly old_fd: Secant;
  readonly sample_fd: Secant;
  readonly smallest_eigenvalue_of_combined_plus_l2: number;
  readonly largest_eigenvalue_of_combined_plus_l2: number;
  readonly step_norm: number;
  readonly step_dot_sample_gradient: number;
  readonly sample_loss_before: number;
  readonly sample_loss_after: number;
  readonly sample_gradient_norm_before: number;
  readonly sample_gradient_norm_after: number;
  readonly residual: Residual;
  /** Only where the sample's Hessian comes from such a step. */
  readonly 'sample_loss_after_1e-3_step'?: number;
}

export interface ScrubFile extends Tensors<'initial'> {
  readonly config: {
    readonly n: number;
    readonly features: number;
    readonly classes: number;
    readonly batch_size: number;
    readonly lr: number;
    readonly momentum: number;
    readonly weight_decay: number;
    readonly l2: number;
    readonly sample: number;
  };
  readonly X: Rows;
  readonly y: readonly number[];
  readonly sample_order_per_epoch: Rows;
  readonly perturbation_standard_normal: Rows;
  readonly perturbation_scale: number;
  readonly training: Tensors<'final'> & { readonly loss_and_accuracy_per_epoch: Rows };
  readonly training_variant_of_train_py: Tensors<'final'> & {
    readonly momentum: number;
    readonly cosine_T_max: number;
  };
  readonly batch_gradients_of_last_two_epochs: readonly (readonly Tensors<'grad'>[])[];
  readonly banks_of_last_two_epochs: Readonly<
    Record<BankName, readonly (Tensors<'grad'> & Tensors<'param'>)[]>
  >;
  readonly activations: Rows;
  readonly losses: readonly number[];
  readonly foci: Selection;
  readonly residual_before: Residual;
  readonly 'sigma_for_epsilon_0.1_delta_0.01': number;
  readonly cases: readonly ScrubCase[];
}

/** Weight and bias as one flat vector in the lab's layout. */
export function flatten(layer: SliceLayer, weight: Rows, bias: readonly number[]): Float64Array {
  const flat = new Float64Array((layer.inputs + 1) * layer.units);
  placeLayer(flat, layer, weight.flat(), bias);
  return flat;
}
