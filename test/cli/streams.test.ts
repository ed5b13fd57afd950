import { EventEmitter } from 'node:events';
import { outliveReaders } from '../../lib/cli/streams';

const failed = (code: string) => Object.assign(new Error(`write ${code}`), { code });

describe('a stream', () => {
  test('whose reader leaves is written to in vain', () => {
    const [one, other] = [new EventEmitter(), new EventEmitter()];
    const unread = outliveReaders(one, other);
    expect(unread()).toBe(false);
    other.emit('error', failed('EPIPE'));
    other.emit('error', failed('EPIPE'));
    expect(unread()).toBe(true);
  });

  test('that fails otherwise is a failure', () => {
    const stream = new EventEmitter();
    const unread = outliveReaders(stream);
    expect(() => stream.emit('error', failed('ENOSPC'))).toThrow('write ENOSPC');
    expect(unread()).toBe(false);
  });
});
