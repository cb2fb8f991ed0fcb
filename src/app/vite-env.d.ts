/** A compiled module. Vite's own types do not list this query yet. */
declare module '*.wasm?source' {
  const module: WebAssembly.Module
  export default module
}
