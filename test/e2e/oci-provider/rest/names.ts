/** Names that follow no rule. */
const ODD: { readonly [name: string]: string } = {
  state: 'lifecycleState',
  stateless: 'isStateless',
  is_ai_enterprise_enabled: 'isAIEnterpriseEnabled',
};

/** `size_in_gbs` is `sizeInGBs` in the API, `byoipv6cidr_details` is `byoipv6CidrDetails`. */
export function camel(name: string): string {
  const joined = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return joined
    .replace(/(ipv[46]|connector\d)([a-z])/gi, (_, digit: string, letter: string) => digit + letter.toUpperCase())
    .replace(/([GM])b(s?)$/, '$1B$2');
}

export interface Renamed {
  readonly [name: string]: string;
}

/** What the API may call a field, the likeliest first. */
export function keysOf(name: string, renamed: Renamed = {}): readonly string[] {
  const own = renamed[name] ?? ODD[name];
  return own === undefined ? [camel(name)] : [own, camel(name)];
}
