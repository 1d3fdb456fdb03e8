import { useLab } from '../design/useLab';

/** A slice by its layer and unit. */
export function SliceName({ slice }: { slice: number }) {
  const layers = useLab((state) => state.lab?.model.layers);
  const layer = layers?.find(({ firstSlice, units }) => slice >= firstSlice && slice < firstSlice + units);
  return <span>{layer ? `${layer.name} ${slice - layer.firstSlice}` : slice}</span>;
}
