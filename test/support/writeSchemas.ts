/** `npm run schema`: the schemas of all that is written, and the dictionary of the columns. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { columnsFile, columnsPage } from './columnsPage';
import { schemaFolder, writeSchemas } from './jsonSchema';

mkdirSync(schemaFolder, { recursive: true });
writeSchemas();
writeFileSync(columnsFile, columnsPage());
