import type { Recipe } from './statement';
import { ofCluster, ofRoles, ownRoles } from './tags';

/**
 * A head takes its volume over from the machine that held it: both ends carry the cluster's tag. Attachments carry none.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/corepolicyreference.htm
 */
export const attachDisks: Recipe<'disk'> = (_disks, scene) => [
  { to: ['VOLUME_WRITE'], all: [ofCluster(scene)] },
  {
    to: ['INSTANCE_ATTACH_VOLUME', 'INSTANCE_DETACH_VOLUME', 'INSTANCE_POWER_ACTIONS'],
    all: [ofCluster(scene)],
    any: ofRoles(ownRoles(scene), scene),
  },
  {
    to: [
      'INSTANCE_INSPECT',
      'INSTANCE_READ',
      'VOLUME_ATTACHMENT_CREATE',
      'VOLUME_ATTACHMENT_DELETE',
      'VOLUME_ATTACHMENT_INSPECT',
      'VOLUME_INSPECT',
    ],
  },
];

/**
 * A machine writes its boot status into its own freeform tags, and on no other machine. Defined tags, which make it a member
 * of a dynamic group, would need the use of their namespace besides.
 * https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/instances.htm binds commands to the instance itself so, and
 * https://docs.oracle.com/en-us/iaas/osmh/doc/policy-advisor.htm its updates.
 */
export const reportOnItself: Recipe<'machine'> & Recipe<'fleet'> = () => [
  {
    to: ['INSTANCE_READ', 'INSTANCE_UPDATE'],
    all: [{ variable: 'request.instance.id', isVariable: 'target.instance.id' }],
  },
];

/**
 * Nothing: whom a bastion lets in is a matter of the policies for people, and the agent's plugin asks no service for anything.
 * https://docs.oracle.com/en-us/iaas/Content/Bastion/Reference/bastionpolicyreference.htm
 */
export const openSessions: Recipe<'machine'> & Recipe<'fleet'> = () => [];
