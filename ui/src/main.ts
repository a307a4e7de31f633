import { createApp } from 'vue'
import { VueQueryPlugin } from '@tanstack/vue-query'
import App from './app/App.vue'
import { loadI18n } from './app/i18n'
import { queryClient } from './app/queries'
import { makeRouter } from './router'
import './style/tokens.css'
import './style/base.css'
import './style/element.css'

// The words are loaded before the first paint, so that no screen ever shows a bare key.
void loadI18n().then((i18n) => {
  createApp(App).use(i18n).use(makeRouter()).use(VueQueryPlugin, { queryClient }).mount('#app')
})
