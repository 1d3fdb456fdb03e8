import type { DataChoice } from '../../state/contract';

/** Where data come from, and under which terms. */
export function DataFacts({ data }: { data: Pick<DataChoice, 'origin' | 'licence' | 'citation'> }) {
  return (
    <dl className="facts">
      <dt>Origin</dt>
      <dd>{data.origin}</dd>
      <dt>Licence</dt>
      <dd>{data.licence}</dd>
      {data.citation !== '' && (
        <>
          <dt>To cite</dt>
          <dd>{data.citation}</dd>
        </>
      )}
    </dl>
  );
}
