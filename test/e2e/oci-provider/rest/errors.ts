import { VERSION } from '../schema/shape';
import { isObject, type Json } from './json';

export interface Refusal {
  readonly status: number;
  readonly body: Json | undefined;
  readonly requestId: string;
  readonly target: string;
}

/** What the API refused. */
export class ServiceError extends Error {
  readonly status: number;
  readonly code: string;

  constructor({ status, body, requestId, target }: Refusal) {
    const told = isObject(body) ? body : {};
    const code = String(told['code'] ?? 'Unknown');
    super(
      [
        `${status}-${code}, ${String(told['message'] ?? 'the service gave no message')}`,
        `Request Target: ${target}`,
        `Provider version: ${VERSION} (stand-in)`,
        `OPC request ID: ${requestId}`,
      ].join('\n'),
    );
    this.status = status;
    this.code = code;
  }
}

export const isAbsent = (error: unknown): boolean => error instanceof ServiceError && error.status === 404;
