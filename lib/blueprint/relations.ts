/** One end of a flow: a security group part, or addresses outside. */
export type FlowEnd = { readonly group: string } | { readonly cidr: string };

/** A conversation that must be possible; whatever no flow names is closed. */
export interface Flow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly protocol: 'tcp' | 'udp' | 'all';
  /** One port, or first and last; absent for every port. */
  readonly ports?: { readonly first: number; readonly last: number };
  readonly purpose: string;
}

/**
 * What an identity may do to a part.
 *
 * | access | parts |
 * |---|---|
 * | `read` | bucket, secret, bundle, document |
 * | `readWrite` | bucket |
 * | `publish` | topic: send to it; stream: put records; queue: send messages |
 * | `consume` | stream: read records; queue: receive, hide and delete messages |
 * | `backlog` | stream, queue: see how much waits, and no message |
 * | `lease` | table: read, write and delete its items |
 * | `launch` | fleet: start machines from its template alone, and end those that it started |
 * | `attach` | disk: attach to itself, and take it over from a machine that held it before |
 * | `stop` | fleet: mark its template, so that nothing is launched from it any more |
 * | `call` | function: have it run |
 * | `log` | function: write what it prints |
 * | `signal` | gate: open it, or report the failure |
 * | `report` | machine, fleet: write its own boot status where the deployer sees it |
 * | `session` | machine, fleet: be reachable through the cloud's session service |
 */
export type Access =
  | 'read'
  | 'readWrite'
  | 'publish'
  | 'consume'
  | 'backlog'
  | 'lease'
  | 'launch'
  | 'attach'
  | 'stop'
  | 'call'
  | 'log'
  | 'signal'
  | 'report'
  | 'session';

/** An identity's permission on a part; whatever no grant names is denied. */
export interface Grant {
  readonly to: string;
  readonly access: Access;
  readonly on: string;
}
