import { formats, say } from '../../words/say';
import { LookWait } from '../design/LookWait';
import { answerOf, useLook } from '../design/useLook';
import { Value } from '../design/Value';
import type { ModelPair } from './modelPair';

/** How far two models are from each other, layer by layer. */
export function ModelLayers({ one, other, caption }: ModelPair & { readonly caption?: string }) {
  const look = useLook({ model: one, question: { kind: 'layers', other } });
  const layers = answerOf(look);
  if (layers === null) return <LookWait look={look} />;
  return (
    <table>
      {caption && <caption>{caption}</caption>}
      <thead>
        <tr>
          {(['layer', 'distance', 'relative', 'changed', 'cka'] as const).map((head) => (
            <th key={head} scope="col" className={head === 'layer' ? undefined : 'number'}>
              {say(`page.differences.layers.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {layers.map(({ layer, distance, norm, slices, changed, cka }) => (
          <tr key={layer}>
            <th scope="row">{layer}</th>
            <td className="number">
              <Value value={distance} />
            </td>
            <td className="number">{norm > 0 && <Value value={distance / norm} />}</td>
            <td className="number">
              {say('page.differences.layers.of', {
                changed: formats.whole(changed),
                slices: formats.whole(slices),
              })}
            </td>
            <td className="number">{cka !== null && <Value value={cka} as="t" />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
