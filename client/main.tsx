import '@fontsource-variable/inter'
import '@fontsource-variable/noto-sans-sc'
import './ui/tokens.css'
import './ui/base.css'
import './ui/parts.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App } from './app/app.tsx'

// The content policy forbids code made from text, which zod would try for speed.
z.config({ jitless: true })

const place = document.getElementById('app')
if (place) createRoot(place).render(<StrictMode><App /></StrictMode>)
