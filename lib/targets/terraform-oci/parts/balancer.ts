import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { LoadBalancerBackend } from 'terrane/oci/load-balancer-backend';
import { LoadBalancerBackendSet } from 'terrane/oci/load-balancer-backend-set';
import { LoadBalancerListener } from 'terrane/oci/load-balancer-listener';
import { LoadBalancerLoadBalancer } from 'terrane/oci/load-balancer-load-balancer';
import { LoadBalancerRuleSet } from 'terrane/oci/load-balancer-rule-set';
import { LoggingLog } from 'terrane/oci/logging-log';
import { type BalancerPart, ref } from '../../../blueprint';
import type { Renderer, Rendering } from '../rendering';

/** Mbit/s, least and most: the smallest, of which each tenancy has one free of charge. */
const BANDWIDTH = { minimumBandwidthInMbps: 10, maximumBandwidthInMbps: 10 };
const PORTS = { https: 443, http: 80 };
/** https://docs.oracle.com/en-us/iaas/Content/Balance/Tasks/managingciphersuites_topic-Predefined_Cipher_Suites.htm */
const TLS = { protocols: ['TLSv1.2', 'TLSv1.3'], cipherSuiteName: 'oci-tls-12-13-wider-ssl-cipher-suite-v1' };
const HEALTH = { protocol: 'HTTP', intervalMs: 15_000, timeoutInMillis: 5_000, retries: 3, returnCode: 200 };

/** A flexible load balancer with its listeners and its one machine. What it waits for: `relations/waits.ts`. */
export const renderBalancer: Renderer<'balancer'> = (part, rendering) => {
  const home = rendering.home(part);
  const balancer = new LoadBalancerLoadBalancer(home, 'Resource', {
    compartmentId: rendering.compartmentId,
    shape: 'flexible',
    shapeDetails: BANDWIDTH,
    isPrivate: !part.open,
    isDeleteProtectionEnabled: false,
    subnetIds: part.subnets.map((subnet) => rendering.text(ref(subnet, 'id'), part)),
    networkSecurityGroupIds: [rendering.text(ref(part.securityGroup, 'id'), part)],
    ...rendering.named(part),
  });
  const { id } = balancer;
  const set = targetSet(home, id, part);
  return {
    native: balancer,
    resources: [
      balancer,
      set,
      target(home, id, set.name, part, rendering),
      ...listeners(home, id, set.name, part, rendering),
      ...logs(home, id, part, rendering),
    ],
    attributes: { address: () => balancer.ipAddressDetails.get(0).ipAddress },
  };
};

// The machine's certificate is its own, made by nobody else: the security groups say who speaks to whom.
function targetSet(home: Construct, loadBalancerId: string, part: BalancerPart): LoadBalancerBackendSet {
  return new LoadBalancerBackendSet(home, 'Targets', {
    loadBalancerId,
    name: 'gateway',
    policy: 'ROUND_ROBIN',
    healthChecker: { ...HEALTH, port: part.targetPort, urlPath: part.healthPath, isForcePlainText: false },
    sslConfiguration: { ...TLS, verifyPeerCertificate: false },
  });
}

function target(home: Construct, loadBalancerId: string, set: string, part: BalancerPart, rendering: Rendering) {
  return new LoadBalancerBackend(home, 'Target', {
    loadBalancerId,
    backendsetName: set,
    ipAddress: rendering.text(ref(part.target, 'address'), part),
    port: part.targetPort,
  });
}

function listeners(home: Construct, loadBalancerId: string, set: string, part: BalancerPart, rendering: Rendering) {
  const connectionConfiguration = { idleTimeoutInSeconds: `${part.idleSeconds}` };
  const toTls = new LoadBalancerRuleSet(home, 'ToTls', {
    loadBalancerId,
    name: 'to_tls',
    items: [
      {
        action: 'REDIRECT',
        conditions: [{ attributeName: 'PATH', attributeValue: '/', operator: 'FORCE_LONGEST_PREFIX_MATCH' }],
        redirectUri: { protocol: 'HTTPS', port: PORTS.https },
        responseCode: 301,
      },
    ],
  });
  const https = new LoadBalancerListener(home, 'Https', {
    loadBalancerId,
    name: 'https',
    port: PORTS.https,
    protocol: 'HTTP',
    defaultBackendSetName: set,
    connectionConfiguration,
    sslConfiguration: {
      ...TLS,
      certificateIds: [rendering.text(part.certificate, part)],
      serverOrderPreference: 'ENABLED',
      verifyPeerCertificate: false,
    },
  });
  const http = new LoadBalancerListener(home, 'Http', {
    loadBalancerId,
    name: 'http',
    port: PORTS.http,
    protocol: 'HTTP',
    defaultBackendSetName: set,
    connectionConfiguration,
    ruleSetNames: [toTls.name],
  });
  return [toTls, https, http];
}

const KEPT_DAYS = 30;

function logs(home: Construct, resource: string, part: BalancerPart, rendering: Rendering): TerraformResource[] {
  if (part.logs === undefined) return [];
  const { displayName, freeformTags } = rendering.named(part);
  return [
    new LoggingLog(home, 'Logs', {
      displayName,
      freeformTags,
      logGroupId: rendering.text(part.logs, part),
      logType: 'SERVICE',
      isEnabled: true,
      retentionDuration: KEPT_DAYS,
      configuration: { source: { category: 'access', resource, service: 'loadbalancer', sourceType: 'OCISERVICE' } },
    }),
  ];
}
