/** Who may sign in. Where nothing of it is given, nobody may. */
export interface AllowedPeople {
  /** Groups of the institution, by the names that the login tells. @default none */
  readonly allowedGroups?: readonly string[];
  /** Domains of verified e-mail addresses, e.g. `physics.example.edu`. @default none */
  readonly allowedDomains?: readonly string[];
  /** Login names. @default none */
  readonly allowedUsers?: readonly string[];
  /** Login names that are refused whatever else is allowed. @default none */
  readonly blockedUsers?: readonly string[];
  /** Login names of people who see all sessions and may end them; they are allowed without more. @default none */
  readonly admins?: readonly string[];
}

/** Sign-in at the institution's OpenID Connect provider: https://openid.net/specs/openid-connect-core-1_0.html */
export interface OidcProps extends AllowedPeople {
  /** Address whose `/.well-known/openid-configuration` describes the provider, e.g. `https://login.example.edu`. */
  readonly issuer: string;
  readonly clientId: string;
  /** The secret that holds the client's secret as plain text: its full ARN, on Oracle Cloud its OCID. */
  readonly clientSecret: string;
  /** @default openid, profile, email */
  readonly scopes?: readonly string[];
  /** Claim that names the person. @default 'preferred_username' */
  readonly usernameClaim?: string;
  /** Claim that lists the person's groups. @default 'groups' */
  readonly groupsClaim?: string;
}

/** Sign-in at a proxy of the institution, which says by a header who asks. Nobody but the proxy reaches the gateway. */
export interface ProxyHeaderProps extends AllowedPeople {
  /** Addresses of the proxy, as CIDR blocks. */
  readonly from: readonly string[];
  /** @default 'Remote-User' */
  readonly header?: string;
  /** Header that lists the person's groups, by commas; needed for `allowedGroups`. @default none */
  readonly groupsHeader?: string;
  /** A secret that the proxy sends in the header `X-Gateway-Secret`: its full ARN, on Oracle Cloud its OCID. @default none: the addresses alone */
  readonly secret?: string;
}

/** The smallest gateway: one person, who signs in with a token that the secret store makes and nobody else sees. */
export interface OneUserProps {
  /** Account name: `^[a-z_][a-z0-9_-]{0,31}$`. */
  readonly user: string;
}

/** How people say who they are; made by {@link oidc}, {@link proxyHeader} or {@link oneUser}. */
export type NotebookIdentity =
  | (OidcProps & { readonly kind: 'oidc' })
  | (ProxyHeaderProps & { readonly kind: 'header' })
  | (OneUserProps & { readonly kind: 'token' });

export type IdentityOf<K extends NotebookIdentity['kind']> = Extract<NotebookIdentity, { kind: K }>;

/** The institution's OpenID Connect provider. */
export function oidc(props: OidcProps): NotebookIdentity {
  return { kind: 'oidc', ...props };
}

/** A proxy of the institution in front, where people sign in. */
export function proxyHeader(props: ProxyHeaderProps): NotebookIdentity {
  return { kind: 'header', ...props };
}

/** One person with a generated token. */
export function oneUser(props: OneUserProps): NotebookIdentity {
  return { kind: 'token', ...props };
}
