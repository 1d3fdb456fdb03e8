import type { Connect, HtmlTagDescriptor, Plugin } from 'vite';

/** What the built page may load, run and ask: itself, and the hub that it downloads data from (which redirects to hosts of its own). */
const policy = {
  'default-src': ["'self'"],
  // tfjs's backend is WebAssembly.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'", 'https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.co'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

const inWords = (directives: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');

/** The headers that `npm start` serves the page with; a host of the page should send the same. */
export const pageHeaders: Readonly<Record<string, string>> = {
  // A meta element cannot say who may frame the page.
  'Content-Security-Policy': inWords({ ...policy, 'frame-ancestors': ["'none'"] }),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** No other window's hands on the page, and what it loads from elsewhere has to agree: then a browser lets it have threads. */
export const isolatingHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * Sends the headers that let the page have threads, to this machine alone: a browser complains of them in the console where a page
 * comes over plain http from elsewhere. A host that serves https should always send them; for one that cannot, src/serviceWorker.ts does.
 */
export function isolation(): Plugin {
  const send: Connect.NextHandleFunction = (request, response, next) => {
    if (/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')) {
      for (const [name, value] of Object.entries(isolatingHeaders)) response.setHeader(name, value);
    }
    next();
  };
  return {
    name: 'lethe:isolation',
    configureServer: ({ middlewares }) => void middlewares.use(send),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(send),
  };
}

/** Writes the policy into the built page, for hosts that send no headers. The development server needs inline scripts. */
export function pagePolicy(): Plugin {
  const meta: HtmlTagDescriptor = {
    tag: 'meta',
    attrs: { 'http-equiv': 'Content-Security-Policy', content: inWords(policy) },
    injectTo: 'head-prepend',
  };
  return { name: 'lethe:page-policy', apply: 'build', transformIndexHtml: () => [meta] };
}
