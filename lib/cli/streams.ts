/** Where a command writes, and where it stands: so that it can be called without a process of its own. */
export interface Surroundings {
  /** Results: stdout. */
  out(text: string): void;
  /** Progress and complaints: stderr. */
  err(text: string): void;
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** Width of the terminal that `err` writes to; absent where it is none. */
  readonly columns?: number;
  /** Whether nobody reads any more what is written. */
  readonly unread?: () => boolean;
}

/** Keeps the command going where a reader leaves before the end, as `head` does. @returns whether one has left */
export function outliveReaders(...streams: readonly NodeJS.EventEmitter[]): () => boolean {
  let left = false;
  for (const stream of streams)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      left = true;
    });
  return () => left;
}

export const EXIT = {
  fine: 0,
  /** The declaration has errors. */
  errors: 1,
  /** The command was not used as it must be, or could not be carried out. */
  misuse: 2,
} as const;

/** The command cannot go on, and why; not a mistake in the declaration. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}
