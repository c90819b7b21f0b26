import { z } from 'zod'

// The content policy forbids code made from text, which zod would try for speed. Imported before any schema is made.
z.config({ jitless: true })
