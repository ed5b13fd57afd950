import { anyWith, type StreamingWorkersProps } from 'terrane';
import { records } from './declaration';

const { acknowledge: _toldOnAws, ...unchanged } = records;

/** The same fleet on Oracle Cloud: only the machines differ, and they are asked for by what they must have. */
export const recordsOnOci: StreamingWorkersProps = {
  ...unchanged,
  workers: { ...records.workers, machine: anyWith({ cores: 4, memoryGiB: 32 }) },
};
