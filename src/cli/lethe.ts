/**
 * The command line: `npx tsx src/cli/lethe.ts COMMAND`. Vite loads the command, because the engine imports its shaders as Vite
 * does in the page.
 */

import { createServer } from 'vite';

const commands = { train: '/src/cli/train.ts' } as const;

const [command = '', ...words] = process.argv.slice(2);
if (!(command in commands)) {
  console.error(`usage: lethe ${Object.keys(commands).join(' | ')}`);
  process.exit(2);
}
const server = await createServer({
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error',
});
try {
  const { run } = await server.ssrLoadModule(commands[command as keyof typeof commands]);
  await run(words);
} finally {
  await server.close();
}
