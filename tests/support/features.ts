import '#features/index.server.ts'
import '#features/index.ts'
