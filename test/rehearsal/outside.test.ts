import { RehearsalError, SILENT } from '../../lib/rehearsal';
import { open } from '../../lib/rehearsal/open';
import { checkedOutside, OUTSIDE_FORM, outsideProblem } from '../../lib/rehearsal/outside';

const GOOD = 'centre.example.org:8073=127.0.0.1:18073';

test('a server is given as the control plane takes it', () => {
  expect(checkedOutside([GOOD, 'Centre.Example.ORG:443=localhost:08443', 'b.example.org:80=127.0.0.2:80'])).toEqual([
    GOOD,
    'centre.example.org:443=127.0.0.1:8443',
    'b.example.org:80=127.0.0.2:80',
  ]);
});

test.each(['', 'centre', '8073=18073', 'centre.example.org=127.0.0.1:1', `${GOOD}:1`, `${GOOD}=1`, `http://${GOOD}`])(
  'what has not the form is told with it: %j',
  (text) => {
    expect(outsideProblem(text)).toBe(`Give ${OUTSIDE_FORM}.`);
  },
);

test.each([
  ['centre:80=127.0.0.1:80', 'NAME is a host name with its domain.'],
  ['-a.example.org:80=127.0.0.1:80', 'NAME is a host name with its domain.'],
  ['192.0.2.7:80=127.0.0.1:80', 'NAME is a host name with its domain.'],
  [`${'a.'.repeat(126)}example:80=127.0.0.1:80`, 'NAME is a host name with its domain.'],
  ['S3.us-east-1.amazonaws.com:443=127.0.0.1:80', "NAME is one of the cloud's own."],
  ['oraclecloud.com:443=127.0.0.1:80', "NAME is one of the cloud's own."],
  ['a.example.org:80=192.0.2.7:80', 'HOST is this machine: 127.0.0.1 or localhost.'],
  ['a.example.org:80=127.0.0.256:80', 'HOST is this machine: 127.0.0.1 or localhost.'],
  ['a.example.org:0=127.0.0.1:80', 'A PORT is from 1 to 65535.'],
  ['a.example.org:80=127.0.0.1:65536', 'A PORT is from 1 to 65535.'],
])('one sentence says what is wrong, and the form follows: %s', (text, sentence) => {
  expect(outsideProblem(text)).toBe(`${sentence} Give ${OUTSIDE_FORM}.`);
});

test('a port of a name leads to one server', () => {
  expect(outsideProblem(GOOD, ['CENTRE.example.org:08073=127.0.0.1:1'])).toBe(
    'centre.example.org:8073 is given twice.',
  );
  expect(outsideProblem(GOOD, ['centre.example.org:807=127.0.0.1:1'])).toBeUndefined();
});

test('a rehearsal is not begun with what is wrong', async () => {
  const problem = await open({ name: 'ocean', outside: ['centre'] }, SILENT).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(RehearsalError);
  expect(problem).toMatchObject({
    kind: 'misuse',
    message: `'centre' is no server outside the cloud. Give ${OUTSIDE_FORM}.`,
  });
});
