import { describe, test } from 'node:test';
import { SHAPE_FOLDERS, shapeChecks } from './support/shape-checks';

for (const folder of SHAPE_FOLDERS) {
  describe(folder, () => {
    for (const { name, run } of shapeChecks(folder)) test(name, run);
  });
}
