import { anyWith, liveStream, type StreamingWorkersProps } from 'terrane';
import { records, things } from './declaration';

/** The same fleet on Oracle Cloud, whose streams are entered by a user with an auth token. */
export const thingsOnOci: StreamingWorkersProps = {
  ...things,
  source: liveStream({
    ...records,
    login: {
      user: 'exampletenancy/pods-fleet',
      secret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.aaaaaaaaexamplestreamtoken',
    },
  }),
  workers: { ...things.workers, machine: anyWith({ cores: 1, memoryGiB: 4 }) },
};
