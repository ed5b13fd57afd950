import { acknowledgementExpired } from './acknowledgement-expired';
import { acknowledgementOfError } from './acknowledgement-of-error';
import { acknowledgementUntil } from './acknowledgement-until';
import { acknowledgementUnused } from './acknowledgement-unused';
import { acknowledgementWithoutReason } from './acknowledgement-without-reason';

/** Rules about what an author accepts. */
export const ACKNOWLEDGEMENT = [
  acknowledgementExpired,
  acknowledgementOfError,
  acknowledgementUntil,
  acknowledgementUnused,
  acknowledgementWithoutReason,
] as const;
