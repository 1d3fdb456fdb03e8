import type { CertificateNumber } from '../../worker/protocol';

export interface CertificatePanelState {
  /** What the person typed for the terms of a certificate, in place of what the form starts with. */
  readonly certificateEdits: Partial<Record<CertificateNumber, string>>;
}

export const certificatePanelState: CertificatePanelState = { certificateEdits: {} };
