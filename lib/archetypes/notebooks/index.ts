export {
  type DirectoryAccountsProps,
  type DirectoryUids,
  fromDirectory,
  fromLogins,
  type LoginAccountsProps,
  type NotebookAccounts,
  type ProvisionProps,
} from './account-sources';
export {
  type NodesNeeded,
  planNodes,
  planSessions,
  type SessionCapacity,
  type SessionRoom,
  type SessionSize,
} from './capacity';
export {
  type ClusterAttributes,
  type ClusterHomeAttributes,
  type ClusterNetworkAttributes,
  type ClusterPartitionAttributes,
  type ClusterUserAttributes,
  fromClusterAttributes,
  type NotebookCluster,
} from './front/attributes';
export { clusterAttributesOf, type Deployed, sessionsSeen } from './front/deployed';
export {
  type AllowedPeople,
  type NotebookIdentity,
  type OidcProps,
  type OneUserProps,
  oidc,
  oneUser,
  type ProxyHeaderProps,
  proxyHeader,
} from './identity';
export {
  type ImageKernelProps,
  image,
  julia,
  type KernelAccessProps,
  type NotebookKernel,
  type PythonKernelProps,
  python,
  type RKernelProps,
  r,
  type SparkKernelProps,
  type SparkVersion,
  spark,
} from './kernels';
export {
  type InClusterProps,
  type InPartitionsProps,
  inCluster,
  inPartitions,
  type MachineOfferProps,
  type MachineRequestProps,
  type MachinesNetworkProps,
  type OnGatewayProps,
  type OnMachinesProps,
  onGateway,
  onMachines,
  type SessionPlacement,
} from './placement';
export type * from './props';
export {
  type NotebookHomesProps,
  type NotebookStore,
  type SharedFolderProps,
  type SshfsProps,
  sshfs,
} from './storage-props';
export {
  type AcmeProps,
  acme,
  type BalancerProps,
  balancer,
  type CertificateProps,
  certificate,
  type NotebookTls,
} from './tls';
