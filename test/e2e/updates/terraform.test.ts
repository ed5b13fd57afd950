import { BASES, CHANGES } from '../../updates/changes';
import { REGION, synthesise } from '../../updates/synthesise';
import { Emulator } from '../terraform/emulator';
import { plannedAsSaid } from './planned';

plannedAsSaid(
  Object.entries(BASES).map(([name, declared]) => ({
    name,
    start: () => Emulator.start(REGION),
    synthesise: (outdir) => synthesise('terraform', declared, outdir),
    changes: CHANGES.filter(({ base }) => base === name).map(({ name: change, to, id }) => ({
      name: change,
      synthesise: (outdir) => synthesise('terraform', to, outdir, id),
    })),
  })),
);
