import { App, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { cluster } from '../by-hand/cdk';
import type { Workload } from '../workload';

export const workload: Workload = ({ clusters, outdir, materials }) => {
  const app = new App({ outdir });
  for (const { stack, id, name } of clusters) cluster(new Construct(new Stack(app, stack), id), name, materials);
  return () => app.synth();
};
