import { heldElsewhere } from '../rule';
import { S3_BACKEND } from './sources';

export const stateUnlocked = heldElsewhere({
  id: 'state-unlocked',
  level: 'warning',
  title: 'A state that several people write to is locked while one does',
  why: 'Of two runs at the same time the later one writes the state over: what the earlier one has made is forgotten, is no longer changed or destroyed, and goes on costing money.',
  remedy:
    'Give the S3 backend use_lockfile (a DynamoDB table for locks is deprecated), the HTTP backend an address of its lock.',
  source: S3_BACKEND,
  example: {
    on: 'Terraform stack on AWS',
    bad: `new S3Backend(stack, { bucket: 'institution-state', key: 'ocean', region: 'us-east-1', encrypt: true });
new HpcCluster(stack, 'Example', cluster);`,
    good: `const backend = new S3Backend(stack, { bucket: 'institution-state', key: 'ocean', region: 'us-east-1', encrypt: true });
backend.addOverride('use_lockfile', true);
new HpcCluster(stack, 'Example', cluster);`,
  },
});
