import { heldElsewhere } from '../../rule';
import { REMOTE_USER } from '../sources';

export const groupsWithoutHeader = heldElsewhere({
  id: 'groups-without-header',
  level: 'error',
  title: 'Where groups decide, something says who is in them',
  why: 'A proxy tells groups by a header of their own. Without it nobody is in any group, and who is allowed by a group is refused.',
  remedy: 'Give groupsHeader, or allow people by domain or by name.',
  source: REMOTE_USER,
  example: {
    on: 'NotebookGateway',
    bad: `identity: proxyHeader({
    from: ['192.0.2.0/24'],
    allowedGroups: ['physics'],
  })`,
    good: `identity: proxyHeader({
    from: ['192.0.2.0/24'],
    allowedGroups: ['physics'],
    groupsHeader: 'Remote-Groups',
  })`,
  },
});
