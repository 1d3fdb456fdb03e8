/** What the lab has open, and what it had before. */

import type { Dataset } from '../data/dataset';
import type { ReadShipped } from '../data/shipped/readShipped';
import type { Session } from '../engine/session';
import { sessionKey } from '../engine/sessionKey';
import type { Architecture } from '../model/architectures';
import type { Job } from '../model/job';
import type { OwnModel } from '../model/ownModel';
import type { Catalogue, Message, Text } from '../words/catalogue';
import { SaidError } from '../words/saidError';
import { message } from '../words/say';
import type { Machine, OpenMachine } from './device/machine';
import type { Bands } from './opening/bands';
import { createDataLibrary, type DataLibrary } from './opening/dataLibrary';
import type { Ensembles } from './opening/ensembles';
import type { OpenedModel, TrainedModel } from './opening/openedModel';
import type { ScaledData } from './opening/ownOriginal';
import type { ShippedWeights } from './opening/shippedWeights';
import type { ChosenFile, FirstImages } from './protocol';
import type { Autosave } from './saving/autosave';
import { encodeOriginal } from './saving/exportSession';
import type { KeptStore } from './saving/keptStore';
import type { Presence } from './saving/presence';
import type { Visit } from './store';

/** What the host needs of its surroundings. */
export interface HostParts {
  readonly openMachine: OpenMachine;
  /** Data that come with the lab, and weights. */
  readonly readShipped: ReadShipped;
  readonly shipped: ShippedWeights;
  readonly autosave: Autosave;
  readonly ensembles: Ensembles;
  /** Noise bands of retraining that are there. */
  readonly bands: Bands;
  readonly presence: Presence;
  /** Sessions that are kept under names. */
  readonly sessions: KeptStore;
  /** Told when somebody else comes to have the open session, or has it no more. */
  readonly onElsewhere: (elsewhere: boolean) => void;
  readonly onLoading: (what: Text, fraction: number) => void;
  /** Given the first images of data while the others come. */
  readonly onFirst: (images: FirstImages) => void;
}

export interface Host extends HostParts {
  readonly library: DataLibrary;
  /** By data set and model: going back finds model and history as they were left. */
  readonly kept: Map<string, OpenedModel>;
  /** What the lab computes on; another one takes its place when its device is lost. null until the lab is open, as is `opened`. */
  machine: Machine | null;
  opened: OpenedModel | null;
  /** The model that the user brought last. */
  own: Architecture | null;
  /** The files that the open data were read from, where the user chose them in this visit: a model may need their pictures in another size. */
  chosen: {
    readonly files: readonly ChosenFile[];
    readonly trainingLimit: number | null;
    /** As the lab has them otherwise. */
    readonly dataset: Dataset;
  } | null;
  /** A model of the user's that was read and shown, and is not taken yet. */
  readModel: { readonly own: OwnModel; readonly scaled: ScaledData } | null;
  /** What is to be said of the work of the last visit. */
  restored: Message[];
  /** What is open and was not drawn yet: only then the next visit begins with it. */
  undrawn: Visit | null;
  /** Whether somebody else has the open session too. */
  elsewhere: boolean;
  /** The session that others are told of, and the way to leave it. */
  entered: { readonly key: string; readonly leave: () => void } | null;
  /** Sessions so far. */
  sessionCount: number;
}

/** An empty host, before any machine is open. */
export function createHost(parts: HostParts): Host {
  return {
    ...parts,
    library: createDataLibrary(parts.readShipped, parts.onLoading, parts.onFirst),
    kept: new Map(),
    machine: null,
    opened: null,
    own: null,
    chosen: null,
    readModel: null,
    restored: [],
    undrawn: null,
    elsewhere: false,
    entered: null,
    sessionCount: 0,
  };
}

/** @throws Error while there is none */
export function presentMachine({ machine }: Host): Machine {
  if (!machine) throw new SaidError('lab.notOpen', []);
  return machine;
}

/** @throws Error while there is none */
export function presentModel({ opened }: Host): OpenedModel {
  if (!opened) throw new SaidError('lab.notOpen', []);
  return opened;
}

/** @throws Error where the model open is not trained */
export function trainedModel(host: Host): TrainedModel {
  const { network, trained } = presentModel(host);
  if (!trained) throw new SaidError('lab.untrained', [{ model: network.architecture.name }]);
  return trained;
}

/** What was open of just these data and this model; undefined where nothing was. */
export function findKept({ kept }: Host, dataset: Dataset, model: string): OpenedModel | undefined {
  const opened = kept.get(keyOf(dataset, model));
  return opened?.dataset === dataset ? opened : undefined;
}

/**
 * Makes something the open model, in place of what was there for the same data set and model. Other data under the same name (the user's next
 * files) take the place of all that was kept of the data before.
 */
export function install(host: Host, next: OpenedModel): void {
  const { kept, library } = host;
  const { dataset, network } = next;
  const key = keyOf(dataset, network.architecture.id);
  for (const [otherKey, other] of kept) {
    const isReplaced = otherKey === key && other !== next;
    const isOutdated = other.dataset.id === dataset.id && other.dataset !== dataset;
    if (!isReplaced && !isOutdated) continue;
    if (other.network !== network) other.network.dispose();
    kept.delete(otherKey);
  }
  kept.set(key, next);
  library.keep(dataset);
  host.opened = next;
  if (network.architecture.id === 'own') host.own = network.architecture;
  host.undrawn = describeVisit(library, next);
  enterSession(host, next);
}

/** Tells others of the session that is open now, and is told of others that have it. */
function enterSession(host: Host, { trained }: OpenedModel): void {
  const key = trained && sessionKey(trained.session);
  if (key === (host.entered?.key ?? null)) return;
  host.entered?.leave();
  host.entered = null;
  const tell = (elsewhere: boolean) => {
    if (host.elsewhere === elsewhere) return;
    host.elsewhere = elsewhere;
    host.onElsewhere(elsewhere);
  };
  tell(false);
  if (key !== null) host.entered = { key, leave: host.presence.enter(key, tell) };
}

/** Notes what is open as what the next visit begins with: it was drawn, or worked on. */
export async function saveVisit(host: Host): Promise<void> {
  const { undrawn, autosave } = host;
  host.undrawn = null;
  if (undrawn) await autosave.saveVisit(undrawn);
}

/** Takes the same model on another machine in place of the one that is there; nothing else changes. */
export function moveTo(host: Host, machine: Machine, moved: OpenedModel): void {
  host.machine = machine;
  host.opened = moved;
  host.kept.set(keyOf(moved.dataset, moved.network.architecture.id), moved);
}

/** Names a session to the page. */
export function nameSession(host: Host, session: Session): string {
  return `${sessionKey(session)} ${++host.sessionCount}`;
}

/** What a job of the lab can be opening. */
export type LoadingId = keyof Catalogue['lab']['loading'];

/** A job that tells how far it is. */
export function loadingJob({ onLoading }: Host, what: LoadingId, signal?: AbortSignal): Job {
  return { signal, onProgress: (fraction) => onLoading(message(`lab.loading.${what}`), fraction) };
}

function describeVisit(library: DataLibrary, { dataset, network, trained }: OpenedModel): Visit {
  const isOwnWork = trained !== null && trained.origin !== 'shipped';
  return {
    dataset: library.describe(dataset),
    model: network.architecture.id,
    weights: isOwnWork ? { origin: trained.origin, checkpoint: encodeOriginal(trained) } : null,
  };
}

function keyOf({ id }: Dataset, model: string): string {
  return `${id} ${model}`;
}
