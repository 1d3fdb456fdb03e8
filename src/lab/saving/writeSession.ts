import { digestOf } from '../../engine/digest';
import type { StateValues } from '../../engine/history';
import type { RetrainingComparison } from '../../engine/report';
import { saveHistory } from '../../engine/savedHistory';
import type { Session } from '../../engine/session';
import type { Checkpoint, TrainingCard } from '../../model/checkpoint';
import { makeProvenance } from '../../model/provenance';
import { writePlain } from '../../model/schema/plain';
import { encodeBase64 } from '../schema/base64';
import { checksumOf, type SessionOrigin, sessionForm, startSessionChain } from '../schema/session';
import { SessionFileError } from '../schema/sessionFileError';

/** What is written besides the session. */
export interface SessionExtras {
  readonly training: TrainingCard;
  readonly comparisons: readonly RetrainingComparison[];
  /** The original weights, for a lab that does not ship them; null where every lab does. */
  readonly weights: Checkpoint | null;
}

/**
 * The text of a session's file (schema/session.ts).
 * @throws SessionFileError when it would be longer than a text can be
 */
export async function writeSession(
  session: Session,
  { training, comparisons, weights }: SessionExtras,
): Promise<string> {
  const { current, next, removals } = await saveHistory(session);
  const origin = originOf(session, training);
  const chain = startSessionChain({ ...origin });
  const head = {
    format: sessionForm.format,
    schemaVersion: sessionForm.version,
    provenance: makeProvenance(session.compute, { training: training.seed }),
    ...origin,
    weights: weights && writeWeights(weights),
    current,
    next,
  };
  try {
    const lines = removals.map(({ report, values }) =>
      chain.add({ report, change: values && writeValues(values) }),
    );
    const compared = comparisons.map((comparison) => chain.add(comparison));
    const text = `${writePlain(head).slice(0, -1)},"removals":[${lines.join()}],"comparisons":[${compared.join()}]}`;
    return `${text.slice(0, -1)},"checksum":"${checksumOf(text)}"}`;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SessionFileError('lab.sessionFile.tooLong', [], { cause });
  }
}

function originOf({ dataset, network, trained }: Session, training: TrainingCard): SessionOrigin {
  const { architecture, parameterCount } = network;
  return {
    dataset: {
      id: dataset.id,
      name: dataset.name,
      digest: dataset.digest,
      trainingCount: dataset.training.count,
      validationCount: dataset.validation.count,
    },
    model: {
      id: architecture.id,
      name: architecture.name,
      parameterCount,
      digest: digestOf(trained.parameters),
    },
    training,
  };
}

function writeWeights({ card, modelJson, weights, secant }: Checkpoint) {
  return { card, modelJson, weights: encodeBase64(weights), secant: encodeBase64(secant) };
}

function writeValues({ indices, after }: StateValues) {
  return { indices: indices && encodeBase64(indices), after: encodeBase64(after) };
}
