import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAddress, writeAddress } from '../../../src/state/address/permalink';
import { fallbackSettings } from '../../../src/state/settings/settings';

interface Link {
  readonly address: string;
  readonly settings: { readonly curvature?: string; readonly selection?: string; readonly seed?: number };
  readonly complaints: readonly string[];
  readonly written: string;
}

const file = new URL('../../fixtures/25670b1/links.json', import.meta.url);
const { defaults, links }: { defaults: object; links: Link[] } = JSON.parse(readFileSync(file, 'utf8'));

/** Settings that say nothing of a removal. */
const timeless = [
  'view',
  'backend',
  'dataset',
  'images',
  'model',
  'weights',
  'blanketSamples',
  'blanketRepeats',
  'blanketSeed',
  'inspect',
];
const names = (address: string) => [...new URLSearchParams(address.split('#')[0]).keys()];

/** What has another name today, and what was not asked then. */
function inWordsOfNow(settings: Link['settings']) {
  const { curvature, selection, seed } = settings;
  return {
    ...settings,
    ...(curvature === 'secant' ? { curvature: 'secant-cut' } : {}),
    ...(selection === 'saliency' ? { selection: 'saliency-slices' } : {}),
    ...{
      weightDecay: 'none',
      batch: 'mean',
      retrainingOrder: 'independent',
      guardSet: 'validation',
      weights: 'former',
    },
    // The draw had the seed of the method.
    drawSeed: seed,
  };
}

/** The complaint of an unknown choice lists those that there are, today more. */
function withoutChoices(complaint: string): string {
  return complaint
    .replace(/one of [^"]* got/, 'got')
    .replace('uses secant instead', 'uses secant-cut instead');
}

/** Whether the address says something of a removal: only then what it leaves out is as it was then. */
const isOfRemoval = ({ address }: Link) => names(address).some((name) => !timeless.includes(name));

test.each(links)('the link %# of an earlier version means what it meant', (link) => {
  const { settings, complaints } = readAddress(link.address);
  // Without the name of data the address of a removal meant those of a first visit of then.
  const then = isOfRemoval(link)
    ? inWordsOfNow({ ...defaults, dataset: 'digits', ...link.settings } as Link['settings'])
    : { ...fallbackSettings, ...link.settings };
  expect(settings).toMatchObject(then);
  expect(complaints.map(withoutChoices)).toEqual(link.complaints.map(withoutChoices));
  expect(readAddress(writeAddress(settings))).toEqual({ settings, complaints: [] });
});

test('the links of an earlier version are many', () => {
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(isOfRemoval).length).toBeGreaterThan(15);
});
