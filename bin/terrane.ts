#!/usr/bin/env node
import { main } from '../lib/cli/main';
import { outliveReaders } from '../lib/cli/streams';

main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  folder: process.cwd(),
  unread: outliveReaders(process.stdout, process.stderr),
  ...(process.stderr.isTTY ? { columns: process.stderr.columns } : {}),
}).then((code) => {
  process.exitCode = code;
});
