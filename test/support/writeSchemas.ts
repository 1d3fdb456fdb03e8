/** `npm run schema`. */

import { mkdirSync } from 'node:fs';
import { schemaFolder, writeSchemas } from './jsonSchema';

mkdirSync(schemaFolder, { recursive: true });
writeSchemas();
