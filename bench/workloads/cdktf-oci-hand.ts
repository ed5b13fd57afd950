import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { OciProvider } from 'terrane/oci/provider';
import { cluster } from '../by-hand/cdktf-oci';
import { PLACE } from '../by-hand/cdktf-oci/place';
import type { Workload } from '../workload';

export const workload: Workload = ({ clusters, outdir, materials }) => {
  const app = new App({ outdir, skipValidation: true });
  for (const { stack: stackId, id, name } of clusters) {
    const stack = new TerraformStack(app, stackId);
    new OciProvider(stack, 'Oci', { region: PLACE.region });
    cluster(new Construct(stack, id), name, materials);
  }
  return () => app.synth();
};
