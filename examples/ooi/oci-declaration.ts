import { anyWith, liveStream, type StreamingWorkersProps } from 'terrane';
import { ooi, records } from './declaration';

/** The same mirror on Oracle Cloud, whose streams are entered by a user with an auth token. */
export const ooiOnOci: StreamingWorkersProps = {
  ...ooi,
  source: liveStream({
    ...records,
    login: {
      user: 'exampletenancy/ooi-mirror',
      secret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.aaaaaaaaexamplestreamtoken',
    },
  }),
  workers: { ...ooi.workers, machine: anyWith({ cores: 1, memoryGiB: 4 }) },
};
