#!/usr/bin/env node
/** What npm runs as `lethe`: the build of this file, dist/package/lethe.js. */

import { main } from './main';

const code = await main(process.argv.slice(2));
// A GPU binding may keep the process alive.
process.stdout.write('', () => process.exit(code));
