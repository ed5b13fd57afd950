import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { MpiCluster } from 'terrane/cdktf-aws';
import { ocean } from './declaration';

const app = new App();
const stack = new TerraformStack(app, 'Mpas');
new AwsProvider(stack, 'Aws', { region: 'us-west-2' });
new MpiCluster(stack, 'Ocean', ocean);
app.synth();
