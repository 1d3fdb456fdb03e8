/**
 * The package's type declarations: tsc writes one file for each of the sources, and api-extractor makes one of those that an entry leads to, so that no
 * consumer's tsc looks for our sources, or for types of packages that they do not have.
 */

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = join(import.meta.dirname, '..');
const emitted = join(root, 'dist/declarations');

/** Writes index.d.ts and statistics.d.ts into dist/package. @throws Error when the types do not hold, or lead out of the package */
export function writeDeclarations(): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(
    process.execPath,
    [tsc, '-p', join(import.meta.dirname, 'tsconfig.declarations.json')],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) throw new Error('tsc could not write the declarations.');
  for (const entry of ['index', 'statistics']) rollUp(entry);
  rmSync(emitted, { recursive: true });
}

function rollUp(entry: string): void {
  const extractorConfig = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(emitted, 'package', `${entry}.d.ts`),
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            module: 'ESNext',
            moduleResolution: 'bundler',
            lib: ['ES2023', 'DOM', 'DOM.Iterable'],
            types: [],
            skipLibCheck: true,
          },
          files: [join(emitted, 'package', `${entry}.d.ts`)],
        },
      },
      dtsRollup: { enabled: true, untrimmedFilePath: join(root, 'dist/package', `${entry}.d.ts`) },
      apiReport: { enabled: false, reportFileName: 'none' },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' as never } },
        extractorMessageReporting: {
          default: { logLevel: 'none' as never },
          'ae-forgotten-export': { logLevel: 'none' as never },
        },
        tsdocMessageReporting: { default: { logLevel: 'none' as never } },
      },
    },
  });
  const { succeeded, errorCount } = Extractor.invoke(extractorConfig, {
    localBuild: true,
    showVerboseMessages: false,
  });
  if (!succeeded)
    throw new Error(`api-extractor found ${errorCount} errors in the declarations of ${entry}.`);
}
