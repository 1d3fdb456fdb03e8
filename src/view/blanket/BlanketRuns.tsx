import { bullseyeBlanket, featureName } from '../../state/blanket/bullseyeGraph';
import type { BlanketRun } from '../../state/contract';
import { say } from '../../words/say';
import { type Column, Table } from '../design/Table';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import blanketPageStyles from './BlanketPage.module.css';
import styles from './BlanketRuns.module.css';

interface Props {
  readonly runs: readonly BlanketRun[];
  /** The run that the graph shows. */
  readonly shown: BlanketRun | null;
  onChoose(run: BlanketRun): void;
}

/** Every run with what it found; a press on its seed shows it in the graph. */
export function BlanketRuns({ runs, shown, onChoose }: Props) {
  const request = useLab((state) => state.blankets?.request);
  return (
    <section className={`panel ${styles.runs}`} aria-label={say('page.blanket.runs.title')}>
      <header>
        <h2>{say('page.blanket.runs.title')}</h2>
        {request && (
          <p className="soft">
            <Words
              code="page.blanket.runs.samples"
              parts={{ count: <Value value={request.samples} as="whole" /> }}
            />
          </p>
        )}
      </header>
      {runs.length === 0 ? (
        <p className={`${blanketPageStyles.none} soft`}>{say('page.blanket.runs.none')}</p>
      ) : (
        <Table
          label={say('page.blanket.runs.title')}
          columns={columnsOf(shown, onChoose)}
          rows={runs}
          keyOf={nameOf}
          dataOf={(run) => ({ 'data-run': nameOf(run) })}
          isShown={(run) => run === shown}
          height="fill"
        />
      )}
    </section>
  );
}

const nameOf = ({ seed, method }: BlanketRun) => `${seed} ${method}`;

function columnsOf(
  shown: BlanketRun | null,
  onChoose: (run: BlanketRun) => void,
): readonly Column<BlanketRun>[] {
  const number = (
    key: 'truePositives' | 'falsePositives' | 'milliseconds',
    by: (run: BlanketRun) => number,
    about?: string,
  ): Column<BlanketRun> => ({
    key,
    heading: say(`page.blanket.runs.${key}`),
    about,
    isNumber: true,
    cell: (run) => <Value value={by(run)} as={key === 'milliseconds' ? 'milliseconds' : 'percent'} />,
    by,
  });
  return [
    {
      key: 'seed',
      heading: say('page.blanket.runs.seed'),
      cell: (run) => (
        <button
          type="button"
          className={`quiet ${styles.seed}`}
          aria-pressed={run === shown}
          aria-label={say('page.blanket.runs.show', run)}
          onClick={() => onChoose(run)}
        >
          {run.seed}
        </button>
      ),
      by: ({ seed }) => seed,
    },
    { key: 'method', heading: say('page.blanket.runs.method'), cell: ({ method }) => method },
    {
      key: 'found',
      heading: say('page.blanket.runs.found'),
      wraps: true,
      cell: ({ found }) =>
        found.length === 0 ? (
          <span className="soft">{say('page.blanket.runs.nothing')}</span>
        ) : (
          found.map(featureName).map(foundName)
        ),
      by: ({ found }) => found.length,
    },
    number(
      'truePositives',
      ({ truePositiveRate }) => truePositiveRate,
      say('page.blanket.runs.truePositivesAbout'),
    ),
    number(
      'falsePositives',
      ({ falsePositiveRate }) => falsePositiveRate,
      say('page.blanket.runs.falsePositivesAbout'),
    ),
    number('milliseconds', ({ durationMs }) => durationMs),
  ];
}

/** A found variable; one that is not in the blanket stands in brackets. */
function foundName(name: string) {
  const isInside = bullseyeBlanket.includes(name);
  return (
    <span
      key={name}
      className={isInside ? '' : 'wrong'}
      title={isInside ? undefined : say('page.blanket.runs.outside')}
    >
      {isInside ? name : `(${name})`}{' '}
    </span>
  );
}
