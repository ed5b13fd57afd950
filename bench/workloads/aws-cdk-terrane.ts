import { App, Stack } from 'aws-cdk-lib/core';
import { MpiCluster } from 'terrane/aws-cdk';
import { ocean } from '../../examples/mpas-ocean/declaration';
import type { Workload } from '../workload';

export const workload: Workload = ({ clusters, outdir }) => {
  const app = new App({ outdir });
  for (const { stack, id } of clusters) new MpiCluster(new Stack(app, stack), id, ocean);
  return () => app.synth();
};
