import { anyWith, liveStream, type StreamingWorkersProps } from 'terrane';
import { classify, events } from './declaration';

/** The same fleet on Oracle Cloud, whose streams are entered by a user with an auth token. */
export const classifyOnOci: StreamingWorkersProps = {
  ...classify,
  source: liveStream({
    ...events,
    login: {
      user: 'exampletenancy/subjects-fleet',
      secret: 'ocid1.vaultsecret.oc1.eu-frankfurt-1.aaaaaaaaexamplestreamtoken',
    },
  }),
  workers: { ...classify.workers, machine: anyWith({ cores: 1, memoryGiB: 4 }) },
};
