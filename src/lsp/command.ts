import { Console } from 'node:console';
import {
  createConnection,
  ErrorCodes,
  LSPErrorCodes,
  StreamMessageReader,
  StreamMessageWriter,
  type Message,
  type RequestMessage,
  type ResponseMessage,
} from 'vscode-languageserver/node';
import { serve } from './server.ts';

/** Serves an editor over standard input and output until that ends; the process ends with it, 0 only after a request to shut down. */
export function lspCommand(version: string): Promise<never> {
  // What stands on standard output that is no message would be the end of the conversation.
  globalThis.console = new Console(process.stderr, process.stderr);
  const reader = new StreamMessageReader(process.stdin);
  const writer = new StreamMessageWriter(process.stdout);
  const connection = createConnection(reader, writer, { cancelUndispatched });
  reader.onError((error) => {
    void writer.write(parseError(error)).catch(() => {});
  });
  // Nobody is listening any more.
  writer.onError(() => process.exit(1));
  let isShutdown = false;
  serve(connection, version);
  connection.onShutdown(() => void (isShutdown = true));
  // An editor that dies closes the pipe; that its process is gone is noticed as well.
  process.stdin.on('end', () => process.exit(isShutdown ? 0 : 1));
  connection.listen();
  return new Promise(() => {});
}

/** A request that is cancelled before its turn is answered so, and never begun. */
const cancelUndispatched = (message: Message): ResponseMessage | undefined => {
  const { id } = message as RequestMessage;
  return { jsonrpc: '2.0', id, error: { code: LSPErrorCodes.RequestCancelled, message: 'cancelled' } };
};

const parseError = ({ message }: Error): ResponseMessage => ({ jsonrpc: '2.0', id: null, error: { code: ErrorCodes.ParseError, message } });
