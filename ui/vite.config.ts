import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vitest/config'

// The server answers /api itself; during development it may stand on another port.
const backend = process.env['LUOSHI_BACKEND'] ?? 'http://127.0.0.1:8300'

export default defineConfig({
  plugins: [
    vue(),
    // Only Element Plus comes in this way, one component at a time; our own components are imported
    // by name, so that a reader finds where each one stands.
    Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // Offices still run browsers on this engine, so newer syntax must be lowered.
  build: { target: 'chrome87', cssTarget: 'chrome87', outDir: 'dist', chunkSizeWarningLimit: 600 },
  server: { proxy: { '/api': backend, '/healthz': backend } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
})
