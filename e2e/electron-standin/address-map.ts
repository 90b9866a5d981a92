// Chromium knows no scheme of ours, so `scheme://host/path` is `https://host.scheme.standin.invalid/path` to it.
const SUFFIX = ".standin.invalid";
/** Patterns of the debugging protocol for all such addresses. */
export const MAPPED_PATTERN = `https://*${SUFFIX}/*`;

const schemes = new Set<string>();

/** Makes a scheme one that is mapped. */
export function mapScheme(scheme: string): void {
  schemes.add(scheme);
}

/** The address that Chromium is given for an address of the app. */
export function toChromium(address: string): string {
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  if (!schemes.has(scheme)) return address;
  return `https://${url.host}.${scheme}${SUFFIX}${url.pathname}${url.search}${url.hash}`;
}

/** The address that the app sees for one of Chromium's. */
export function toApp(address: string): string {
  if (!URL.canParse(address)) return address;
  const { protocol, hostname, port, pathname, search, hash } = new URL(address);
  if (protocol !== "https:" || port !== "" || !hostname.endsWith(SUFFIX)) return address;
  const name = hostname.slice(0, -SUFFIX.length);
  const scheme = name.slice(name.lastIndexOf(".") + 1);
  if (!schemes.has(scheme)) return address;
  return `${scheme}://${name.slice(0, -scheme.length - 1)}${pathname}${search}${hash}`;
}
