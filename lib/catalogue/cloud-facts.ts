import type { Catalogue } from './facts';

/** Ports that clients of a service connect to. */
export interface ServicePorts {
  readonly protocol: 'tcp' | 'udp';
  readonly first: number;
  readonly last: number;
}

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
  },
};

/** What clusters must know of the catalogue's cloud. */
export function cloudFacts({ provider }: Pick<Catalogue, 'provider'>): CloudFacts {
  return CLOUDS[provider];
}
