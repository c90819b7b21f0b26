// First, before any schema is made.
import './app/no-code-from-text.ts'
import '@fontsource-variable/inter'
import '@fontsource-variable/noto-sans-sc'
import './ui/tokens.css'
import './ui/base.css'
import './ui/parts.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'

const place = document.getElementById('app')
if (place)
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
