import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAddress, writeAddress } from '../../../src/state/address/permalink';
import { fallbackSettings } from '../../../src/state/settings/settings';

interface Link {
  readonly address: string;
  readonly settings: object;
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
  'blanketSamples',
  'blanketRepeats',
  'blanketSeed',
  'inspect',
];
const names = (address: string) => [...new URLSearchParams(address.split('#')[0]).keys()];

/** The complaint of an unknown choice lists those that there are, today more. */
function withoutChoices(complaint: string): string {
  return complaint.replace(/one of [^"]* got/, 'got');
}

test.each(links)('the link %# of an earlier version means what it meant', (link) => {
  const { settings, complaints } = readAddress(link.address);
  // Without the name of data the address of a removal meant those of a first visit of then.
  const unnamed = names(link.address).some((name) => !timeless.includes(name)) ? 'digits' : null;
  expect(settings).toMatchObject({ ...defaults, dataset: unnamed, ...link.settings });
  expect(complaints.map(withoutChoices)).toEqual(link.complaints.map(withoutChoices));
  expect(readAddress(writeAddress(settings))).toEqual({ settings, complaints: [] });
});

test('the links of an earlier version are many, and its defaults are those of today', () => {
  expect(links.length).toBeGreaterThan(20);
  expect(fallbackSettings).toMatchObject(defaults);
});
