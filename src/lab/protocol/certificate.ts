/** What the page is told of a certificate. */

import type { CertificateTerms } from '../../engine/certificate/terms';
import type { RemovalRequest } from '../../engine/request';
import type { Message } from '../../words/catalogue';
import type { ExportedFile } from './files';
import type { Moment } from './moment';

/** Another way to make the last removal. */
export interface RemovalOffer {
  readonly kind: 'newton' | 'retraining';
  /** Newton steps in all; 0 for retraining. */
  readonly steps: number;
  readonly request: RemovalRequest;
  /** How long it takes; null where nothing was measured that says so. */
  readonly ms: number | null;
  /** Whether that was measured, not estimated by what a step took. */
  readonly isMeasured: boolean;
}

/** Terms that are fixed, and where the model is. */
export interface FixedCertificate extends CertificateTerms {
  /** Delta: what all releases together may reach. */
  readonly allowed: number;
  /** r of the present model; null where nobody knows it. */
  readonly bound: number | null;
  /** r together with that of all releases before; null as `bound`. */
  readonly together: number | null;
  /** r of the original model. */
  readonly originalBound: number;
  /** Releases that were made. */
  readonly made: number;
  /** The state of the history that each was of, and r there. */
  readonly released: readonly { readonly state: number; readonly bound: number }[];
  /** What can be done where `together` is over `allowed`. */
  readonly offers: readonly RemovalOffer[];
}

export interface CertificateState {
  /** Why nothing can be certified here; null where it can, or where terms are fixed. */
  readonly refused: Message | null;
  readonly fixed: FixedCertificate | null;
}

/** A release, and the lab after it. */
export interface Released {
  readonly moment: Moment;
  readonly file: ExportedFile;
}
