import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import licences from 'spdx-license-list/full.js';
import type { PackedProvisions } from '../../../../src/data/text/packedProvisions';
import { SHIPPED_PROVISIONS } from '../../../../src/data/text/provisionsFacts';
import { makeProvisions } from './provisions';

const publicFolder = join(import.meta.dirname, '../../../../public');

/** The file before packing: a text a line, so that two versions can be compared. */
export function provisionsFile(packed: PackedProvisions): Buffer {
  return Buffer.from(`${JSON.stringify(packed).replaceAll('],[', '],\n[')}\n`);
}

/** Writes the file of the provisions and its notice, and prints what src/data/text/provisionsFacts.ts must say. */
export function writeProvisions(): void {
  const { packed, clusters, families } = makeProvisions();
  const content = provisionsFile(packed);
  const path = join(publicFolder, SHIPPED_PROVISIONS.fileName);
  mkdirSync(dirname(path), { recursive: true });
  const bytes = gzipSync(content, { level: 9, memLevel: 9 });
  writeFileSync(path, bytes);
  writeFileSync(join(dirname(path), 'LICENSE.txt'), noticeOf(packed));
  const { classes, parts, sources, pieces } = packed;
  const counts = Object.entries(parts).map(([part, texts]) => `${texts.length} ${part}`);
  console.log(
    `${bytes.length} bytes; ${counts.join(', ')} provisions of ${sources.length} licences; ${pieces.length} word pieces`,
  );
  console.log(
    `${families.length} families, the largest of ${Math.max(...families.map(({ length }) => length))} licences`,
  );
  for (const [label, name] of classes.entries()) {
    const own = Object.values(parts).map(
      (texts) => texts.filter(([, labels]) => labels.includes(label)).length,
    );
    console.log(`${name}: ${clusters[label]} clusters; ${own.join(' + ')} provisions`);
  }
  console.log(`bytes: ${content.length}, digest: '${createHash('sha256').update(content).digest('hex')}'`);
}

/** The one notice: whose the texts are. */
export function noticeOf({ sources }: PackedProvisions): string {
  const lines = sources.map(([id, name, holder]) =>
    [`${id}: ${name}`, holder, licences[id]!.url].filter((part) => part !== '').join('\n    '),
  );
  return `provisions.bin holds provisions of licences, for experiments in machine learning: paragraphs without their headings, each with the licence that it was cut from.
They are no licences and give no rights. What a licence says is said by its whole text alone.

The licences were taken from the npm package spdx-license-list (https://github.com/sindresorhus/spdx-license-list), which is dedicated to the public domain
under CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/). That holds for the list, not for the texts in it: each text belongs to the author of its licence.
Licences that forbid changed copies of their text (GNU's among them) are left out.

The licences, with the line in which a text says whose it is, where it has one, and where it is published:

${lines.join('\n')}
`;
}
