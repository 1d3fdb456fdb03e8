import { useState } from 'react';
import type { ModelPreview, ScalingId } from '../../state/contract';
import { takeModel } from '../../state/setup/openFiles';
import { say, sayMessage } from '../../words/say';
import { sayLayer, sayLayerHeadings, sayModelSize } from '../../words/sayModel';
import { useLabStore } from '../design/useLab';
import styles from './ModelQuestion.module.css';
import { ScalingMenu } from './ScalingMenu';
import { TakeQuestion } from './TakeQuestion';

interface Props {
  readonly names: string;
  readonly preview: ModelPreview;
}

/** What the lab makes of a model of the person's own, before it takes the place of the open one. */
export function ModelQuestion({ names, preview }: Props) {
  const store = useLabStore();
  const { name, graph, scaling, notes } = preview;
  const [id, setId] = useState<ScalingId>(scaling.id);
  return (
    <TakeQuestion title={say('page.setup.ownModel.title')} onTake={() => void takeModel(store, id)}>
      <p>
        <b>{name}</b>: {sayModelSize(graph)}{' '}
        <span className="soft">{say('page.setup.files.from', { names })}</span>
      </p>
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map(sayMessage).map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <LayerTable graph={graph} />
      <p>
        {say('page.setup.weights.scaling')} <ScalingMenu scaling={{ ...scaling, id }} onChoose={setId} />
      </p>
      <p className="soft">{say('page.setup.ownModel.scalingAbout')}</p>
    </TakeQuestion>
  );
}

/** Its layers in the order of evaluation. */
function LayerTable({ graph }: { graph: ModelPreview['graph'] }) {
  const [first, ...numbers] = sayLayerHeadings();
  return (
    <div className={styles.layers}>
      <table>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {numbers.map((heading) => (
              <th key={heading} scope="col" className="number">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {graph.layers.map((layer, place) => {
            const [name, ...cells] = sayLayer(layer);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: layers have no other name that is their own, and stay in their order
              <tr key={place}>
                <th scope="row">{name}</th>
                {cells.map((cell, column) => (
                  <td key={numbers[column]} className="number">
                    {cell}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
