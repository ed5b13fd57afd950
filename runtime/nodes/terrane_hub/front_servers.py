"""The servers of the front's configuration: what serves TLS, what leads to it, what refuses."""

from __future__ import annotations

from pathlib import Path

from terrane_hub.addresses import public_url
from terrane_hub.certificates import certificate_files
from terrane_hub.declaration import Declaration
from terrane_hub.declared_identity import Header, Oidc, Token
from terrane_hub.front_headers import header_lines, login_headers
from terrane_hub.places import Places

MAIN = """  server {{
{listen}    server_name {host};
{tls}    add_header Strict-Transport-Security "max-age=31536000" always;
    add_header X-Content-Type-Options nosniff always;
    add_header Referrer-Policy same-origin always;
    add_header Cache-Control $kept always;
{guards}    if ($token_at_hub) {{ return 400 "a token in an address is not accepted\\n"; }}
{locations}    location / {{ proxy_pass http://notebooks; }}
  }}
"""
TLS = """    ssl_certificate {certificate};
    ssl_certificate_key {key};
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;
    ssl_session_cache shared:tls:10m;
    ssl_session_timeout 1d;
    ssl_session_tickets off;
"""
# A client that asks for another name is told nothing: neither a certificate nor an answer.
OTHERS = """  server {{
{listen}    ssl_reject_handshake on;
    return 421;
  }}
"""
REDIRECT = """  server {{
{listen}    server_name {host};
{acme}    location / {{ return 301 {url}$request_uri; }}
  }}
  server {{
{default}    return 444;
  }}
"""
ACME = """    location ^~ /.well-known/acme-challenge/ {{
      root {root};
      default_type text/plain;
    }}
"""
# A balancer names no server in its handshake, and looks at a machine's health with the machine's address as Host.
BALANCED = """  server {{
{listen}{tls}    if ($from_balancer = 0) {{ return 403; }}
    location = /hub/health {{ proxy_pass http://notebooks; }}
    location / {{ return 421; }}
  }}
"""
# The path is written out. A client's own words for it may lead, in the proxy behind, to a session, which would get the
# front's key.
LOGIN = """    location = {path} {{
{limit}{headers}      proxy_pass http://notebooks{path}$is_args$args;
    }}
"""
LIMIT = "      limit_req zone=login burst={burst} nodelay;\n"
TOKEN_BURST = 20
OIDC_BURST = 400


def servers(declaration: Declaration, places: Places, front_key: str) -> str:
    certificate, key = certificate_files(declaration, places)
    tls = TLS.format(certificate=certificate, key=key)
    listen = _listen(places, places.https_port, " ssl")
    if declaration.tls.kind == "balancer":
        default = _listen(places, places.https_port, " ssl default_server")
        return BALANCED.format(listen=default, tls=tls) + _main(declaration, places, front_key, listen, tls)
    redirect = REDIRECT.format(
        listen=_listen(places, places.http_port),
        default=_listen(places, places.http_port, " default_server"),
        host=declaration.host,
        acme=ACME.format(root=places.acme_webroot) if declaration.tls.kind == "acme" else "",
        url=public_url(declaration, places).rstrip("/"),
    )
    others = OTHERS.format(listen=_listen(places, places.https_port, " ssl default_server"))
    return redirect + others + _main(declaration, places, front_key, listen, tls)


def _main(declaration: Declaration, places: Places, front_key: str, listen: str, tls: str) -> str:
    return MAIN.format(
        listen=listen,
        host=declaration.host,
        tls=tls,
        guards=_guards(declaration, places),
        locations=_login_locations(declaration, places, front_key),
    )


def _guards(declaration: Declaration, places: Places) -> str:
    lines = ""
    if declaration.tls.kind == "balancer":
        url = public_url(declaration, places).rstrip("/")
        lines += "    if ($from_balancer = 0) { return 403; }\n"
        lines += f"    if ($http_x_forwarded_proto != https) {{ return 301 {url}$request_uri; }}\n"
    if isinstance(declaration.identity, Header):
        lines += "    if ($from_proxy = 0) { return 403; }\n"
    return lines


def _login_locations(declaration: Declaration, places: Places, front_key: str) -> str:
    headers = header_lines(login_headers(declaration, places, front_key), "      ")
    identity = declaration.identity
    if isinstance(identity, Header):
        return LOGIN.format(path="/hub/login", limit="", headers=headers)
    limit = LIMIT.format(burst=TOKEN_BURST if isinstance(identity, Token) else OIDC_BURST)
    lines = LOGIN.format(path="/hub/login", limit=limit, headers=headers)
    if isinstance(identity, Oidc):
        for path in ("/hub/oauth_login", "/hub/oauth_callback"):
            lines += LOGIN.format(path=path, limit=limit, headers="")
    return lines


def _listen(places: Places, port: int, words: str = "") -> str:
    addresses = places.front_addresses or _all_addresses()
    return "".join(f"    listen {address}:{port}{words};\n" for address in addresses)


def _all_addresses() -> tuple[str, ...]:
    """nginx does not start on a kind of address that the kernel has switched off."""
    return ("0.0.0.0", "[::]") if Path("/proc/net/if_inet6").exists() else ("0.0.0.0",)
