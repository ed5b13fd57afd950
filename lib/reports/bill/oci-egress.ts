/** The catalogue's price of data out to the internet by the beginning of a Region's name; Oracle's three groups of Regions. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^(us|ca|eu|uk)-/, 'oci.egress.na_eu_uk'],
  [/^(ap|sa)-/, 'oci.egress.apac_jp_sa'],
  [/^(me|af)-/, 'oci.egress.mea'],
];

/** Nothing for a Region whose group is not known. */
export function egressOf(region: string | undefined): string | undefined {
  return GROUPS.find(([form]) => form.test(region ?? ''))?.[1];
}
