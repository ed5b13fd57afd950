import type { States } from './facts';

export const NETWORK: States = {
  creating: ['PROVISIONING'],
  ready: ['AVAILABLE'],
  deleting: ['TERMINATING'],
  deleted: ['TERMINATED'],
};

export const COMPUTE: States = {
  creating: ['PROVISIONING', 'STARTING', 'SCALING', 'STOPPING'],
  ready: ['RUNNING'],
  deleting: ['TERMINATING'],
  deleted: ['TERMINATED'],
};

export const ACTIVE: States = {
  creating: ['CREATING', 'UPDATING'],
  ready: ['ACTIVE'],
  deleting: ['DELETING'],
  deleted: ['DELETED'],
};

/** What is deleted only after days, and lies there until then. */
export const SCHEDULED: States = {
  creating: ['CREATING', 'ENABLING', 'RESTORING', 'UPDATING', 'DISABLING'],
  ready: ['ACTIVE', 'ENABLED', 'DISABLED'],
  deleting: ['DISABLED', 'DELETING', 'SCHEDULING_DELETION'],
  deleted: ['DELETED', 'PENDING_DELETION'],
};
