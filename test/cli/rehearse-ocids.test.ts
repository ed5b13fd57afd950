import { shortOcids } from '../../lib/cli/rehearse/ocids';

test.each([
  ['ocid1.instance.oc1.eu-frankfurt-1.aaaaaaaadyxawijrsqzsk5cmcu4tibr6yhgbtcqoe6t5cnpu7zmc2qqzpfaq', 'instance…qzpfaq'],
  ['(ocid1.tenancy.oc1..aaaaaaaarehearsal, x)', '(tenancy…earsal, x)'],
  ['the rule of i-0aaaaaaaaaaaaaaaa from 10.0.0.0/16', 'the rule of i-0aaaaaaaaaaaaaaaa from 10.0.0.0/16'],
])('OCIDs are shown by kind and end: %s', (text, shown) => {
  expect(shortOcids(text)).toBe(shown);
});
