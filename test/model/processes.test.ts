import { describe, expect, it } from 'vitest';
import { createModel } from '../../src/model/create.ts';
import { startupOf } from '../../src/model/processes.ts';
import { parse } from '../../src/syntax/parse.ts';

/** `role: text` of each program that goes on, in the order written. */
function lasting(text: string): readonly string[] {
  const model = createModel('Dockerfile', parse(text));
  const programs = model.finalStage && startupOf(model.finalStage, model)?.programs;
  return (programs ?? []).filter(({ role }) => role !== 'step').map(({ role, at }) => `${role}: ${text.slice(...at.range)}`);
}

const from = (lines: string): string => `FROM debian:12\n${lines}\n`;

describe('the pair in force', () => {
  it.each([
    ['', []],
    ['CMD ["app"]', ['main: "app"']],
    ['CMD []', []],
    ['CMD app --port 80', ['main: app --port 80']],
    ['CMD ["a"]\nCMD ["b"]', ['main: "b"']],
    ['ENTRYPOINT ["nginx"]\nCMD ["-g", "daemon off;"]', ['main: "nginx"]\nCMD ["-g", "daemon off;"']],
    ['ENTRYPOINT ["/entrypoint"]\nCMD ["supervisord"]', ['supervisor: "supervisord"']],
    ['CMD ["supervisord"]\nENTRYPOINT ["/entrypoint"]', ['supervisor: "supervisord"']],
    ['ENTRYPOINT app\nCMD ["supervisord"]', ['main: app']],
    ['ENTRYPOINT ["tini", "--"]\nCMD a & b', ['background: a', 'main: b']],
    ['ENTRYPOINT ["tini", "--"]\nCMD ["sh", "-c", "a & b"]', ['background: a', 'main: b']],
    ['ENTRYPOINT ["docker-init", "--", "gosu", "app", "supervisord"]', ['supervisor: "supervisord"']],
    ['ENTRYPOINT ["catatonit", "--"]\nCMD ["supervisord"]', ['supervisor: "supervisord"']],
  ])('%j', (lines, expected) => {
    expect(lasting(from(lines))).toEqual(expected);
  });

  it('is inherited from stages', () => {
    expect(lasting('FROM a AS base\nENTRYPOINT ["/e"]\nCMD ["monit"]\nFROM base\nRUN x')).toEqual(['supervisor: "monit"']);
    expect(lasting('FROM a AS base\nCMD ["monit"]\nFROM base\nENTRYPOINT ["app"]')).toEqual(['main: "app"']);
    expect(lasting('FROM a AS base\nENTRYPOINT ["/e"]\nFROM base\nCMD ["monit"]')).toEqual(['supervisor: "monit"']);
    expect(lasting('FROM a AS base\nCMD ["monit"]\nFROM b\nCOPY --from=base /a /a')).toEqual([]);
  });
});

describe('supervisors', () => {
  it.each([
    ['CMD /usr/bin/supervisord -n -c /etc/supervisord.conf', ['supervisor: /usr/bin/supervisord']],
    ['CMD exec supervisord -n', ['supervisor: supervisord']],
    ['CMD supervisord --version', ['main: supervisord --version']],
    ['CMD ["python3", "/usr/bin/supervisord", "-n"]', ['supervisor: "/usr/bin/supervisord"']],
    ['CMD ["/sbin/init"]', ['supervisor: "/sbin/init"']],
    ['CMD ["/init"]', ['main: "/init"']],
    ['ADD s6-overlay.tar.xz /\nENTRYPOINT ["/init"]', ['supervisor: "/init"']],
    ['ENV S6_VERSION=3\nENTRYPOINT ["/init"]', ['supervisor: "/init"']],
    ['ENTRYPOINT ["terraform"]\nCMD ["init"]', ['main: "init"']],
    ['CMD ["bundle", "exec", "foreman", "start"]', ['supervisor: "foreman"']],
    ['CMD foreman start -f Procfile.dev', ['supervisor: foreman']],
    ['CMD foreman start web', ['main: foreman start web']],
    ['CMD ["honcho", "start", "-f", "Procfile", "web"]', ['main: "honcho", "start", "-f", "Procfile", "web"']],
    ['CMD ["honcho", "run", "web"]', ['main: "honcho", "run", "web"']],
    ['CMD npx concurrently "npm:api" "npm:web"', ['supervisor: concurrently']],
    ['CMD npm-run-all build start', ['main: npm-run-all build start']],
    ['CMD npm-run-all --parallel api web', ['supervisor: npm-run-all']],
    ['CMD pm2-runtime start ecosystem.config.js', ['main: pm2-runtime start ecosystem.config.js']],
    ['CMD pm2 start app.js --no-daemon', ['main: pm2 start app.js --no-daemon']],
    ['CMD ["pm2", "start", "app.js"]', ['supervisor: "pm2"']],
    ['CMD command -v supervisord', ['main: command -v supervisord']],
    ['CMD pip install supervisor && python app.py', ['main: python app.py']],
    ['CMD ["node", "supervisor.js"]', ['main: "node", "supervisor.js"']],
  ])('%s', (lines, expected) => {
    expect(lasting(from(lines))).toEqual(expected);
  });
});

describe('scripts', () => {
  it.each([
    ['service nginx start && php-fpm', ['background: service nginx start', 'main: php-fpm']],
    ['service nginx start; tail -f /dev/null', ['background: service nginx start', 'keeper: tail -f /dev/null']],
    ['/etc/init.d/ssh start && exec app', ['background: /etc/init.d/ssh start', 'main: exec app']],
    ['service nginx start', ['main: service nginx start']],
    ['migrate && exec server', ['main: exec server']],
    ['nginx && php-fpm', ['background: nginx', 'main: php-fpm']],
    ["nginx -t && nginx -g 'daemon off;'", ["main: nginx -g 'daemon off;'"]],
    ['apachectl -D FOREGROUND', ['main: apachectl -D FOREGROUND']],
    ['tail -f /dev/null', ['keeper: tail -f /dev/null']],
    ['sleep infinity', ['keeper: sleep infinity']],
    ['a & b & wait', ['background: a', 'background: b', 'keeper: wait']],
    ['a & b & wait -n; exit $?', ['background: a', 'background: b', 'keeper: wait -n']],
    ['a & wait $!', ['main: a', 'keeper: wait $!']],
    ['a 2>&1 | tee log & b', ['background: a 2>&1', 'main: b']],
    ['cd /x && a & b', ['background: a', 'main: b']],
    ['(cd /x && a) & b', ['background: a', 'main: b']],
    ['(sleep 5; curl -X POST localhost/init) & exec a', ['main: exec a']],
    ['(until curl -s localhost; do sleep 1; done; x) & exec a', ['main: exec a']],
    ['while true; do x; sleep 60; done & a', ['main: a']],
    ['tail -F /var/log/a & exec a', ['main: exec a']],
    ['Xvfb :99 & python test.py', ['main: python test.py']],
    ['/import-data.sh & /opt/mssql/bin/sqlservr', ['main: /opt/mssql/bin/sqlservr']],
    ['/opt/mssql/bin/sqlservr & ./setup-db.sh; wait', ['main: /opt/mssql/bin/sqlservr', 'keeper: wait']],
    ['mysqld --skip-networking & pid=$!; mysql < x; kill $pid; exec mysqld', ['main: exec mysqld']],
    ['service postgresql start && createdb x && service postgresql stop && exec app', ['main: exec app']],
    ['service x start && a & b', ['background: service x start', 'background: a', 'main: b']],
    ['service x start & a', ['background: service x start', 'main: a']],
    ['a && b || c', ['main: c']],
    ['"$APP" & exec b', ['background: "$APP"', 'main: exec b']],
    ['echo start & exec b', ['main: exec b']],
    ['x=$(a & b) c', ['main: x=$(a & b) c']],
  ])('%s', (script, expected) => {
    expect(lasting(from(`CMD ${script}`))).toEqual(expected);
    const marked = JSON.stringify(script).slice(1, -1);
    if (marked === script) expect(lasting(from(`CMD ["bash", "-c", "${script}"]`))).toEqual(expected);
    expect(lasting(from(`COPY <<'EOF' /start.sh\n#!/bin/bash\n${script}\nEOF\nCMD ["/start.sh"]`))).toEqual(expected);
  });
});

describe('scripts that the file writes', () => {
  const expected = ['background: nginx', 'main: exec app'];
  it.each([
    ['COPY <<EOF /start.sh\nnginx\nexec app\nEOF\nCMD ["/start.sh"]'],
    ['ADD <<EOF start.sh /usr/local/bin/\nEOF\nCOPY <<start.sh /usr/local/bin/\nnginx\nexec app\nstart.sh\nCMD ["start.sh"]'],
    ['RUN cat <<EOF > /start.sh\nnginx\nexec app\nEOF\nCMD ["bash", "/start.sh"]'],
    ['RUN tee /start.sh <<EOF\nnginx\nexec app\nEOF\nCMD sh -e /start.sh'],
    ['RUN echo "nginx" > /start.sh && echo "exec app" >> /start.sh\nCMD /start.sh'],
    ['RUN echo "nope & nope" > /start.sh\nRUN echo "nginx" > /start.sh\nRUN echo "exec app" >> /start.sh\nCMD /start.sh'],
    ['RUN echo \'#!/bin/sh\\n\\\nnginx\\n\\\nexec app\' > /start.sh && chmod +x /start.sh\nCMD ["/start.sh"]'],
    ['RUN printf \'#!/bin/sh\\nnginx\\nexec app\\n\' > /start.sh\nCMD ["/start.sh"]'],
    ["RUN printf '%s\\n' '#!/bin/sh' 'nginx' 'exec app' > /start.sh\nCMD [\"/start.sh\"]"],
    ['WORKDIR /app\nCOPY <<EOF start.sh\nnginx\nexec app\nEOF\nCMD ["./start.sh"]'],
    ['COPY <<EOF /start.sh\nnginx\nexec app\nEOF\nENTRYPOINT ["dumb-init", "--", "/start.sh"]'],
    ['COPY <<EOF /b.sh\nnginx\nexec app\nEOF\nCOPY <<EOF /a.sh\n. /b.sh\nEOF\nENTRYPOINT ["/a.sh"]'],
  ])('%j', (lines) => {
    expect(lasting(from(lines))).toEqual(expected);
  });

  it('are read as Docker expands them', () => {
    const text = from(
      'COPY <<EOF /start.sh\n#!/bin/sh\nA=\\$(id -u)\nnginx "\\$A"\nexec "\\$@"\nEOF\nENTRYPOINT ["/start.sh"]\nCMD ["app"]',
    );
    expect(lasting(text)).toEqual(['background: nginx "\\$A"', 'main: exec "\\$@"', 'main: "app"']);
  });

  it('are not read where a part of them cannot be told', () => {
    expect(lasting(from('RUN echo "a & " > /start.sh && ./generate >> /start.sh\nCMD ["/start.sh"]'))).toEqual(['main: "/start.sh"']);
  });

  it('of another shell or language are not read', () => {
    expect(lasting(from('COPY <<EOF /start\n#!/usr/bin/env python3\nnginx & app\nEOF\nCMD ["/start"]'))).toEqual(['main: "/start"']);
  });
});
