import { Component, type ReactNode } from 'react'

type ErrorEdgeProps = { readonly children: ReactNode; readonly instead: (error: unknown, retry: () => void) => ReactNode }

/** Keeps a fault in one part of the page from taking the others down. */
export class ErrorEdge extends Component<ErrorEdgeProps, { readonly error: unknown }> {
  override state = { error: null }

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error }
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : this.props.instead(this.state.error, () => this.setState({ error: null }))
  }
}
