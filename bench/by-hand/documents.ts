/** Ids that a cluster's machines learn when they boot. */
export interface ClusterIds {
  /** Host name of the head. */
  readonly head: string;
  readonly bundle: { readonly bucket: string; readonly key: string; readonly sha256: string };
  readonly results: string;
  readonly munge: string;
  readonly signal: { readonly resource: string; readonly stack: string };
  readonly state: string;
  readonly home: string;
}

export function clusterDocument(name: string, ids: ClusterIds): string {
  const { head } = ids;
  const { bucket, key, sha256 } = ids.bundle;
  const document = {
    bundle: { bucket, key, sha256 },
    cluster: name,
    head,
    mounts: [{ path: '/home', roles: ['login', 'compute'], source: `${head}:/home`, type: 'nfs4' }],
    partitions: ['compute'],
    results: ids.results,
    secrets: { munge: ids.munge },
    signal: ids.signal,
    volumes: [
      { filesystem: 'xfs', id: ids.state, mount: '/var/lib/terrane/state', name: 'state' },
      { export: '/home', filesystem: 'xfs', id: ids.home, mount: '/home', name: 'home' },
    ],
  };
  return JSON.stringify(document, null, 2);
}

/** What the head launches nodes by. */
export interface PartitionIds {
  readonly machine: string;
  /** Interfaces of a fabric. */
  readonly interfaces: number;
  readonly subnet: string;
  readonly template: string;
  readonly version: string;
}

export function partitionDocument(ids: PartitionIds): string {
  const document = {
    interfaces: ids.interfaces,
    machines: [ids.machine],
    max: 29,
    min: 0,
    onDemandFallback: false,
    partition: 'compute',
    placement: 'cluster',
    pricing: 'on-demand',
    subnets: [ids.subnet],
    template: ids.template,
    templateVersion: ids.version,
  };
  return JSON.stringify(document, null, 2);
}
