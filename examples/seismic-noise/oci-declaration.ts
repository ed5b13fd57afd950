import { anyWith, type StreamingWorkersProps } from 'terrane';
import { noise } from './declaration';

const { acknowledge: _toldOnAws, ...unchanged } = noise;

/** The same fleet on Oracle Cloud: only the machines differ, and they are asked for by what they must have. */
export const noiseOnOci: StreamingWorkersProps = {
  ...unchanged,
  workers: { ...noise.workers, machine: anyWith({ cores: 1, memoryGiB: 4 }) },
  head: { machine: anyWith({ cores: 1, memoryGiB: 4 }) },
};
