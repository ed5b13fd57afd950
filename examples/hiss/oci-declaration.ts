import { anyWith, type StreamingWorkersProps } from 'terrane';
import { beamline } from './declaration';

const { acknowledge: _toldOnAws, ...unchanged } = beamline;

/** The same fleet on Oracle Cloud: only the machines differ, and they are asked for by what they must have. */
export const beamlineOnOci: StreamingWorkersProps = {
  ...unchanged,
  workers: { ...beamline.workers, machine: anyWith({ cores: 8, memoryGiB: 64 }) },
};
