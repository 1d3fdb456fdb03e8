/** The command line: `npx tsx src/cli/lethe.ts COMMAND`. Vite loads the command (openVite.ts). */

import { openVite } from './openVite';

const commands = { train: '/src/cli/train.ts', unlearn: '/src/cli/unlearn.ts' } as const;
/** Errors that speak to the user; all others are faults of the program, and show where. */
const plainErrors = ['OptionError', 'RangeError', 'DataError', 'CheckpointError', 'ModelError'];

const [command = '', ...words] = process.argv.slice(2);
if (!(command in commands)) {
  console.error(`usage: lethe ${Object.keys(commands).join(' | ')}`);
  process.exit(2);
}
const server = await openVite();
try {
  const { run } = await server.ssrLoadModule(commands[command as keyof typeof commands]);
  await run(words);
} catch (error) {
  const isPlain = error instanceof Error && plainErrors.includes(error.name);
  console.error(isPlain ? `\nlethe ${command}: ${error.message}` : error);
  process.exitCode = isPlain && error.name === 'OptionError' ? 2 : 1;
} finally {
  await server.close();
}
// A GPU binding may keep the process alive.
process.exit();
