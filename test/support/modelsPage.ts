/** docs/models.md: a short card for each model that ships, from its card.json and weights. `npm run schema` writes it. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'public/models');
export const modelsFile = join(root, 'docs/models.md');

/** What of a card.json stands on the page. */
interface Card {
  readonly model: string;
  readonly modelName: string;
  readonly parameterCount: number;
  readonly precision: string;
  readonly optimizer: string;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly schedule: string;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly augmentation: string;
  readonly seed: number;
  readonly trainingAccuracy: number;
  readonly validationAccuracy: number;
  readonly data: {
    readonly id: string;
    readonly name: string;
    readonly digest: string;
    readonly trainingCount: number;
    readonly validationCount: number;
  };
}

/** The text of docs/models.md. */
export function modelsPage(): string {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'card.json')));
  return `${[head, ...names.sort().map(sectionOf)].join('\n\n')}\n`;
}

const head = `# Models that ship

Written by \`npm run schema\` from \`public/models\`. Validation accuracy is on images that no training step saw; it was measured when the model was made. How weights are stored, and the commands that trained some of them: [checkpoints.md](checkpoints.md). Data: [data.md](data.md).
None of them is fit for anything but experiments on unlearning.`;

function sectionOf(name: string): string {
  const card = JSON.parse(readFileSync(join(folder, name, 'card.json'), 'utf8')) as Card;
  const { data } = card;
  const digest = createHash('sha256')
    .update(readFileSync(join(folder, name, 'weights.bin')))
    .digest('hex');
  const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
  return [
    `## \`${name}\``,
    '',
    `${card.modelName} (\`${card.model}\`), ${card.parameterCount.toLocaleString('en')} parameters, ${card.precision}, on ${data.name}.`,
    '',
    '| | |',
    '|---|---|',
    `| validation accuracy | ${percent(card.validationAccuracy)} of ${data.validationCount.toLocaleString('en')} |`,
    `| training accuracy | ${percent(card.trainingAccuracy)} of ${data.trainingCount.toLocaleString('en')} |`,
    `| training | ${trainingOf(card)} |`,
    `| seed | ${card.seed} |`,
    `| data, SHA-256 | \`${data.digest}\` |`,
    `| weights.bin, SHA-256 | \`${digest}\` |`,
  ].join('\n');
}

function trainingOf(card: Card): string {
  const { optimizer, epochs, batchSize, learningRate, schedule, momentum, weightDecay, augmentation } = card;
  const parts =
    optimizer === 'newton'
      ? [`to the minimum, by Newton's method`]
      : [
          `${optimizer}, ${epochs} epochs, batches of ${batchSize}`,
          `learning rate ${learningRate}, ${schedule}`,
          ...(optimizer === 'sgd' ? [`momentum ${momentum}`] : []),
        ];
  return [...parts, `weight decay ${weightDecay}`, `augmentation ${augmentation}`].join('; ');
}
