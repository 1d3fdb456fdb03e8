import { fixCertificate } from '../../engine/certificate/fixCertificate';
import { makeRelease } from '../../engine/certificate/release';
import { SaidError } from '../../words/saidError';
import { sayMessage } from '../../words/say';
import { saveVisit, trainedModel } from '../host';
import type { TrainedModel } from '../opening/openedModel';
import type { Lab } from '../protocol';
import { writeRelease } from '../schema/release';
import { type LabParts, stateJob } from './labParts';

type CertificateCalls = Pick<Lab, 'fixCertificate' | 'release'>;

/** The calls of the lab that fix a certificate, and give a model away under it. */
export function certificateCalls(parts: LabParts): CertificateCalls {
  const { host, jobs, moment } = parts;

  /** @throws SaidError where the session could not be saved: what is not saved is not counted */
  const saveOrRefuse = async (trained: TrainedModel, signal: AbortSignal) => {
    await host.autosave.save(trained, signal);
    const { problem } = host.autosave.describe(trained);
    if (problem) {
      throw new SaidError('engine.certificate.notSaved', [{ problem: sayMessage(problem) }]);
    }
    await saveVisit(host);
  };

  return {
    fixCertificate: (terms) =>
      stateJob(parts, 'session', async (signal) => {
        const trained = trainedModel(host);
        await fixCertificate(trained.session, terms, signal);
        await host.autosave.save(trained, signal);
        await saveVisit(host);
      }),

    release: () =>
      jobs.run('session', async (signal) => {
        const trained = trainedModel(host);
        const { session } = trained;
        const before = session.certificate;
        const release = await makeRelease(session, signal);
        try {
          // It counts before it leaves: a release that nobody remembers would let another one pass.
          await saveOrRefuse(trained, signal);
        } catch (error) {
          session.certificate = before;
          throw error;
        }
        const fileName = `${session.dataset.id}--${session.network.architecture.id}.lethe-release.json`;
        return {
          moment: moment(),
          file: { fileName, bytes: new TextEncoder().encode(writeRelease(release)) },
        };
      }),
  };
}
