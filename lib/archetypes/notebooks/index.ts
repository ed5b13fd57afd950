export {
  type NodesNeeded,
  planNodes,
  planSessions,
  type SessionCapacity,
  type SessionRoom,
  type SessionSize,
} from './capacity';
export {
  type AllowedPeople,
  type NotebookIdentity,
  type OidcProps,
  type OneUserProps,
  oidc,
  oneUser,
  type ProxyHeaderProps,
  proxyHeader,
} from './identity';
export {
  type InPartitionsProps,
  inPartitions,
  type OnGatewayProps,
  onGateway,
  type SessionPlacement,
} from './placement';
export type * from './props';
export { type AcmeProps, acme, type CertificateProps, certificate, type NotebookTls } from './tls';
