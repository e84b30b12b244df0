/**
 * Ends a command when the bootstrap that started it is gone, however it went. Returns what closes the channel at the command's own
 * end, so that it ends by itself and with its own exit code.
 */
export function endWithBootstrap(): () => void {
  const gone = () => process.exit(1)
  process.once('disconnect', gone)
  return () => {
    process.off('disconnect', gone)
    if (process.connected) process.disconnect?.()
  }
}
