const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** A word as bash reads it back literally. */
export function quote(word: string): string {
  if (PLAIN.test(word)) return word;
  if (/[$`'\n\r\t]/.test(word)) return `$'${word.replace(/[\\$`'\n\r\t]/g, escaped)}'`;
  return `'${word}'`;
}

export function quoteAll(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

const ESCAPES: { readonly [character: string]: string } = {
  '\\': '\\\\',
  // By number: an expression within quotes would read as a mistake.
  $: '\\x24',
  '`': '\\x60',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escaped(character: string): string {
  return ESCAPES[character] as string;
}

/** A command that reads `text` from its standard input, literally. */
export function withInput(command: string, text: string): string[] {
  let end = 'END';
  while (text.split('\n').includes(end)) end = `${end}_`;
  return [`${command} <<'${end}'`, ...text.replace(/\n$/, '').split('\n'), end];
}

/** Lines set two spaces further in, except the inside of here-documents, which is literal. */
export function indent(lines: readonly string[]): string[] {
  let end: string | undefined;
  return lines.map((line) => {
    if (end !== undefined) {
      if (line === end) end = undefined;
      return line;
    }
    end = /<<'(\w+)'/.exec(line)?.[1];
    return line === '' ? line : `  ${line}`;
  });
}
