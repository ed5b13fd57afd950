import { anyWith, liveStream, type StreamingWorkersProps } from 'terrane';
import { gps } from './declaration';

/** The same fleet on Oracle Cloud, whose streams are entered by a user with an auth token. */
export const gpsOnOci: StreamingWorkersProps = {
  ...gps,
  source: liveStream({
    expected: { stations: 2000, recordsPerStationPerSecond: 1, bytesPerRecord: 160 },
    shards: 3,
    login: {
      user: 'exampletenancy/gps-fleet',
      secret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.aaaaaaaaexamplestreamtoken',
    },
  }),
  workers: { ...gps.workers, machine: anyWith({ cores: 1, memoryGiB: 4 }) },
};
