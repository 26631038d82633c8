import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { pageChunks } from './scripts/page-chunks.mjs';

export default defineConfig({
  plugins: [sveltekit()],
  build: { target: 'es2023' },
  environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: pageChunks } } } } } },
});
