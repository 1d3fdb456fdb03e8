/** The models of noise bands in the user's folder: a folder for each band, which one process at a time writes to. */

import { join } from 'node:path';
import type { BandReport } from '../../engine/yardstick/bandReport';
import { type BandSpec, bandKey } from '../../engine/yardstick/bandSpec';
import { type BandLab, makeBand } from '../../engine/yardstick/noiseBand';
import { say } from '../../words/say';
import { openFolderMembers } from '../ensemble/folderMembers';
import { claimFolder } from '../folder/claimFolder';
import { makeFolder } from '../folder/files';
import { type showLine, timeLeft } from '../progress';
import type { GpuWatch } from '../watchGpu';

/** What making a band needs besides the model. */
export interface BandMaking {
  /** The folder of all bands. */
  readonly root: string;
  readonly gpu: Pick<GpuWatch, 'settle'>;
  readonly signal: AbortSignal;
  readonly takeOver: boolean;
  readonly line: Pick<ReturnType<typeof showLine>, 'now' | 'often'>;
}

/** Trains the models of a band that are not there yet; a command that was stopped goes on at the model that it was at. @throws what makeBand throws */
export async function makeKeptBand(
  lab: BandLab,
  spec: BandSpec,
  { root, gpu, signal, takeOver, line }: BandMaking,
): Promise<BandReport> {
  const folder = join(root, bandKey(spec));
  await makeFolder(folder);
  const claim = await claimFolder(folder, {
    takeOver,
    signal,
    onWait: (sentence) => console.error(sentence),
  });
  let told = -1;
  try {
    return await makeBand(lab, spec, openFolderMembers(root), {
      signal: AbortSignal.any([signal, claim.lost]),
      settle: gpu.settle,
      onProgress: ({ done, count, remainingMs }) => {
        const words = () => say('cli.band.making', { done, count, left: timeLeft(remainingMs) });
        if (done === told) return line.often(words);
        told = done;
        line.now(words());
      },
    });
  } finally {
    await claim.release();
  }
}
