/** Every kernel of shaders/, with the cases that it is tried in: read by the tests, by `lethe doctor` and by the page. */

import { choiceCases } from './foci/chooseColumn';
import { selectionCases } from './foci/foci';
import { growthCases } from './foci/growDistances';
import { neighbourCases } from './foci/nearestNeighbour';
import { onLineCases } from './foci/nearestOnLine';
import { scoreCases } from './foci/neighbourScores';
import { sensitivityCases } from './foci/pixelSensitivity';
import { sortCases } from './foci/sortColumns';
import type { KernelCases } from './kernelCase';
import { choleskyCases } from './linear/cholesky';
import { matmulCases } from './linear/matmul';
import { arithmeticCases, reductionCases } from './network/channels';
import { convolutionCases, filterGradientCases, inputGradientCases } from './network/convolution';
import { poolCases, poolGradientCases } from './network/maxPool';
import { imagesCases } from './network/normaliseImages';
import { reluCases, reluGradientCases } from './network/relu';
import { softmaxCases } from './network/softmax';
import { copyCases } from './probes/copy';
import { multiplyAddCases } from './probes/multiplyAdd';
import { hessianColumnCases } from './removal/hessianColumn';
import { noisyCopiesCases } from './removal/noisyCopies';
import { secantHessianCases } from './removal/secantHessian';

export const kernelTable: readonly KernelCases[] = [
  // The probes come first: the others are measured against them.
  copyCases,
  multiplyAddCases,
  imagesCases,
  noisyCopiesCases,
  sortCases,
  onLineCases,
  growthCases,
  neighbourCases,
  scoreCases,
  choiceCases,
  selectionCases,
  sensitivityCases,
  hessianColumnCases,
  secantHessianCases,
  choleskyCases,
  matmulCases,
  softmaxCases,
  arithmeticCases,
  reductionCases,
  convolutionCases,
  filterGradientCases,
  inputGradientCases,
  poolCases,
  poolGradientCases,
  reluCases,
  reluGradientCases,
];
