/** The benchmark of FOCI on the GPU as a program of its own, to be bundled for a machine without this repository. */
import bench from './fociGpu.bench';
import { createTextReport } from './report';

const report = createTextReport(console.log);
await bench(report);
report.flush();
// The GPU binding keeps the process alive.
process.exit(0);
