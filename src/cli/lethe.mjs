#!/usr/bin/env node
// `lethe` in a checkout, where the command line is TypeScript: the package has it in one file.
import { register as registerHooks } from 'node:module';
import { register } from 'tsx/esm/api';

register();
registerHooks('./shaderHooks.mjs', import.meta.url);
const { main } = await import('./main.ts');
const code = await main(process.argv.slice(2));
// A GPU binding may keep the process alive.
process.stdout.write('', () => process.exit(code));
