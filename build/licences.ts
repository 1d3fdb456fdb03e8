import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import license, { type Dependency } from 'rollup-plugin-license';
import type { Plugin } from 'vite';

/** The file beside a build that says whose work it bundles. */
const fileName = 'THIRD-PARTY-LICENCES.txt';

const readText = (name: string) =>
  readFileSync(join(import.meta.dirname, 'licences', `${name}.txt`), 'utf8').trim();

/** Packages under the MIT licence that ship without a file of it: their copyright lines, from their repositories. */
const copyrights: Readonly<Record<string, string>> = {
  '@tensorflow/tfjs-layers':
    'Copyright (c) 2015 - 2018, François Chollet. Copyright (c) 2015 - 2018, Google LLC. Copyright (c) 2017 - 2018, Microsoft, LLC. Copyright (c) 2015 - 2018, the respective contributors.',
  seedrandom: 'Copyright 2019 David Bau.',
};

/**
 * Plugins that write THIRD-PARTY-LICENCES.txt: `collect` sees the modules of a bundle and goes into that of the page and of its worker alike, as
 * neither sees those of the other; `write` goes into the one that is finished last. To be made anew for each build.
 */
export function licencePlugins(): { readonly collect: () => Plugin; readonly write: Plugin } {
  const found = new Map<string, Dependency>();
  const add = (dependencies: readonly Dependency[]) => {
    for (const dependency of dependencies) found.set(`${dependency.name} ${dependency.version}`, dependency);
  };
  return {
    // Written for Rollup, whose hooks Vite's bundler has too.
    collect: () => license({ thirdParty: { output: add } }) as unknown as Plugin,
    write: {
      name: 'lethe:licences',
      generateBundle: {
        order: 'post',
        handler() {
          this.emitFile({ type: 'asset', fileName, source: describeAll([...found.values()]) });
        },
      },
    },
  };
}

function describeAll(dependencies: readonly Dependency[]): string {
  const parts = [
    'This build contains the work of others, under their licences:',
    ...dependencies.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en')).map(describe),
    readText('Apache-2.0'),
  ];
  return `${parts.join(`\n\n${'-'.repeat(78)}\n\n`)}\n`;
}

const nameOf = ({ name, version }: Dependency) => `${name} ${version}`;

/** @throws Error naming a dependency whose licence nobody has the text of */
function describe(dependency: Dependency): string {
  const { name, license, licenseText, noticeText } = dependency;
  const copyright = copyrights[name ?? ''];
  const texts = [`${nameOf(dependency)} (${license})`];
  if (licenseText?.trim()) texts.push(licenseText.trim());
  else if (copyright) texts.push(copyright, readText('MIT'));
  else if (license === 'Apache-2.0') texts.push('The text of this licence is at the end of this file.');
  else
    throw new Error(`${nameOf(dependency)} (${license}) has no licence text: add it to build/licences.ts.`);
  if (noticeText?.trim()) texts.push(noticeText.trim());
  // What is compiled into a binary, no bundler sees.
  if (name === '@tensorflow/tfjs-backend-wasm') texts.push(readText('tfjs-backend-wasm'));
  if (name === '@jsquash/webp') texts.push(readText('libwebp'));
  if (name === '@jsquash/jpeg') texts.push(readText('mozjpeg'));
  return texts.join('\n\n');
}
