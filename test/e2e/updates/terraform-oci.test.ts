import { changesOnOci, onOci, synthesiseOnOci } from '../../updates/oci';
import { OciEmulator } from '../terraform-oci/emulator';
import { plannedAsSaid } from './planned';

plannedAsSaid([
  {
    name: 'oci',
    start: () => OciEmulator.start('eu-frankfurt-1'),
    synthesise: (outdir) => synthesiseOnOci(onOci, outdir),
    changes: changesOnOci.map(({ name, to }) => ({ name, synthesise: (outdir) => synthesiseOnOci(to, outdir) })),
  },
]);
