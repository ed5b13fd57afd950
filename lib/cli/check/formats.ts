/** Of findings: `table` for people, `json` for programs, `sarif` for code hosts (SARIF 2.1.0), `junit` for CI servers. */
export const CHECK_FORMATS = ['table', 'json', 'sarif', 'junit'] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];
