import { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import { LbTargetGroupAttachment } from '@cdktf/provider-aws/lib/lb-target-group-attachment/index.js';
import { type BalancerPart, ref } from '../../../blueprint';
import { DRAIN_SECONDS, HEALTH, LISTENED, TLS_POLICY } from '../../aws/balancing';
import { given } from '../../terraform/given';
import type { Renderer, Rendering } from '../rendering';

/** An Application Load Balancer with its listeners and its one target. What it waits for: `relations/waits.ts`. */
export const renderBalancer: Renderer<'balancer'> = (part, rendering) => {
  const home = rendering.home(part);
  const tags = rendering.tags(part);
  const balancer = new Lb(home, 'Resource', {
    loadBalancerType: 'application',
    internal: !part.open,
    ipAddressType: 'ipv4',
    subnets: part.subnets.map((subnet) => rendering.text(ref(subnet, 'id'), part)),
    securityGroups: [rendering.text(ref(part.securityGroup, 'id'), part)],
    idleTimeout: part.idleSeconds,
    dropInvalidHeaderFields: true,
    xffHeaderProcessingMode: 'append',
    enableDeletionProtection: false,
    ...given({ accessLogs: logsOf(part, rendering) }),
    tags,
  });
  const targets = new LbTargetGroup(home, 'Targets', targetsOf(part, rendering));
  const target = new LbTargetGroupAttachment(home, 'Target', {
    targetGroupArn: targets.arn,
    targetId: rendering.text(ref(part.target, 'id'), part),
    port: part.targetPort,
  });
  const https = new LbListener(home, 'Https', {
    loadBalancerArn: balancer.arn,
    port: LISTENED.https,
    protocol: 'HTTPS',
    sslPolicy: TLS_POLICY,
    certificateArn: rendering.text(part.certificate, part),
    defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }],
    tags,
  });
  const http = new LbListener(home, 'Http', {
    loadBalancerArn: balancer.arn,
    port: LISTENED.http,
    protocol: 'HTTP',
    defaultAction: [
      { type: 'redirect', redirect: { protocol: 'HTTPS', port: `${LISTENED.https}`, statusCode: 'HTTP_301' } },
    ],
    tags,
  });
  return {
    native: balancer,
    resources: [balancer, targets, target, https, http],
    attributes: { address: () => balancer.dnsName },
  };
};

function logsOf(part: BalancerPart, rendering: Rendering) {
  const bucket = rendering.optionalText(part.logs, part);
  return bucket === undefined ? undefined : { enabled: true, bucket };
}

// A load balancer does not look at who made a target's certificate: the security groups say who speaks to whom.
function targetsOf(part: BalancerPart, rendering: Rendering) {
  const { network } = rendering.blueprint.partOf('securityGroup', part.securityGroup);
  return {
    vpcId: rendering.text(ref(network, 'id'), part),
    targetType: 'instance',
    protocol: 'HTTPS',
    port: part.targetPort,
    deregistrationDelay: `${DRAIN_SECONDS}`,
    healthCheck: {
      protocol: 'HTTPS',
      path: part.healthPath,
      interval: HEALTH.intervalSeconds,
      timeout: HEALTH.timeoutSeconds,
      healthyThreshold: HEALTH.healthyAfter,
      unhealthyThreshold: HEALTH.unhealthyAfter,
      matcher: HEALTH.answers,
    },
    tags: rendering.tags(part),
  };
}
