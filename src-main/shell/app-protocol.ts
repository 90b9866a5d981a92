// The renderer's own scheme: a fixed set of files with the headers of a page that may talk to nobody.
import { protocol } from "electron";
import { securityHeaders } from "../../src-core/contract/security-headers.ts";
import type { PageFilesPort } from "../ports/page-files.ts";
import { APP_HOST, APP_SCHEME } from "./app-address.ts";

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true } },
  ]);
}

/** Serves the built renderer. Must run when the app is ready. */
export function serveApp(files: PageFilesPort): void {
  const headers = securityHeaders("'none'");
  protocol.handle(APP_SCHEME, (request) => {
    const { host, pathname } = new URL(request.url);
    const file = host === APP_HOST && request.method === "GET" ? files(pathname) : undefined;
    if (file === undefined) return new Response(null, { status: 404, headers });
    return new Response(file.bytes, { status: 200, headers: { ...headers, "content-type": file.type } });
  });
}
