import type { HostState, Progress, Status } from '../../rehearsal';
import type { Surroundings } from '../streams';
import { changeLine, hostLines } from './hosts-table';
import { shortOcids } from './ocids';

/** Between two lines of the same work, where lines cannot be redrawn. */
const EVERY_MS = 5000;

/**
 * What is seen while something goes on: lines that stay, and below them, on a terminal, the hosts and the work of this
 * moment, redrawn in place. In a file every change is a line.
 */
export class Screen implements Progress {
  private hosts: readonly string[] = [];
  private work = '';
  private drawn = 0;
  private told = { stage: '', at: 0 };
  private readonly seen = new Map<string, string>();

  constructor(private readonly surroundings: Surroundings) {}

  note(line: string): void {
    this.erase();
    this.surroundings.err(`${line}\n`);
    this.work = '';
    this.draw();
  }

  now(line: string): void {
    if (this.columns === undefined) {
      this.tellSometimes(line);
      return;
    }
    this.erase();
    this.work = line;
    this.draw();
  }

  /** What is worth a look while it happens, and no line in a file. */
  passing(line: string): void {
    if (this.columns !== undefined) this.now(line);
  }

  /** The hosts as they are now. */
  status({ hosts }: Status): void {
    if (this.columns === undefined) {
      for (const line of this.changes(hosts)) this.surroundings.err(`${line}\n`);
      return;
    }
    this.erase();
    this.hosts = hosts.length === 0 ? [] : hostLines(hosts);
    this.draw();
  }

  /** Leaves what is drawn and begins anew below it. */
  settle(): void {
    this.erase();
    this.hosts = [];
    this.work = '';
  }

  private get columns(): number | undefined {
    return this.surroundings.columns;
  }

  private tellSometimes(line: string): void {
    const stage = line.replace(/ \(\d+ s\)$/, '');
    if (stage === this.told.stage && Date.now() - this.told.at < EVERY_MS) return;
    this.told = { stage, at: Date.now() };
    this.surroundings.err(`${line}\n`);
  }

  private changes(hosts: readonly HostState[]): string[] {
    const lines = hosts.flatMap((host) => {
      const line = changeLine(host);
      if (this.seen.get(host.id) === line) return [];
      this.seen.set(host.id, line);
      return [line];
    });
    const gone = [...this.seen.keys()].filter((id) => !hosts.some((host) => host.id === id));
    for (const id of gone) this.seen.delete(id);
    return [...lines, ...gone.map((id) => `${shortOcids(id)} is gone`)];
  }

  private erase(): void {
    if (this.drawn > 0) this.surroundings.err(`\x1b[${this.drawn}A\x1b[J`);
    this.drawn = 0;
  }

  private draw(): void {
    if (this.columns === undefined) return;
    const lines = [...this.hosts, ...(this.work === '' ? [] : [this.work])];
    // A line that wraps would be two to erase.
    const width = Math.max(20, this.columns - 1);
    for (const line of lines) this.surroundings.err(`${line.slice(0, width)}\n`);
    this.drawn = lines.length;
  }
}
