import { createServer } from 'node:http';
import { greet } from './greet.js';

const port = Number(process.env.PORT ?? 8080);
let visits = 0;

const server = createServer((request, response) => {
  if (request.url === '/healthz') {
    response.end('ok\n');
    return;
  }
  visits += 1;
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.end(greet(visits));
});

server.listen(port, () => console.log(`listening on ${port}`));

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => server.close(() => process.exit(0)));
}
