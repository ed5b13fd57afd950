import { App, Stack } from 'aws-cdk-lib/core';
import { HpcCluster } from 'terrane/aws-cdk';
import { ocean } from './ocean';

/** The app that is deployed, and the cluster in it. */
export function declare(): { readonly app: App; readonly cluster: HpcCluster } {
  const app = new App();
  const stack = new Stack(app, 'Ocean', { env: { region: 'us-east-1' } });
  return { app, cluster: new HpcCluster(stack, 'Cluster', ocean) };
}
