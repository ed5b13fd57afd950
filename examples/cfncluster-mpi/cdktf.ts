import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { HpcCluster, MpiCluster } from 'terrane/cdktf-aws';
import { batch, interactive } from './declaration';

const app = new App();
const tight = new TerraformStack(app, 'Interactive');
new AwsProvider(tight, 'Aws', { region: 'us-east-1' });
new MpiCluster(tight, 'Mpi', interactive);

const loose = new TerraformStack(app, 'Batch');
new AwsProvider(loose, 'Aws', { region: 'us-east-1' });
new HpcCluster(loose, 'Hpc', batch);
app.synth();
