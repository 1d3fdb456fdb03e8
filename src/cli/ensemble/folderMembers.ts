/**
 * Models of ensembles in a folder: a folder for each ensemble by its key, a file for the weights and one for the margins of each model. The margins are
 * written last, so that where they are the model is whole.
 */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { MemberStore } from '../../engine/yardstick/memberStore';
import { readBlob, writeBlob } from '../folder/blobs';
import { codeOf, makeFolder } from '../folder/files';

/** @param root the folder, which is made once there is something to keep */
export function openFolderMembers(root: string): MemberStore {
  const attacksOf = (attack: string) => join(root, 'attacks', attack);
  return {
    loadMargins: (ensemble) => loadRows(join(root, ensemble), 'margins'),

    async loadWeights(ensemble, model) {
      const blob = await readBlob(join(root, ensemble, fileName('weights', model)));
      const { parameters, previous } = blob?.arrays ?? {};
      return parameters && previous ? { parameters, previous } : null;
    },

    async saveMember(ensemble, model, { parameters, previous, margins }) {
      const home = join(root, ensemble);
      await makeFolder(home);
      const about = { ensemble, model };
      await writeBlob(join(home, fileName('weights', model)), { about, arrays: { parameters, previous } });
      await writeBlob(join(home, fileName('margins', model)), { about, arrays: { margins } });
    },

    loadAttack: (attack) => loadRows(attacksOf(attack), 'attacked'),

    async saveAttacked(attack, model, margins) {
      await makeFolder(attacksOf(attack));
      const file = join(attacksOf(attack), fileName('attacked', model));
      await writeBlob(file, { about: { attack, model }, arrays: { margins } });
    },
  };
}

const fileName = (kind: string, model: number) => `${kind}-${String(model).padStart(4, '0')}.bin`;

/** The margins in the files of a kind, by the numbers of their models. Files that are damaged are none. */
async function loadRows(folder: string, kind: string): Promise<Map<number, Float32Array>> {
  const rows = new Map<number, Float32Array>();
  for (const name of (await list(folder)).sort()) {
    const [, number] = new RegExp(`^${kind}-(\\d{4,})\\.bin$`).exec(name) ?? [];
    if (number === undefined) continue;
    const margins = (await readBlob(join(folder, name)))?.arrays.margins;
    if (margins) rows.set(Number(number), margins);
  }
  return rows;
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
