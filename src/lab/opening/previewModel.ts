import { inputShapeOf } from '../../data/dataset';
import { describeGraph } from '../../model/describeGraph';
import type { OwnModel } from '../../model/ownModel';
import { readGraph } from '../../model/readGraph';
import type { ModelPreview } from '../protocol';
import type { ScaledData } from './ownOriginal';

/** What the lab makes of a model of the user's on data. */
export function previewModel(
  { architecture, notes }: OwnModel,
  { dataset, scaling }: ScaledData,
): ModelPreview {
  const model = architecture.build(inputShapeOf(dataset), dataset.classNames.length);
  try {
    return { name: architecture.name, graph: describeGraph(readGraph(model)), scaling, notes };
  } finally {
    model.dispose();
  }
}
