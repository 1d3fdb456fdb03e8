import type { Certificate } from '../../engine/certificate/terms';
import { digestOf } from '../../engine/digest';
import { readState, type StateValues } from '../../engine/history';
import type { RemovalReport } from '../../engine/report';
import type { StateNames } from '../../engine/savedHistory';
import type { Session } from '../../engine/session';
import type { RetrainingComparison } from '../../engine/yardstick/comparison';
import type { Checkpoint, TrainingCard } from '../../model/checkpoint';
import { makeProvenance } from '../../model/makeProvenance';
import type { Provenance } from '../../model/provenance';
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

/** All that a session's file holds, wherever it comes from. */
export interface SessionContent {
  readonly provenance: Provenance | null;
  readonly origin: SessionOrigin;
  readonly weights: Checkpoint | null;
  readonly current: number;
  readonly next: readonly (readonly [from: number, to: number])[];
  readonly reports: readonly RemovalReport[];
  /** What is kept of a state's weights; null: nothing. */
  readonly readValues: (id: number) => Promise<StateValues | null>;
  /** All weights of the state that the model is in; null: they are not at hand. */
  readonly present: Float32Array | null;
  readonly comparisons: readonly RetrainingComparison[];
  readonly certificate: Certificate | null;
  /** Absent: no state has one. */
  readonly names?: StateNames | undefined;
}

/** Letters that the weights of the states may take in a file; a text can have some 2^29 in all. */
const longestValues = 400e6;

/**
 * The text of a session's file (schema/session.ts). Where the weights of all states would not fit into one text, only those of the present state are written:
 * the others are made again by replay.
 * @throws SessionFileError when it would be longer than a text can be all the same
 */
export async function writeSession(
  session: Session,
  { training, comparisons, weights }: SessionExtras,
): Promise<string> {
  const { removals, current, nextOf, names, states, parameters, compute } = session;
  return writeContent({
    provenance: makeProvenance(compute, { training: training.seed }),
    origin: originOf(session, training),
    weights,
    current,
    next: [...nextOf],
    reports: removals.map(({ report }) => report),
    readValues: (id) => readState(states, id),
    present: parameters,
    comparisons,
    certificate: session.certificate,
    names: [...names],
  });
}

/**
 * The text of a session's file, of content from anywhere.
 * @throws SessionFileError when it would be longer than a text can be
 */
export async function writeContent(content: SessionContent): Promise<string> {
  const {
    provenance,
    origin,
    weights,
    current,
    next,
    reports,
    comparisons,
    certificate,
    names = [],
  } = content;
  const head = {
    format: sessionForm.format,
    schemaVersion: sessionForm.version,
    provenance,
    ...origin,
    weights: weights && writeWeights(weights),
    current,
    next,
    ...(certificate === null ? {} : { certificate }),
    ...(names.length === 0 ? {} : { names }),
  };
  const kept = await writeChanges(content);
  const chain = startSessionChain({ ...origin });
  try {
    const lines = reports.map((report, i) => chain.add({ report, change: kept[i]! }));
    const compared = comparisons.map((comparison) => chain.add(comparison));
    const text = `${writePlain(head).slice(0, -1)},"removals":[${lines.join()}],"comparisons":[${compared.join()}]}`;
    return `${text.slice(0, -1)},"checksum":"${checksumOf(text)}"}`;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SessionFileError('lab.sessionFile.tooLong', [], { cause });
  }
}

type WrittenValues = ReturnType<typeof writeValues>;

/** The weights of all states, or of the present one alone where those of all are too many. */
async function writeChanges(content: SessionContent): Promise<(WrittenValues | null)[]> {
  const { reports, current, present, readValues } = content;
  const written: (WrittenValues | null)[] = [];
  let letters = 0;
  for (const { id } of reports) {
    const values = await readValues(id);
    const change = values && writeValues(values);
    letters += change ? change.after.length + (change.indices?.length ?? 0) : 0;
    if (letters > longestValues) {
      const alone = present && writeValues({ indices: null, after: present });
      return reports.map((report) => (report.id === current ? alone : null));
    }
    written.push(change);
  }
  return written;
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
