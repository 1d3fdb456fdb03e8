import { beforeEach, describe, expect, it } from 'vitest';
import {
  editTerm,
  fixCertificate,
  releaseMeter,
  takeOffer,
  termComplaint,
  termsOf,
} from '../../../src/state/certificate/certificate';
import type { LabState, RemovalRequest, ReportSummary } from '../../../src/state/contract';
import { initialState } from '../../../src/state/store';
import type { CertificateTerms, RemovalOffer } from '../../../src/worker/protocol';
import { answerPulls, autosave, emptyHistory, standInLab } from '../standInWorker';

let at = 1;
let number = 1;
let asked: unknown[] = [];
let fails = false;
const now = () =>
  ({
    number: ++number,
    model: { training: {} },
    dataset: { trainingCount: 10 },
    digest: `state ${at}`,
    removed: new Uint8Array(2),
    data: 'd',
    history: { ...emptyHistory, current: at, count: 1 },
    certificate: { refused: null, fixed: null },
    restored: [],
    comparisons: [],
    autosave,
  }) as unknown as LabState;
const report = { id: 1, parent: 0, accepted: true, samples: [3] } as unknown as ReportSummary;

const store = standInLab({
  ...answerPulls(now, () => [report]),
  moment: async () => now(),
  fixCertificate: async (terms: CertificateTerms) => {
    asked.push(terms);
    return now();
  },
  goTo: async (id: number) => {
    asked.push(id);
    at = id;
    return now();
  },
  unlearn: async (request: RemovalRequest) => {
    asked.push(request);
    if (fails) throw new DOMException('Cancelled.', 'AbortError');
    at = 1;
    return now();
  },
});

beforeEach(() => {
  at = 1;
  asked = [];
  fails = false;
  store.setState({ ...initialState, lab: now(), reports: [report] });
});

describe('the form of the terms', () => {
  it('takes what is in range, and says what is not', async () => {
    expect(termsOf(store.getState())).toEqual({ epsilon: 1, delta: 1e-5, sigma: 0.02, releases: 1 });
    expect(termComplaint('sigma', '')).toContain('Sigma');
    expect(termComplaint('releases', '1.5')).toContain('whole');
    expect(termComplaint('delta', 'x')).toContain('x');
    editTerm(store, 'delta', '1');
    await fixCertificate(store);
    expect(asked).toEqual([]);
    editTerm(store, 'delta', '1e-6');
    await fixCertificate(store);
    expect(asked).toEqual([{ epsilon: 1, delta: 1e-6, sigma: 0.02, releases: 1 }]);
  });
});

describe('an offer', () => {
  const request = {
    samples: [3],
    method: 'newton',
    methodNumbers: { steps: 2 },
  } as unknown as RemovalRequest;
  const offer: RemovalOffer = { kind: 'newton', steps: 2, request, ms: 1000, isMeasured: false };

  it('makes the last removal again from the state before it', async () => {
    await takeOffer(store, offer);
    expect(asked).toEqual([0, request]);
    expect(store.getState().lab!.history.current).toBe(1);
  });

  it('leaves the page where the lab is, when it is cancelled', async () => {
    fails = true;
    await takeOffer(store, offer);
    expect(asked).toEqual([0, request]);
    expect(store.getState().lab!.history.current).toBe(0);
  });
});

describe('the meter', () => {
  it('is within while all releases together are, and says what is over where they are not', () => {
    const says = (bound: number | null, together: number | null) =>
      releaseMeter({ bound, together, allowed: 5 });
    expect(says(3, 5)).toMatchObject({ says: 'within', bound: 3, together: 5, allowed: 5 });
    expect(says(6, 7)?.says).toBe('over');
    // r 4 after a release at 4: 5.7 together, though 4 by itself is allowed.
    expect(says(4, Math.hypot(4, 4))?.says).toBe('overTogether');
    expect(says(null, null)).toBeNull();
  });
});
