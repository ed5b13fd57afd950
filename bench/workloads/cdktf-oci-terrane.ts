import { App, TerraformStack } from 'cdktf';
import { MpiCluster } from 'terrane/cdktf-oci';
import { OciProvider } from 'terrane/oci/provider';
import { oceanOnOci } from '../../examples/mpas-ocean/oci-declaration';
import { frankfurt } from '../../examples/oci-cluster/place';
import type { Workload } from '../workload';

/** Without the checks of native resources, which a hand-written app has none of. */
export const workload: Workload = withChecks(false);

/** As users have it. */
export const checked: Workload = withChecks(true);

function withChecks(checks: boolean): Workload {
  return ({ clusters, outdir }) => {
    const app = new App({ outdir, skipValidation: !checks });
    for (const { stack: stackId, id } of clusters) {
      const stack = new TerraformStack(app, stackId);
      new OciProvider(stack, 'Oci', { region: frankfurt.region });
      new MpiCluster(stack, id, { ...oceanOnOci, place: frankfurt });
    }
    return () => app.synth();
  };
}
