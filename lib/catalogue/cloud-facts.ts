import type { Catalogue } from './facts';

/** Ports that clients of a service connect to. */
export interface ServicePorts {
  readonly protocol: 'tcp' | 'udp';
  readonly first: number;
  readonly last: number;
}

/** What one shard (a partition, on Oracle Cloud) bears. */
export interface ShardLimits {
  /** No limit of their number where absent. */
  readonly recordsPerSecond?: number;
  readonly bytesPerSecond: number;
  /** Read by all pollers together. */
  readonly readBytesPerSecond: number;
  readonly bytesPerRecord: number;
}

/** What a fleet must know of a cloud's messages. */
export interface MessagingFacts {
  /** What a stream's shards bear. */
  readonly shard: ShardLimits;
  /** Calls for records that a shard answers each second, of all its readers together or of each group of them. */
  readonly pollsPerSecond: number;
  /** Whether all consumers together have so many, or each consumer group has. */
  readonly pollsShared: boolean;
  /** Whether readers agree on shards in a table of their own; else the stream knows groups of readers. */
  readonly leases: boolean;
  /** Whether programs enter a stream as a user, with a token, instead of as their machine. */
  readonly login: boolean;
  /** Port of its broker, where that is not 443. */
  readonly port?: number;
}

/** What its load balancers ask for. */
export interface BalancerFacts {
  /** Different zones at least that it stands in, each by a subnet. */
  readonly zones: number;
  /** Longest prefix of its subnets. */
  readonly longestPrefix: number;
  /** Whether one subnet lies in all zones. */
  readonly regional: boolean;
  /** Its certificates, and where it notes requests. */
  readonly certificate: { readonly form: RegExp; readonly example: string };
  readonly logs: { readonly form: RegExp; readonly words: string };
}

const MB = 1_000_000;

/** What a cluster must know of a cloud beside its machines, prices and limits. */
export interface CloudFacts {
  /** As errors name it. */
  readonly title: string;
  /** What its interfaces for tightly coupled work are called. */
  readonly fabric: string;
  /** How its managed NFS service is mounted, and what it listens on. */
  readonly nfs: { readonly type: 'nfs' | 'nfs4'; readonly ports: readonly ServicePorts[] };
  /** Hooks from its object storage. */
  readonly hook: { readonly form: RegExp; readonly example: string };
  /** Machines at most that it keeps on distinct hardware in a zone; no such limit where absent. */
  readonly mostSpreadAZone?: number;
  /** Whether a fixed number of machines on a fabric is one pool, whose machines boot before they have names. */
  readonly fabricPools: boolean;
  /** Days after which an object may change to infrequent access, at least. */
  readonly infrequentAccessFromDays: number;
  /** Whether it runs a small program as it is given; else it asks for an image in a registry. */
  readonly functions: boolean;
  readonly messaging: MessagingFacts;
  readonly balancer: BalancerFacts;
}

const TCP_2049 = { protocol: 'tcp', first: 2049, last: 2049 } as const;

const CLOUDS: { readonly [provider in Catalogue['provider']]: CloudFacts } = {
  aws: {
    title: 'AWS',
    fabric: 'EFA',
    nfs: { type: 'nfs4', ports: [TCP_2049] },
    hook: { form: /^s3:\/\/[a-z0-9.-]+\/\S+$/, example: 's3://bucket/key' },
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html: seven running instances a zone.
    mostSpreadAZone: 7,
    fabricPools: false,
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
    infrequentAccessFromDays: 30,
    functions: true,
    messaging: {
      // 1 MB is 1,048,576 bytes there; the smaller one errs on the safe side:
      // https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
      shard: { recordsPerSecond: 1000, bytesPerSecond: MB, readBytesPerSecond: 2 * MB, bytesPerRecord: MB },
      pollsPerSecond: 5,
      pollsShared: true,
      leases: true,
      login: false,
    },
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
    balancer: {
      zones: 2,
      longestPrefix: 27,
      regional: false,
      certificate: {
        form: /^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate\/[A-Za-z0-9-]+$/,
        example: 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-...',
      },
      logs: { form: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, words: 'name of a bucket' },
    },
  },
  oci: {
    title: 'OCI',
    fabric: 'RDMA',
    // NFS 3 alone, with rpcbind, the mount protocol and locks:
    // https://docs.oracle.com/en-us/iaas/Content/File/Tasks/securitylistsfilestorage.htm
    nfs: {
      type: 'nfs',
      ports: [
        { protocol: 'tcp', first: 111, last: 111 },
        { protocol: 'tcp', first: 2048, last: 2050 },
        { protocol: 'udp', first: 111, last: 111 },
        { protocol: 'udp', first: 2048, last: 2048 },
      ],
    },
    fabricPools: true,
    hook: { form: /^oci:\/\/[A-Za-z0-9._-]+\/\S+$/, example: 'oci://bucket/key' },
    // https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/usinglifecyclepolicies.htm
    infrequentAccessFromDays: 1,
    // https://docs.oracle.com/en-us/iaas/Content/Functions/Concepts/functionsoverview.htm
    functions: false,
    messaging: {
      // https://docs.oracle.com/en-us/iaas/Content/Streaming/Concepts/streamingoverview.htm
      shard: { bytesPerSecond: MB, readBytesPerSecond: 2 * MB, bytesPerRecord: MB },
      pollsPerSecond: 5,
      pollsShared: false,
      leases: false,
      // https://docs.oracle.com/en-us/iaas/Content/Streaming/Tasks/kafkacompatibility.htm
      login: true,
      port: 9092,
    },
    // https://docs.oracle.com/en-us/iaas/Content/Balance/Concepts/load_balancer_types.htm
    balancer: {
      zones: 1,
      // Two private addresses in a regional subnet, or three: not Oracle's bound, but room for them beside others'.
      longestPrefix: 28,
      regional: true,
      certificate: { form: /^ocid1\.certificate\.[A-Za-z0-9._-]+$/, example: 'ocid1.certificate.oc1.iad...' },
      logs: { form: /^ocid1\.loggroup\.[A-Za-z0-9._-]+$/, words: 'OCID of a log group' },
    },
  },
};

/** What clusters must know of the catalogue's cloud. */
export function cloudFacts({ provider }: Pick<Catalogue, 'provider'>): CloudFacts {
  return CLOUDS[provider];
}
