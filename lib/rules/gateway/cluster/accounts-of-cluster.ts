import { heldElsewhere } from '../../rule';
import { METADATA } from '../sources';

export const accountsOfCluster = heldElsewhere({
  id: 'accounts-of-cluster',
  level: 'error',
  title: 'Uids in front of a cluster begin where its machines begin',
  why: 'Its machines keep their own credentials of the cloud from the programs of uids 20000 to 49999, and from no others: people with another uid could act as the machine.',
  remedy: 'Leave firstUid out.',
  source: METADATA,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
  accounts: fromLogins({ firstUid: 30_000 }),
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
  accounts: fromLogins(),
});`,
  },
});
