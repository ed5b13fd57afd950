import type { Duration } from '../../../units';
import type { ExistingSubnetProps, ImageProps } from '../../hpc/props';

/** A partition, as a gateway plans its sessions for it. */
export interface ClusterPartitionAttributes {
  /** Machine type of its nodes. */
  readonly machine: string;
  /** Nodes at most. */
  readonly max: number;
  /** Hardware threads a core that nodes run with: 1 or 2. @default 1 */
  readonly threadsPerCore?: number;
  /** Longest run of a job. @default none */
  readonly timeLimit?: Duration;
}

/** Where people's homes are. */
export interface ClusterHomeAttributes {
  /** NFS address and exported path, e.g. `fs-0123.efs.us-west-2.amazonaws.com:/`; the output `HomeSource`. */
  readonly source: string;
  /** Security group of a managed file system; the output `HomeSecurityGroup`. @default none: rules are the institution's */
  readonly securityGroup?: string;
}

/** The network that the cluster is in, and the gateway goes to. */
export interface ClusterNetworkAttributes {
  /** The output `NetworkId`. */
  readonly id: string;
  /** Where the gateway may go; people from outside of private networks need one of reach `public`. The output `SubnetIds` names them. */
  readonly subnets: readonly ExistingSubnetProps[];
  /** Groups of the institution that every machine of the cluster joins; the gateway joins them as well. @default none */
  readonly securityGroups?: readonly string[];
}

/** What a gateway must know of a cluster that it stands in front of. Ids may be references to resources of the author's own. */
export interface ClusterAttributes {
  /** @default that of the gateway */
  readonly provider?: 'aws' | 'oci';
  /** Where it is, if that is known. @default not checked */
  readonly region?: string;
  /** Slurm's name of it. */
  readonly clusterName: string;
  /** Name under which its machines find the head, e.g. `head.modi.terrane.internal`; the output `HeadName`. */
  readonly headName: string;
  /** The secret that its machines trust each other by: full ARN, on Oracle Cloud OCID; the output `MungeSecret`. */
  readonly mungeSecret: string;
  /** The institution's key that encrypts the secret: its ARN. @default the service's own key */
  readonly encryptionKey?: string;
  /** Id of the head's security group; the output `HeadSecurityGroup`. */
  readonly headSecurityGroup: string;
  /** Id of the nodes' security group; the output `NodeSecurityGroup`. */
  readonly nodeSecurityGroup: string;
  readonly home: ClusterHomeAttributes;
  readonly network: ClusterNetworkAttributes;
  readonly partitions: { readonly [name: string]: ClusterPartitionAttributes };
  /** Whether its declaration has `notebooks: true`. @default true */
  readonly notebooks?: boolean;
  /** Image of its machines. @default the cloud's usual distribution */
  readonly image?: ImageProps;
  /** Packages of the distribution that its nodes have beside its own (`software.packages`). @default none */
  readonly packages?: readonly string[];
  /** People of its declaration, whose names are theirs. @default none */
  readonly users?: readonly ClusterUserAttributes[];
  /** Where its results go; the output `ResultsBucket`. @default a bucket of the gateway's own */
  readonly resultsBucket?: string;
}

/** A person who has an account by the cluster's own declaration. */
export interface ClusterUserAttributes {
  readonly name: string;
  readonly uid: number;
}

/** A cluster that a gateway can stand in front of: an `HpcCluster`, an `MpiCluster`, or one known by its attributes. */
export interface NotebookCluster {
  readonly clusterAttributes: ClusterAttributes;
}

/** A cluster of another app: what its deployment has printed, and what its declaration says of partitions. */
export function fromClusterAttributes(attributes: ClusterAttributes): NotebookCluster {
  return { clusterAttributes: attributes };
}
