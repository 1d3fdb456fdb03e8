import { createWordPieces } from '../../data/text/wordPieces';
import { embeddingOf } from '../../math/network/graph';
import { chooseAttributes } from '../../model/reversalAttributes';
import { SaidError } from '../../words/saidError';
import { type Host, presentModel, trainedModel } from '../host';
import type { Lab } from '../protocol';
import { summariseReport } from '../summariseReport';
import type { Teller } from '../teller';

type PageCalls = Pick<
  Lab,
  | 'moment'
  | 'setup'
  | 'trainingImages'
  | 'wordPlaces'
  | 'chooseAttributes'
  | 'scores'
  | 'reportsSince'
  | 'report'
  | 'comparisons'
>;

/** What the page asks for when a moment names what it does not have. Each call answers from memory and changes nothing, so it may be asked again. */
export function pageCalls(host: Host, teller: Teller): PageCalls {
  return {
    async moment() {
      return teller.moment();
    },

    async setup() {
      return teller.setup();
    },

    async trainingImages() {
      const { digest, training, planted } = presentModel(host).dataset;
      const { images, labels, texts, origins, labelSets } = training;
      return { data: digest, images, labels, planted, texts, origins, labelSets };
    },

    async wordPlaces(sample) {
      const { dataset, network } = presentModel(host);
      const read = dataset.training.texts?.[sample];
      const embedding = embeddingOf(network.graph);
      if (read === undefined || !dataset.text || embedding === null) return null;
      const { words } = createWordPieces(dataset.text.pieces)(read);
      return {
        places: words.map((word) => word && [word.from, word.to]),
        channels: network.graph.nodes[embedding]!.shape[2],
      };
    },

    async chooseAttributes(choice, seed) {
      return chooseAttributes(presentModel(host).dataset, choice, seed);
    },

    async scores() {
      const { trained } = presentModel(host);
      if (!trained) return null;
      const { digest, evaluation } = trained.session;
      const { losses, predicted } = evaluation.training;
      return { digest, losses, predicted };
    },

    async reportsSince(session, count) {
      const { trained } = presentModel(host);
      if (trained?.id !== session) return [];
      return trained.session.removals.slice(count).map(({ report }) => summariseReport(report));
    },

    async report(id) {
      const removal = trainedModel(host).session.removals[id - 1];
      if (!removal) throw new SaidError('lab.noSuchRemoval', [{ id }]);
      return removal.report;
    },

    async comparisons() {
      return presentModel(host).trained?.comparisons ?? [];
    },
  };
}
