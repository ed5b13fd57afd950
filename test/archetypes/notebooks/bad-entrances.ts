import { acme, type BalancerProps, balancer, type NotebookGatewayProps, proxyHeader } from '../../../lib';
import type { BadGateway } from './bad-declarations';

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21';
const SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/one-Ab3dEf';

const CAMPUS = {
  id: 'vpc-0a1b2c3d4e5f60718',
  subnets: [{ id: 'subnet-machines', zone: 'us-east-1a', cidr: '10.20.16.0/20' }],
};
const OWN = [
  { id: 'subnet-one', zone: 'us-east-1a', cidr: '10.20.1.0/24', reach: 'public' },
  { id: 'subnet-two', zone: 'us-east-1b', cidr: '10.20.2.0/24', reach: 'public' },
] as const;

/** A gateway behind a load balancer, made of one with nothing wrong. */
export function behind(good: NotebookGatewayProps, tls: Partial<BalancerProps> = {}, change: object = {}) {
  return { ...good, tls: balancer({ certificate: CERTIFICATE, ...tls }), ...change };
}

/** In the institution's own network, with subnets for the load balancer. */
export function onCampus(good: NotebookGatewayProps, tls: Partial<BalancerProps> = {}, change: object = {}) {
  return behind(good, { subnets: OWN, ...tls }, { network: CAMPUS, ...change });
}

/** Ways to get the load balancer wrong. */
export function badEntrances(good: NotebookGatewayProps): BadGateway[] {
  const { openTo: _, ...closed } = good;
  const [one, two] = OWN;
  return [
    {
      given: 'a secret for the certificate of a load balancer',
      code: 'balancer-certificate',
      says: 'a certificate looks like arn:aws:acm:',
      props: behind(good, { certificate: SECRET }),
    },
    {
      given: 'a certificate of another Region',
      code: 'certificate-other-region',
      says: 'given one of eu-west-1, but the load balancer stands in us-east-1',
      props: behind(good, { certificate: CERTIFICATE.replace('us-east-1', 'eu-west-1') }),
    },
    {
      given: 'an address for the logs of a load balancer',
      code: 'balancer-logs',
      says: 'logs is the name of a bucket',
      props: behind(good, { logs: 's3://campus-logs/hub' }),
    },
    {
      given: 'a load balancer that nobody may reach',
      code: 'balancer-for-nobody',
      says: 'Give openTo',
      props: behind(closed),
    },
    {
      given: 'a load balancer in one zone by name',
      code: 'balancer-needs-zones',
      says: 'a load balancer stands in 2 zones',
      props: behind(good, {}, { network: { zones: ['us-east-1a'] } }),
    },
    {
      given: 'subnets for a load balancer in a new network',
      code: 'balancer-subnets-of-new',
      says: 'the network is a new one',
      props: behind(good, { subnets: OWN }),
    },
    {
      given: 'nodes where the load balancer goes',
      code: 'cidr-overlap',
      says: 'of which the load balancer takes the end',
      props: behind(good, {}, { network: { nodeCidrs: ['10.0.240.0/20'] } }),
    },
    {
      given: 'a load balancer in an own network without subnets',
      code: 'balancer-needs-subnets',
      says: 'one in each of 2 zones or more',
      props: behind(good, {}, { network: CAMPUS }),
    },
    {
      given: 'two subnets of one zone for a load balancer',
      code: 'balancer-needs-subnets',
      says: 'given 2 in 1 zones',
      props: onCampus(good, { subnets: [one, { ...two, zone: one.zone }] }),
    },
    {
      given: 'a subnet for a load balancer without its block',
      code: 'balancer-subnet-cidr',
      says: 'the gateway must know the addresses',
      props: onCampus(good, { subnets: [one, { id: two.id, zone: two.zone, reach: 'public' }] }),
    },
    {
      given: 'a subnet for a load balancer with 16 addresses',
      code: 'balancer-subnet-too-small',
      says: 'a prefix of /27 at most',
      props: onCampus(good, { subnets: [one, { ...two, cidr: '10.20.2.0/28' }] }),
    },
    {
      given: 'a private subnet for a load balancer of the internet’s',
      code: 'balancer-subnet-reach',
      says: "Give public subnets, with reach: 'public'",
      props: onCampus(good, { subnets: [one, { ...two, reach: 'nat' }] }),
    },
    {
      given: 'a load balancer beside the machines, whose programs could speak for the identity proxy',
      code: 'balancer-beside-machines',
      says: 'programs on them could say that they are the load balancer',
      props: onCampus(
        { ...closed, identity: proxyHeader({ from: ['10.20.0.10/32'], allowedDomains: ['example.edu'] }) },
        {
          subnets: [
            { id: 'subnet-machines', zone: 'us-east-1a', cidr: '10.20.16.0/20' },
            { id: two.id, zone: two.zone, cidr: two.cidr },
          ],
        },
      ),
    },
    {
      given: 'a directory of an authority without TLS',
      code: 'acme-directory',
      says: 'a directory is an https address',
      props: { ...good, tls: acme({ email: 'hpc@example.edu', directory: 'http://ca.example.edu/acme' }) },
    },
    {
      given: 'a word that the load balancer does not know',
      code: 'property-unknown',
      says: 'arn',
      props: behind(good, { arn: CERTIFICATE } as object),
    },
  ];
}
