import Table from 'cli-table3';

/** Columns of the widest output. */
export const WIDTH = 120;

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Takes what the others leave, and wraps. At most one column. */
  readonly fill?: boolean;
}

const GAP = 2;
const INDENT = 2;
const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: ' '.repeat(INDENT),
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};

/** A table of plain text: no lines, no colours, the same on a terminal and in a file. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, index) => longest([title, ...rows.map((row) => row[index] ?? '')]));
  const taken = columns.reduce((sum, { fill }, index) => sum + (fill === true ? 0 : (widths[index] ?? 0)), 0);
  const left = WIDTH - INDENT - GAP * (columns.length - 1) - taken;
  const drawn = new Table({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: widths.map((width, index) => (columns[index]?.fill === true ? Math.min(width, left) : width)),
    wordWrap: true,
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  drawn.push(...rows.flatMap(lineByLine));
  return trimmed(drawn.toString());
}

/**
 * A row with one cell of several lines, as several rows: without lines between rows it is drawn the same, and the package takes
 * a time that grows with the square of a cell's length.
 */
function lineByLine(row: readonly string[]): string[][] {
  const tall = row.filter((cell) => cell.includes('\n'));
  if (tall.length !== 1) return [[...row]];
  const at = row.indexOf(tall[0] as string);
  return (tall[0] as string).split('\n').map((line, index) =>
    row.map((cell, column) => {
      if (column === at) return line;
      return index === 0 ? cell : '';
    }),
  );
}

function longest(cells: readonly string[]): number {
  return Math.max(...cells.flatMap((cell) => cell.split('\n')).map((line) => line.length));
}

function trimmed(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
