import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { MpiCluster } from 'terrane/cdktf-aws';
import { ocean } from '../../examples/mpas-ocean/declaration';
import type { Workload } from '../workload';

export const workload: Workload = ({ clusters, outdir }) => {
  // Some of the engine's classes run `terraform version` when a stack is validated, which would hide all the rest.
  const app = new App({ outdir, skipValidation: true });
  for (const { stack: stackId, id } of clusters) {
    const stack = new TerraformStack(app, stackId);
    new AwsProvider(stack, 'Aws', { region: 'us-west-2' });
    new MpiCluster(stack, id, ocean);
  }
  return () => app.synth();
};
