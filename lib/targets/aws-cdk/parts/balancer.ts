import { CfnListener, CfnLoadBalancer, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { CfnTag } from 'aws-cdk-lib/core';
import type { BalancerPart } from '../../../blueprint';
import { balancerAttributes, DRAIN_SECONDS, HEALTH, LISTENED, TLS_POLICY } from '../../aws/balancing';
import type { Renderer, Rendering } from '../rendering';

/** An Application Load Balancer with its listeners and its one target. Its ways to the world: relations/order.ts. */
export const renderBalancer: Renderer<'balancer'> = (part, rendering) => {
  const place = rendering.place(part);
  const tags = rendering.nameTag(part);
  const balancer = new CfnLoadBalancer(place, 'Resource', {
    type: 'application',
    scheme: part.open ? 'internet-facing' : 'internal',
    ipAddressType: 'ipv4',
    subnets: rendering.attributes(part.subnets, 'id'),
    securityGroups: [rendering.attribute(part.securityGroup, 'id')],
    loadBalancerAttributes: attributesOf(part, rendering),
    tags,
  });
  const targets = new CfnTargetGroup(place, 'Targets', targetsOf(part, rendering, tags));
  const https = new CfnListener(place, 'Https', {
    loadBalancerArn: balancer.ref,
    port: LISTENED.https,
    protocol: 'HTTPS',
    sslPolicy: TLS_POLICY,
    certificates: [{ certificateArn: rendering.text(part.certificate) }],
    defaultActions: [{ type: 'forward', targetGroupArn: targets.ref }],
  });
  const http = new CfnListener(place, 'Http', {
    loadBalancerArn: balancer.ref,
    port: LISTENED.http,
    protocol: 'HTTP',
    defaultActions: [
      { type: 'redirect', redirectConfig: { protocol: 'HTTPS', port: `${LISTENED.https}`, statusCode: 'HTTP_301' } },
    ],
  });
  return { resources: [balancer, targets, https, http], attributes: { address: () => balancer.attrDnsName } };
};

function attributesOf(part: BalancerPart, rendering: Rendering): CfnLoadBalancer.LoadBalancerAttributeProperty[] {
  const logs =
    part.logs === undefined
      ? {}
      : { 'access_logs.s3.enabled': 'true', 'access_logs.s3.bucket': rendering.text(part.logs) };
  return Object.entries({ ...balancerAttributes(part), ...logs }).map(([key, value]) => ({ key, value }));
}

// A load balancer does not look at who made a target's certificate: the security groups say who speaks to whom.
function targetsOf(part: BalancerPart, rendering: Rendering, tags: CfnTag[]) {
  const { network } = rendering.blueprint.partOf('securityGroup', part.securityGroup);
  return {
    vpcId: rendering.attribute(network, 'id'),
    targetType: 'instance',
    protocol: 'HTTPS',
    port: part.targetPort,
    targets: [{ id: rendering.attribute(part.target, 'id'), port: part.targetPort }],
    healthCheckProtocol: 'HTTPS',
    healthCheckPath: part.healthPath,
    healthCheckIntervalSeconds: HEALTH.intervalSeconds,
    healthCheckTimeoutSeconds: HEALTH.timeoutSeconds,
    healthyThresholdCount: HEALTH.healthyAfter,
    unhealthyThresholdCount: HEALTH.unhealthyAfter,
    matcher: { httpCode: HEALTH.answers },
    targetGroupAttributes: [{ key: 'deregistration_delay.timeout_seconds', value: `${DRAIN_SECONDS}` }],
    tags,
  };
}
