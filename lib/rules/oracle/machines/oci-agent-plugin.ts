import { heldElsewhere } from '../../rule';
import { INSTANCE } from '../sources';

export const ociAgentPlugin = heldElsewhere({
  id: 'oci-agent-plugin',
  level: 'error',
  title: 'A plugin of Oracle Cloud Agent is given by its name',
  why: 'The agent takes a name that it does not know for nothing: no session could be opened through the bastion, or RDMA would stay without its authentication, and no resource would tell.',
  remedy: 'Give one of the names that the message lists, as Oracle writes it.',
  source: INSTANCE,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `(work.native('head') as CoreInstance).putAgentConfig({
  pluginsConfig: [{ name: 'Compute HPC RDMA Authentification', desiredState: 'ENABLED' }],
});`,
    good: `(work.native('head') as CoreInstance).putAgentConfig({
  pluginsConfig: [{ name: 'Compute HPC RDMA Authentication', desiredState: 'ENABLED' }],
});`,
  },
});
