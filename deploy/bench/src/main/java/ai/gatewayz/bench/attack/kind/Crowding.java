package ai.gatewayz.bench.attack.kind;

import static ai.gatewayz.bench.attack.Attack.gateway;

import ai.gatewayz.bench.attack.Attack;
import ai.gatewayz.bench.attack.Tally;
import ai.gatewayz.bench.attack.victim.Answer;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.bench.attack.victim.Wire;
import ai.gatewayz.local.launcher.Service;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sound requests that take all there is, so that nothing is left for others. */
final class Crowding {

  private static final int HELD_MILLIS = 4_000;
  private static final int ASK_MILLIS = 500;

  private Crowding() {}

  static List<Attack> attacks() {
    return List.of(
        gateway(Bodies.KIND, "room for bodies taken to the last byte by two keys", Crowding::room),
        gateway(Bodies.KIND, "1,500 streams of 8 s of one key at one provider", Crowding::seats));
  }

  /** From large to small, each size until no more of it is taken; then held. */
  private static void room(Target target, Tally tally, double share) throws Exception {
    List<Wire> held = new CopyOnWriteArrayList<>();
    try {
      for (int bytes = 16 << 20; bytes >= 256; bytes /= 4) {
        for (String key : List.of(Target.KEY, Target.OTHER_KEY)) {
          boolean taken = true;
          for (int i = 0; taken && i < 20; i++) {
            Wire wire = new Wire(target.port(Service.GATEWAY), ASK_MILLIS);
            wire.send(
                Requests.head(
                    "POST",
                    Requests.CHAT,
                    key,
                    "Expect: 100-continue",
                    "Content-Length: " + bytes));
            // Who is told to go on is silent, and has room that nobody else gets.
            Answer answer = bytes >= 1 << 20 || i == 0 ? wire.answer() : Answer.none();
            taken = answer.status() == Answer.NONE;
            if (taken) {
              tally.count("held");
              held.add(wire);
            } else {
              tally.answered("a body that has no room", answer);
              wire.close();
            }
          }
        }
      }
      Thread.sleep(HELD_MILLIS);
    } finally {
      for (Wire wire : held) {
        wire.close();
      }
    }
  }

  private static void seats(Target target, Tally tally, double share) throws Exception {
    byte[] body = Payloads.chatAnd("\"stream\":true,\"pieces\":16,\"pause\":500");
    Crowd.of(
        1_500,
        i ->
            tally.answered(
                "a long stream",
                Requests.post(target.port(Service.GATEWAY), Requests.CHAT, Target.KEY, body)));
    tally.expect(tally.of("429 rate_limited") > 0, "one key is not limited in its requests");
  }
}
