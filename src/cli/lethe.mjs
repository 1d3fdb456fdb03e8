#!/usr/bin/env node
// What `npx lethe` runs: the command line is TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./lethe.ts');
