/**
 * The beginning of a name that the provider makes unique by 26 characters of its own.
 * Retained parts keep their names, so a fixed name would stand in the way of the next deployment.
 *
 * @param limit the longest prefix that the provider takes, e.g. 38 for an IAM role, 37 for a bucket
 */
export function namePrefix(cluster: string, part: string, limit: number): string {
  return `${`${cluster}-${part}`.slice(0, limit - 1).replace(/-+$/, '')}-`;
}
