/**
 * Provisions of licences: paragraphs of the licences that the npm package spdx-license-list holds, with one to three labels by the headings that they stood under. A text
 * occurs once; the licences are dealt out by family (nearDuplicates.ts) to a training, a validation and a guard part.
 */

import licences from 'spdx-license-list/full.js';
import { learnPieces } from '../../../../src/data/text/learnPieces';
import type { PackedProvisions, PackedText } from '../../../../src/data/text/packedProvisions';
import { createRandom } from '../../../../src/math/random/random';
import { cutLicence } from './cutLicence';
import { labelRules, labelsOf } from './labels';
import { leftOut } from './leftOut';
import { clusterTexts, familiesOf } from './nearDuplicates';

const SEED = 1;
/** Labels of fewer clusters are no labels. */
const FEWEST_CLUSTERS = 40;
const MOST_LABELS = 3;
const FEWEST_WORDS = 10;
const ENGLISH = new Set('the of and or to in a this that is for by any you be not with as'.split(' '));
/** Shares of the provisions that held-out families have together. */
const SHARES = { validation: 0.2, guard: 0.1 } as const;
/** Families with a larger share are always trained on. */
const LARGEST_HELD_OUT = 0.08;

/** Orders of families that are tried. */
const DEALS = 64;
const PARTS = ['training', 'validation', 'guard'] as const;
const HELD_OUT = ['validation', 'guard'] as const;
type Part = (typeof PARTS)[number];

/** A text, once, and where it was found. */
interface Provision {
  readonly text: string;
  readonly words: readonly string[];
  readonly labels: Set<number>;
  readonly ids: Set<string>;
}

/** What was made, and what is told of it. */
export interface MadeProvisions {
  readonly packed: PackedProvisions;
  /** Clusters of near duplicates that each label has. */
  readonly clusters: readonly number[];
  readonly families: readonly (readonly string[])[];
}

/** Makes all of it. The same every time. */
export function makeProvisions(): MadeProvisions {
  const found = collect();
  const cluster = clusterTexts(found.map(({ words }) => words));
  const clustersOf = (label: number) =>
    new Set(found.flatMap(({ labels }, i) => (labels.has(label) ? [cluster[i]!] : []))).size;
  const kept = [...labelRules.keys()].filter((label) => clustersOf(label) >= FEWEST_CLUSTERS);
  const rows = found.flatMap((provision, i) => {
    const labels = kept.flatMap((label, number) => (provision.labels.has(label) ? [number] : []));
    return labels.length >= 1 && labels.length <= MOST_LABELS
      ? [{ ...provision, labels, cluster: cluster[i]! }]
      : [];
  });
  const { placeOf, families, ids } = dealOut(rows, kept.length);
  const parts: Record<Part, PackedText[]> = { training: [], validation: [], guard: [] };
  for (const row of inRandomOrder(rows)) {
    const place = placeOf(row);
    if (place) parts[place.part].push([row.text, row.labels, ids.indexOf(place.id)]);
  }
  const packed: PackedProvisions = {
    classes: kept.map((label) => labelRules[label]!.label),
    pieces: learnPieces(parts.training.map(([text]) => text)),
    sources: ids.map((id) => [id, licences[id]!.name, holderOf(licences[id]!.licenseText)]),
    parts,
  };
  return { packed, clusters: kept.map(clustersOf), families: families.map(({ ids: own }) => own) };
}

/** All paragraphs under headings that say something; a text that occurs again has the labels of all its headings. */
function collect(): Provision[] {
  const found = new Map<string, Provision>();
  for (const id of Object.keys(licences).sort()) {
    if (leftOut.includes(id)) continue;
    for (const { text, headings } of cutLicence(
      licences[id]!.licenseText,
      (title) => labelsOf([title]).length > 0,
    )) {
      const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
      const labels = labelsOf(headings);
      if (labels.length === 0 || words.length < FEWEST_WORDS || !isEnglish(words)) continue;
      const key = words.join(' ');
      const known = found.get(key) ?? { text, words, labels: new Set(labels), ids: new Set<string>() };
      known.ids.add(id);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

const isEnglish = (words: readonly string[]) =>
  words.filter((word) => ENGLISH.has(word)).length >= 0.15 * words.length;

type Row = Pick<Provision, 'text' | 'ids'> & { readonly labels: number[]; readonly cluster: number };

/** Which licences are in which part. */
type Deal = Readonly<Record<Part, ReadonlySet<string>>>;

/**
 * Deals families out, in the order of many drawn ones in which the rarest label of the held-out parts comes nearest to its share. A cluster of near duplicates whose licences
 * are of several parts belongs to the first of them, and of it only texts that a licence of that part has: so no held-out text has a near duplicate that is trained on, and no
 * text of a held-out licence is trained on.
 */
function dealOut(rows: readonly Row[], classes: number) {
  const ids = [...new Set(rows.flatMap((row) => [...row.ids]))].sort();
  const familyOf = familiesOf(
    ids.map((id) => new Set(rows.filter((row) => row.ids.has(id)).map(({ cluster }) => cluster))),
  );
  const members = new Map<number, string[]>();
  for (const [i, family] of familyOf.entries())
    members.set(family, [...(members.get(family) ?? []), ids[i]!]);
  const families = [...members.values()].map((own) => ({
    ids: own,
    size: rows.filter((row) => own.some((id) => row.ids.has(id))).length,
  }));
  const licencesOf = new Map<number, Set<string>>();
  for (const { cluster, ids: own } of rows)
    licencesOf.set(cluster, new Set([...(licencesOf.get(cluster) ?? []), ...own]));
  const placeOf = ({ cluster, ids: own }: Row, deal: Deal): { part: Part; id: string } | null => {
    const all = [...licencesOf.get(cluster)!];
    const part = PARTS.find((one) => all.some((id) => deal[one].has(id)))!;
    const id = [...own].sort().find((one) => deal[part].has(one));
    return id === undefined ? null : { part, id };
  };
  const deals = Array.from({ length: DEALS }, (_, i) =>
    deal(shuffled(families, `provisions families ${i}`), rows.length),
  );
  const evenness = deals.map((one) =>
    evennessOf(
      rows.map((row) => ({ labels: row.labels, part: placeOf(row, one)?.part })),
      classes,
    ),
  );
  const best = deals[evenness.indexOf(Math.max(...evenness))]!;
  return { placeOf: (row: Row) => placeOf(row, best), families, ids };
}

/** In the given order: families fill the validation part, then the guard's, as far as they fit; the others and all large ones are trained on. */
function deal(
  families: readonly { readonly ids: readonly string[]; readonly size: number }[],
  count: number,
): Deal {
  const idsOf: Record<Part, Set<string>> = { training: new Set(), validation: new Set(), guard: new Set() };
  const left = { validation: SHARES.validation * count, guard: SHARES.guard * count };
  for (const { ids, size } of families) {
    const fits = size <= LARGEST_HELD_OUT * count;
    const part =
      fits && left.validation >= size ? 'validation' : fits && left.guard >= size ? 'guard' : 'training';
    if (part !== 'training') left[part] -= size;
    for (const id of ids) idsOf[part].add(id);
  }
  return idsOf;
}

/** Of all labels and both held-out parts the least of what a label has there, by its share. */
function evennessOf(
  rows: readonly { readonly labels: readonly number[]; readonly part: Part | undefined }[],
  classes: number,
): number {
  const shares = Array.from({ length: classes }, (_, label) => {
    const own = rows.filter(({ labels }) => labels.includes(label));
    return HELD_OUT.map(
      (part) => own.filter((row) => row.part === part).length / (own.length * SHARES[part]),
    );
  });
  return Math.min(...shares.flat());
}

function shuffled<T>(all: readonly T[], purpose: string): T[] {
  return [...createRandom(SEED, purpose).shuffle(Uint32Array.from(all.keys()))].map((i) => all[i]!);
}

const inRandomOrder = (rows: readonly Row[]): Row[] => shuffled(rows, 'provisions order');

/** The line of the text that says whose it is; empty where none does, or only a gap to be filled in. */
function holderOf(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim().replace(/\s+/g, ' '));
  const found = lines.find(
    (line) =>
      /^\W*(copyright|©|\(c\))/i.test(line) &&
      /\d{4}/.test(line) &&
      !/[<[{]|yyyy|year|_{2}|name of/i.test(line),
  );
  return (found ?? '').replace(/^[^\p{L}©(]+/u, '').slice(0, 120);
}
