import './LayerPictures.css';
import { memo } from 'react';
import type { SelectionReport } from '../../state/contract';
import { layerPictures, type UnitPicture } from '../../state/selectors';
import { formats } from '../design/format';
import { useLab } from '../design/useLab';

const noLayers = [] as const;

/** Up to so many units leave room for the caption beside them, in the same row of 25. */
const unitsBesideCaption = 12;

function captionPlace(units: number) {
  return units <= unitsBesideCaption ? { gridRow: 1, gridColumn: `${units + 2} / -1` } : {};
}

/** Each layer as a row of little squares, one per unit: the fuller, the more the unit alone tells of the loss. */
export const LayerPictures = memo(function LayerPictures(props: { selection: SelectionReport }) {
  const layers = useLab((state) => state.lab?.model.layers ?? noLayers);
  const { first, selected } = props.selection;
  return (
    <div className="layers">
      {layerPictures(layers, first, selected).map(({ layer, units }) => (
        <figure
          key={layer.name}
          aria-label={`Layer ${layer.name}, ${layer.units} ${layer.kind === 'conv' ? 'filters' : 'units'}`}
        >
          <figcaption style={captionPlace(layer.units)}>
            <h3>
              {layer.name}: {layer.units} {layer.kind === 'conv' ? 'filters' : 'units'}
            </h3>
          </figcaption>
          {units.map((picture) => (
            <Unit
              key={picture.unit}
              picture={picture}
              measured={first.length > 0}
              name={layer.kind === 'conv' ? 'Filter' : 'Unit'}
            />
          ))}
        </figure>
      ))}
    </div>
  );
});

interface UnitProps {
  readonly picture: UnitPicture;
  readonly name: string;
  /** Whether L-FOCI looked at the units at all. */
  readonly measured: boolean;
}

/** Orders of selection with more digits have no room in a square; its words have them. */
const mostShown = 99;

function Unit({ picture: { unit, t, order }, name, measured }: UnitProps) {
  const seen = t === null ? ': does not vary' : `: T alone ${formats.t(t)}`;
  const words = `${name} ${unit}${measured ? seen : ''}${order === null ? '' : `, selected ${order}.`}`;
  const fill = t === null ? 0 : Math.round(Math.min(1, Math.max(0, t)) * 100);
  return (
    <span
      className={`unit ${order === null ? '' : 'chosen'} ${measured && t === null ? 'dead' : ''}`}
      style={{ '--fill': `${fill}%` }}
      title={words}
    >
      {order !== null && order <= mostShown && order}
    </span>
  );
}
