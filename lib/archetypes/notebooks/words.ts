import type { Problems } from '../problems';
import { DNS_NAME } from './dns-name';
import type { NotebookGatewayProps } from './props';
import type { AcmeProps } from './tls';
import { refuseLiteral } from './who';

/** What a gateway leaves to the machines underneath as it is given. */
export const PASSED = [
  'home',
  'mounts',
  'results',
  'budget',
  'lease',
  'access',
  'image',
  'network',
  'encryptionKey',
  'tags',
  'clusterName',
  'quotaVcpus',
  'quotas',
  'priceBook',
  'usage',
  'acknowledge',
] as const;
const KEYS: readonly (keyof NotebookGatewayProps)[] = [
  ...PASSED,
  'host',
  'identity',
  'tls',
  'sessions',
  'sizes',
  'openTo',
  'expected',
  'policy',
  'accounts',
  'environment',
  'software',
  'homes',
  'stores',
];
const PLACEMENT_KEYS: { readonly [kind in NotebookGatewayProps['sessions']['kind']]: readonly string[] } = {
  gateway: ['kind', 'machine', 'cpuOvercommit'],
  partitions: ['kind', 'partitions', 'gateway'],
  cluster: ['kind', 'cluster', 'partitions', 'gateway'],
  machines: ['kind', 'offers', 'request', 'longest', 'tunnel', 'network', 'gateway'],
};
const TLS_KEYS: { readonly [kind in NotebookGatewayProps['tls']['kind']]: readonly string[] } = {
  certificate: ['kind', 'secret'],
  acme: ['kind', 'email', 'directory'],
  balancer: ['kind', 'certificate', 'subnets', 'logs'],
};

/** What can be wrong with single words of a declaration. */
export function checkWords(props: NotebookGatewayProps, problems: Problems): void {
  problems.onlyKeys('', props, KEYS);
  problems.onlyKeys('sessions', props.sessions, PLACEMENT_KEYS[props.sessions.kind]);
  problems.onlyKeys('tls', props.tls, TLS_KEYS[props.tls.kind]);
  problems.matching(
    'host-name',
    'host',
    props.host,
    DNS_NAME,
    'a host is a full name in lower case, e.g. notebooks.example.edu, without https:// and port.',
  );
  if (props.tls.kind === 'certificate') refuseLiteral('tls.secret', props.tls.secret, problems);
  if (props.tls.kind === 'acme') checkAuthority(props.tls, problems);
}

function checkAuthority({ email, directory }: AcmeProps, problems: Problems): void {
  problems.matching(
    'email',
    'tls.email',
    email,
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    'an address looks like hpc@example.org.',
  );
  problems.matching(
    'acme-directory',
    'tls.directory',
    directory,
    /^https:\/\/[^\s/?#@:]+(:443)?(\/[^\s?#]*)?$/,
    'a directory is an https address without port, e.g. https://acme.example.edu/directory: machines reach port 443 alone.',
  );
}
