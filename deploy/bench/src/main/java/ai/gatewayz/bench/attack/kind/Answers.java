package ai.gatewayz.bench.attack.kind;

import static ai.gatewayz.bench.attack.Attack.gateway;

import ai.gatewayz.bench.attack.Attack;
import ai.gatewayz.bench.attack.Tally;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.simulator.Fault;
import java.util.List;

/** Answers that are much to hold: the caller who asks for them need send little. */
final class Answers {

  private static final String PROVIDER = "together";
  private static final int MEGABYTES = 14;
  private static final int AT_ONCE = 16;

  private Answers() {}

  static List<Attack> attacks() {
    return List.of(
        gateway(
            Bodies.KIND,
            "answers of 14 MB that come as streams, to 16 who asked for none",
            (target, tally, share) -> ask(target, tally, share, true, false, Requests.CHAT)),
        gateway(
            Bodies.KIND,
            "whole answers of 14 MB, to 16 who asked for streams",
            (target, tally, share) -> ask(target, tally, share, false, true, Requests.CHAT)),
        gateway(
            Bodies.KIND,
            "whole answers of 14 MB, to 16 at once",
            (target, tally, share) -> ask(target, tally, share, false, false, Requests.CHAT)),
        gateway(
            Bodies.KIND,
            "answers of 14 MB, whole and as streams, to 16 who ask for them in other protocols",
            Answers::translated));
  }

  /** What is too long to be translated may fail, but nobody else with it. */
  private static void translated(Target target, Tally tally, double share) throws Exception {
    for (String path : List.of("/v1/messages", "/v1/responses")) {
      for (boolean events : List.of(true, false)) {
        ask(target, tally, share, events, !events, path);
        ask(target, tally, share, events, events, path);
      }
    }
  }

  private static void ask(
      Target target, Tally tally, double share, boolean events, boolean streamed, String path)
      throws Exception {
    String model =
        target.simulator().catalog().chatIds(PROVIDER).stream()
            .filter(id -> !id.contains("Llama-3.3"))
            .findFirst()
            .orElseThrow();
    target.simulator().faults().set(PROVIDER, model, new Fault.LongAnswer(MEGABYTES, events));
    byte[] body = Payloads.prompt(PROVIDER + "/" + model, 100, streamed, path);
    try {
      for (int round = 0; round < Math.ceil(5 * share); round++) {
        Crowd.of(
            AT_ONCE,
            i ->
                tally.answered(
                    "a long answer",
                    Requests.post(
                        target.port(Service.GATEWAY),
                        path,
                        i % 2 == 0 ? Target.KEY : Target.OTHER_KEY,
                        body)));
      }
    } finally {
      target.simulator().faults().clear(PROVIDER, model);
    }
    tally.expect(tally.of("200") > 0 || !path.equals(Requests.CHAT), "nobody gets a long answer");
  }
}
