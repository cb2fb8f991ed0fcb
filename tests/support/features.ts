import '#features/index.server.ts'
