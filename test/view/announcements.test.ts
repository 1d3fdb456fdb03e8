import { expect, test } from 'vitest';
import type { Job } from '../../src/state/jobs/jobsState';
import { JobProgress } from '../../src/view/design/JobProgress';
import { Announcements } from '../../src/view/frame/Notices';
import { draw } from './draw';

const base = { id: 1, fraction: 0.5, remainingMs: 9000 };
const progress = { epoch: 2, epochs: 9, loss: 0.1, accuracy: 0.9, remainingMs: 9000, fraction: 0.2 };
const jobs = [
  { ...base, kind: 'training', what: 'Training', progress, ending: false },
  { ...base, kind: 'retraining', what: 'Retraining', progress },
  { ...base, kind: 'band', what: 'A band' },
] as unknown as Job[];

test.each(jobs)(
  'the progress of a job ($kind) is no live region: its words change many times a second',
  (job) => {
    const page = draw(JobProgress, {}, { job });
    expect(page).toContain('<progress');
    expect(page).not.toMatch(/role="(status|alert|log)"|aria-live/);
  },
);

test('what a screen reader is told stands in one polite region', () => {
  const page = draw(Announcements, {}, { announced: 'Sample 5 is removed.' });
  expect(page).toBe('<div class="heard" role="status">Sample 5 is removed.</div>');
});
