/** What the page asks of the worker. */

import type { CertificateTerms } from '../../engine/certificate/terms';
import type { RetrainingOrderId } from '../../engine/choices';
import type { LookAnswer, LookedModel, LookName, LookQuestion } from '../../engine/looks/questions';
import type { BlanketRequest, BlanketRun } from '../../engine/markovBlanket';
import type { ReplayResult } from '../../engine/replay';
import type { RemovalPreview, RemovalReport, RemovalRequest } from '../../engine/report';
import type { RetrainingComparison } from '../../engine/yardstick/comparison';
import type { EnsembleChoice } from '../../engine/yardstick/ensembleSpec';
import type { ScalingId } from '../../model/own/scaling';
import type { AttributeChoice, TrainingRequest } from '../../model/trainingRequest';
import type { RecipeOutcome } from '../recipe/followRecipe';
import type { KeptSession } from '../schema/kept';
import type { Recipe } from '../schema/recipe';
import type { Released } from './certificate';
import type { EnsembleState, SampleMemorisation } from './ensemble';
import type { LabEvent } from './events';
import type {
  ChosenFile,
  ExportedFile,
  FilesPreview,
  ModelPreview,
  RunBeside,
  SampleScores,
  SavedCheckpoint,
  SavedWork,
  SessionFormat,
  TrainingImages,
  WordPlaces,
} from './files';
import type { Moment, ReportSummary } from './moment';
import type { BackendChoice, LabSetup, ShippedChoice } from './setup';

/** How to open the lab. */
export interface OpenOptions {
  /** Opens on the built-in data and shipped weights, and leaves alone what is saved. */
  readonly withoutLastVisit?: boolean;
  /** The source to begin with where no visit left anything, if it comes with the lab; else the lab's own choice. */
  readonly dataset?: string | null;
}

/**
 * The lab in the worker. One job at a time: a second call while one runs is refused. A cancelled job rejects with an error
 * whose name is `AbortError`, and changes nothing.
 */
export interface Lab {
  /** Opens device, built-in data and shipped weights. `onEvent` is called until the page closes. */
  open(choice: BackendChoice, onEvent: (event: LabEvent) => void, options?: OpenOptions): Promise<Moment>;
  /** The lab as it is now. */
  moment(): Promise<Moment>;
  /** What stays the same for a while. */
  setup(): Promise<LabSetup>;
  /** The pictures of the current training set (a copy). */
  trainingImages(): Promise<TrainingImages>;
  /** The words of a training text by its pieces; null of an image, and for a model that embeds nothing. */
  wordPlaces(sample: number): Promise<WordPlaces | null>;
  /** Attributes that a training could hide (model/reversalAttributes.ts), by their names. */
  chooseAttributes(choice: AttributeChoice, seed: number): Promise<readonly string[]>;
  /** Losses and predictions under the current model; null while it is not trained. */
  scores(): Promise<SampleScores | null>;
  /** The session's reports in short, from the one after the first `count` on; of another session than the current one none. */
  reportsSince(session: string, count: number): Promise<readonly ReportSummary[]>;
  /** The whole report of a removal of the current session. */
  report(id: number): Promise<RemovalReport>;
  /** All comparisons of the current session with retrained models. */
  comparisons(): Promise<readonly RetrainingComparison[]>;
  /**
   * Switches to a data source of the table that needs no files, downloading it where that is needed.
   * @param trainingLimit only so many training images, the first of each class in equal number; null: all
   */
  chooseDataset(id: string, trainingLimit: number | null): Promise<Moment>;
  /** Reads the user's files and shows what they are; the current data stays until `takeFiles`. A corrupt file rejects with its name. */
  readFiles(files: readonly ChosenFile[]): Promise<FilesPreview>;
  /** Switches to what `readFiles` read last. */
  takeFiles(trainingLimit: number | null): Promise<Moment>;
  /** Forgets what `readFiles` and `readModel` read. */
  dropFiles(): Promise<void>;
  /**
   * Switches to a model of the table, with the weights that it was left with.
   * @param weights with these of the weights that ship, where there are two kinds
   */
  chooseModel(id: string, weights?: ShippedChoice): Promise<Moment>;
  /** Reads the user's own model and shows what the lab makes of it; the open one stays until `takeModel`. null: the files are a checkpoint of the lab. */
  readModel(files: readonly ChosenFile[]): Promise<ModelPreview | null>;
  /** Opens what `readModel` read last. @param scaling one of those that it was measured under */
  takeModel(scaling: ScalingId): Promise<Moment>;
  /** Opens the user's own tf.LayersModel (model.json and its weight files), or a checkpoint file of the lab. */
  openModel(files: readonly ChosenFile[]): Promise<Moment>;
  /** Feeds the user's own model with pixels that are scaled in another way: one of those that were measured when it was opened. */
  chooseScaling(id: ScalingId): Promise<Moment>;
  /** Trains from fresh weights, or goes on from those open; the history of removals starts anew. */
  train(request: TrainingRequest, start: 'fresh' | 'continue'): Promise<Moment>;
  /** Ends a training that runs at the end of its epoch, with the weights as they are then. */
  endTraining(): Promise<void>;
  /** The checkpoints in the browser's storage, the newest first. */
  savedCheckpoints(): Promise<readonly SavedCheckpoint[]>;
  /** Keeps the trained weights open (as trained, without removals) in the browser's storage. */
  saveCheckpoint(name: string): Promise<readonly SavedCheckpoint[]>;
  loadCheckpoint(id: string): Promise<Moment>;
  deleteCheckpoint(id: string): Promise<readonly SavedCheckpoint[]>;
  /** The trained weights open as one file (a zip of the four files that docs/checkpoints.md describes). */
  exportCheckpoint(): Promise<ExportedFile>;
  preview(request: RemovalRequest): Promise<RemovalPreview>;
  /** @param isTimed whether the passes of the GPU are timed, which takes some waiting for it */
  unlearn(request: RemovalRequest, isTimed?: boolean): Promise<Moment>;
  /** Takes the last removal back; exact. */
  undo(): Promise<Moment>;
  /** Makes the removal again that was undone last. */
  redo(): Promise<Moment>;
  /** Goes to any state of the history; a removal from there begins a branch. */
  goTo(id: number): Promise<Moment>;
  /** Gives a state of the history a name, which its session keeps; "" takes it away. */
  nameState(id: number, name: string): Promise<Moment>;
  /** Trains a model from scratch on what is left, in this order, and compares the present model with it. @param seed k: with the k-th other seeds; null: with those of the original */
  compareWithRetraining(order: RetrainingOrderId, seed?: number | null): Promise<Moment>;
  /** Makes the present removal again, which the guard rejected, and compares the model that it would have been with retraining; the session stays as it is. */
  compareRejected(order: RetrainingOrderId, seed?: number | null): Promise<Moment>;
  /** Measures beside a comparison whether what was removed comes back. @param id of the comparison: of the present model, or of the present removal, which the guard rejected */
  measureComeback(id: number): Promise<Moment>;
  /** Measures rewinding beside a comparison as above: share against cost. Nothing is measured where the share is not defined. */
  measureRewindLine(id: number): Promise<Moment>;
  /** Retrains the models of the noise band that are not there yet, for a comparison as above. Those that are trained stay, also when it is cancelled. */
  makeBand(id: number): Promise<Moment>;
  /** Measures over so many other seeds what was recovered, for a comparison as above that has a share. What is done of a seed stays, also when it is cancelled. */
  recoverSeeds(id: number, count: number): Promise<Moment>;
  /** Fixes the terms of a certificate, before anything is removed. */
  fixCertificate(terms: CertificateTerms): Promise<Moment>;
  /** Makes a release of the present model: noise is drawn, and it counts. */
  release(): Promise<Released>;
  exportSession(format: SessionFormat): Promise<ExportedFile>;
  /** Opens a session that was exported as JSON, on the data that it belongs to. */
  importSession(files: readonly ChosenFile[]): Promise<Moment>;
  /** Reads runs to be drawn beside the open one: session files, and the run folders of the command line. Opens and changes nothing. */
  readRuns(files: readonly ChosenFile[]): Promise<readonly RunBeside[]>;
  /** Makes the removals that lead to the present state again, from the original model, and compares the weights; the session stays as it is. */
  replay(): Promise<ReplayResult>;
  /** How to have the open model again as it is now; the page adds its settings. @param hasBranches with the removals that do not lead to the present state */
  recipe(hasBranches?: boolean): Promise<Recipe>;
  /**
   * Makes the removals of a recipe again, from its original model on data that are here, and says whether the same came of it. The session that comes of it
   * is open then; a recipe that fails or is cancelled leaves the open one as it was.
   */
  followRecipe(recipe: Recipe): Promise<{ readonly moment: Moment; readonly outcome: RecipeOutcome }>;
  /** The sessions that are kept under names, the newest first. */
  keptSessions(): Promise<readonly KeptSession[]>;
  /** Keeps the present session under a name. Whatever takes its place keeps it by itself. */
  keepSession(name: string): Promise<readonly KeptSession[]>;
  /** Opens a kept session, on the data that it belongs to; it stays kept. */
  openKept(id: string): Promise<Moment>;
  /** Reads a kept session to be drawn beside the open one. Opens and changes nothing. */
  readKept(id: string): Promise<RunBeside>;
  renameKept(id: string, name: string): Promise<readonly KeptSession[]>;
  deleteKept(id: string): Promise<readonly KeptSession[]>;
  /** Goes back to the original model and forgets all its removals, in the browser's storage too. */
  discardSession(): Promise<Moment>;
  /**
   * Looks at a model: any state of the history, a retrained one, or one with slices switched off. A job that changes nothing; what was answered once is kept
   * by the weights' digest and the question, and then answered at once, also while another job runs.
   */
  look<N extends LookName>(model: LookedModel, question: LookQuestion<N>): Promise<LookAnswer<N>>;
  /** The ensemble of the open model, and what it says of the state that the model is in; null where nobody knows how the model was trained. */
  ensemble(): Promise<EnsembleState | null>;
  /** From now on the ensembles are of so many models with this seed, until the lab is opened again; what was trained of others stays. */
  chooseEnsemble(choice: EnsembleChoice): Promise<EnsembleState | null>;
  /** How much each training sample is memorised; null where the margins of the ensemble are not all there. */
  memorisation(): Promise<SampleMemorisation | null>;
  /** About how long the models take that are still to be trained, in milliseconds; takes less than a second. */
  estimateEnsemble(): Promise<number>;
  /**
   * Begins to train the models of the ensemble that are not there yet, in the background: events tell of it. Those that are trained stay, whatever becomes of
   * it; what was not cancelled goes on when the lab is opened again.
   */
  makeEnsemble(): Promise<void>;
  /** Begins to make the removals of the present state on the models of the ensemble, and to attack, in the background; trains the models that it needs. */
  attack(): Promise<void>;
  /** Stops the job in the background, if any, or the one with this id, and goes on with it no more. */
  cancelBackground(id?: number): Promise<void>;
  /** The Markov blanket demo: every method on every data set. */
  findBlankets(request: BlanketRequest): Promise<readonly BlanketRun[]>;
  /** Stops the job that runs, if any, or the one with this id: its call rejects after ten seconds at the latest, whatever it waits for. */
  cancel(id?: number): Promise<void>;
  /** The page has drawn what is open: only now the next visit begins with it. */
  visitDrawn(): Promise<void>;
  /** Everything that is saved, as files: sessions and checkpoints. Opens nothing, and needs no open lab: the way out of what cannot be opened. */
  exportSaved(): Promise<SavedWork>;
}
