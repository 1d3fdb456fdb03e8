import type { DataChoice } from '../../state/contract';
import { say } from '../../words/say';

/** Where data come from, and under which terms. */
export function DataFacts({ data }: { data: Pick<DataChoice, 'origin' | 'licence' | 'citation'> }) {
  return (
    <dl className="facts">
      <dt>{say('page.setup.facts.origin')}</dt>
      <dd>{data.origin}</dd>
      <dt>{say('page.setup.facts.licence')}</dt>
      <dd>{data.licence}</dd>
      {data.citation !== '' && (
        <>
          <dt>{say('page.setup.facts.citation')}</dt>
          <dd>{data.citation}</dd>
        </>
      )}
    </dl>
  );
}
