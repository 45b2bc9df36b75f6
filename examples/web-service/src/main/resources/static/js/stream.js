/** The connection. The browser reconnects by itself, with the last id that it had; the server then goes on or tells all. */

const KINDS = ["existing", "synced", "opened", "updated", "closed", "reinstated", "gap"];

/** Once a second there are vitals; without them something on the way is dead, and says nothing of it. */
const SILENCE = 10_000;

/** @param on `{event, snapshot, vitals, connected, lost}` */
export function connect(on) {
  let source;
  let heard = Date.now();
  const take = (what) => (message) => {
    heard = Date.now();
    what(JSON.parse(message.data));
  };
  const open = () => {
    heard = Date.now();
    source?.close();
    source = new EventSource("events");
    source.onopen = on.connected;
    source.onerror = () => {
      on.lost();
      // It tries on by itself, but for an answer that is none.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 2000);
    };
    source.addEventListener("snapshot", take(on.snapshot));
    source.addEventListener("vitals", take(on.vitals));
    for (const kind of KINDS) source.addEventListener(kind, take(on.event));
  };
  open();
  setInterval(() => {
    if (Date.now() - heard > SILENCE) {
      on.lost();
      open();
    }
  }, 2000);
}
