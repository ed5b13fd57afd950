import { grouped } from '../../reports/numbers';

/** What a driver, or a queue's worker, writes every ten seconds, as it is. Times are ISO 8601, UTC. */
export interface ArchiveProgress {
  readonly chunks: number;
  readonly done: number;
  readonly failed: number;
  /** Chunks a second. */
  readonly rate: number;
  readonly requestsPerSecond: number;
  /** Requests a second that the source bears. */
  readonly cap?: number | null;
  /** `null`: a queue's workers do not know of each other. */
  readonly workers: number | null;
  readonly started: string;
  readonly estimatedEnd: string | null;
  readonly updated: string;
  /** e.g. `running`, `waiting for workers`, `done` */
  readonly state: string;
}

/** Whether nothing more will come. */
export function isOver({ state }: ArchiveProgress): boolean {
  return state === 'done';
}

/** How far an archive is, in one line. */
export function archiveLine({ state, done, failed, chunks, rate, updated }: ArchiveProgress): string {
  return `${updated} ${state}: ${grouped(done)} of ${grouped(chunks)} done, ${grouped(failed)} failed, ${rate} a second`;
}

/** The same as a table. */
export function archiveTable(progress: ArchiveProgress, now: Date): string {
  const { state, chunks, done, failed, rate, workers, started, estimatedEnd, updated } = progress;
  const rows: [string, string][] = [
    ['state', state],
    ['done', `${grouped(done)} of ${grouped(chunks)}${share(done, chunks)}`],
    ['failed', `${grouped(failed)}${failed === 0 ? '' : ', see --dead'}`],
    ['rate', `${rate} pieces a second`],
    // A queue's worker asks no source.
    ...(workers === null
      ? []
      : ([
          ['requests', requests(progress)],
          ['workers', grouped(workers)],
        ] as [string, string][])),
    ['started', started],
    ['estimated end', estimatedEnd === null ? 'not known' : `${estimatedEnd}, ${until(new Date(estimatedEnd), now)}`],
    ['updated', `${updated}, ${span(now.getTime() - Date.parse(updated))} ago${silence(progress, now)}`],
  ];
  const shown = isOver(progress) ? rows.filter(([name]) => name !== 'estimated end') : rows;
  return shown.map(([name, words]) => `  ${name.padEnd(WIDTH)}  ${words}\n`).join('');
}

const WIDTH = 'estimated end'.length;

function share(done: number, chunks: number): string {
  // Rounded down: all is done when all is done.
  return chunks === 0 ? '' : ` (${(Math.floor((done / chunks) * 1000) / 10).toFixed(1)} %)`;
}

function requests({ requestsPerSecond, cap }: ArchiveProgress): string {
  const words = `${requestsPerSecond} a second`;
  if (cap === undefined || cap === null) return words;
  return `${words} of ${cap} (${Math.round((requestsPerSecond / cap) * 100)} % of the cap)`;
}

/** Six times what lies between two writes. */
const SILENT_MS = 60_000;

function silence(progress: ArchiveProgress, now: Date): string {
  const silent = !isOver(progress) && now.getTime() - Date.parse(progress.updated) > SILENT_MS;
  return silent ? ': nobody writes it any more' : '';
}

function until(end: Date, now: Date): string {
  const left = end.getTime() - now.getTime();
  return left < 0 ? 'over' : `in ${span(left)}`;
}

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

/** e.g. `12 s`, `7 min`, `3 h 20 min`, `2 d 4 h` */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ${Math.floor((seconds % HOUR) / MINUTE)} min`;
  return `${Math.floor(seconds / DAY)} d ${Math.floor((seconds % DAY) / HOUR)} h`;
}
