/**
 * A full name of DNS in lower case, internationalised ones as `xn--…`.
 * https://www.rfc-editor.org/rfc/rfc1123#section-2.1
 */
export const DNS_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
