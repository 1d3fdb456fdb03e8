import type { DataChoice } from '../../state/contract';
import { say, sayMessage } from '../../words/say';

/** Where data come from, and under which terms. */
export function DataFacts({ data }: { data: Pick<DataChoice, 'origin' | 'licence' | 'citation'> }) {
  return (
    <dl className="facts">
      <dt>{say('page.setup.facts.origin')}</dt>
      <dd>{sayMessage(data.origin)}</dd>
      <dt>{say('page.setup.facts.licence')}</dt>
      <dd>{sayMessage(data.licence)}</dd>
      {data.citation !== '' && (
        <>
          <dt>{say('page.setup.facts.citation')}</dt>
          <dd>{data.citation}</dd>
        </>
      )}
    </dl>
  );
}
