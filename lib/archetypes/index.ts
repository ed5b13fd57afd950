export type { Design, DesignContext, MachineNames } from './context';
export type * from './hpc/props';
export { designHpcCluster } from './hpc-cluster';
export { designMpiCluster, type MpiClusterProps, type MpiNodesProps } from './mpi-cluster';
export { designNotebookGateway } from './notebook-gateway';
export * from './notebooks';
export * from './streaming';
export { designStreamingWorkers } from './streaming-workers';
