import { heldElsewhere } from '../../rule';
import { VENV } from '../sources';

export const gatewayOtherImage = heldElsewhere({
  id: 'gateway-other-image',
  level: 'error',
  title: 'A gateway and the nodes of its cluster have one distribution',
  why: 'The environment of sessions lies on the shared home, made by the gateway for the Python of its own distribution: under another Python it does not start.',
  remedy: 'Leave image out.',
  source: VENV,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes({ ...modi, image: { distribution: 'debian-13' } })),
  image: { distribution: 'ubuntu-24.04' },
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes({ ...modi, image: { distribution: 'debian-13' } })),
});`,
  },
});
