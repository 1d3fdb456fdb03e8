/** `npm run schema`: the schemas of all that is written, the dictionary of the columns, and the cards of the models that ship. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { columnsFile, columnsPage } from './columnsPage';
import { schemaFolder, writeSchemas } from './jsonSchema';
import { modelsFile, modelsPage } from './modelsPage';

mkdirSync(schemaFolder, { recursive: true });
writeSchemas();
writeFileSync(columnsFile, columnsPage());
writeFileSync(modelsFile, modelsPage());
