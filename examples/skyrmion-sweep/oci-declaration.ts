import { anyWith, type StreamingWorkersProps } from 'terrane';
import { sweep } from './declaration';

const { acknowledge: _toldOnAws, ...unchanged } = sweep;

/** The same sweep on Oracle Cloud: only the machines differ. */
export const sweepOnOci: StreamingWorkersProps = {
  ...unchanged,
  workers: { ...sweep.workers, machine: anyWith({ cores: 1, memoryGiB: 4 }) },
};
