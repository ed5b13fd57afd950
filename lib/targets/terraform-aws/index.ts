export type { TerraformClusterProps } from './cluster-props';
export { HpcCluster, type HpcClusterProps } from './hpc-cluster';
export { MpiCluster, type MpiClusterProps } from './mpi-cluster';
export { NotebookGateway, type NotebookGatewayProps } from './notebook-gateway';
export { StreamingWorkers, type StreamingWorkersProps } from './streaming-workers';
