import type { PlannedDirectory } from './directory';

/** The certificate of the directory's authority, on every machine. */
export const AUTHORITY = '/etc/terrane/directory/authority.pem';

/** The least gid that people may have without being of a machine: `users`. */
const LEAST_ID = 100;
/** Seconds. */
const TIMES = {
  /** A person is asked for again. What is known is used while the directory is away, however old it is. */
  entry_cache_timeout: 600,
  /** Until a directory that was away is tried again; sessions and known people do not wait for it. */
  offline_timeout: 20,
  offline_timeout_max: 60,
  ldap_network_timeout: 4,
  ldap_opt_timeout: 4,
  ldap_search_timeout: 6,
};

/**
 * Settings of sssd, without the password, which is the last line of the last section:
 * https://manpages.debian.org/trixie/sssd-ldap/sssd-ldap.5.en.html
 */
export function directorySettings(directory: PlannedDirectory): string {
  const { url, startTls, base, bindDn, certificateAuthority, schema } = directory;
  const lines = (settings: { readonly [key: string]: string | number | boolean }): string[] =>
    Object.entries(settings).map(([key, value]) => `${key} = ${value}`);
  return [
    '[sssd]',
    ...lines({ domains: 'directory', services: 'nss' }),
    '[nss]',
    // A person who has just got an entry is looked for at once.
    ...lines({ entry_negative_timeout: 2 }),
    '[domain/directory]',
    ...lines({
      id_provider: 'ldap',
      // Who they are is asked elsewhere: no password of a person is ever sent from here.
      auth_provider: 'none',
      access_provider: 'permit',
      ldap_uri: url,
      ldap_search_base: base,
      ldap_schema: schema,
      ldap_tls_reqcert: 'demand',
      ...(startTls ? { ldap_id_use_start_tls: true } : {}),
      ...(certificateAuthority === undefined ? {} : { ldap_tls_cacert: AUTHORITY }),
      ldap_referrals: false,
      // Sessions refuse uids below the declared ones; a lower bound here would drop people whose group is `users` as well.
      min_id: LEAST_ID,
      override_homedir: '/home/%u',
      override_shell: '/bin/bash',
      ...TIMES,
      ...(bindDn === undefined ? {} : { ldap_default_bind_dn: bindDn }),
    }),
    '',
  ].join('\n');
}
