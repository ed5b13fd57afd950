/** Ids that a cluster's machines learn when they boot. */
export interface ClusterIds {
  readonly bundle: { readonly bucket: string; readonly key: string; readonly sha256: string };
  readonly results: string;
  readonly munge: string;
  readonly signal: { readonly resource: string; readonly stack: string };
  readonly state: string;
  readonly home: string;
}

export function clusterDocument(name: string, ids: ClusterIds): string {
  const head = `head.${name}.terrane.internal`;
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

export function partitionDocument(ids: { subnet: string; template: string; version: string }): string {
  const document = {
    interfaces: 0,
    machines: ['c5.9xlarge'],
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
