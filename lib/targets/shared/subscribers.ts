import { createHash } from 'node:crypto';
import type { TopicPart } from '../../blueprint';

/** Every address that is told, once. */
export function subscribers({ emails }: TopicPart): readonly string[] {
  return [...new Set(emails)];
}

/** Construct id of an address's subscription: it stays when other addresses come and go, so nobody has to confirm again. */
export function subscriptionId(email: string): string {
  return `Email${createHash('sha256').update(email).digest('hex').slice(0, 8)}`;
}
