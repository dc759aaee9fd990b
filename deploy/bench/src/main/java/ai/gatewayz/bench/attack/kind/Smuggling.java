package ai.gatewayz.bench.attack.kind;

import ai.gatewayz.bench.attack.Attack;
import ai.gatewayz.bench.attack.Tally;
import ai.gatewayz.bench.attack.victim.Answer;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.bench.attack.victim.Wire;
import ai.gatewayz.local.hostile.SmuggledRequest;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Requests of which something in between might see one, or the other way round. */
public final class Smuggling {

  public static final String KIND = "smuggling";

  private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
  private static final int AT_ONCE = 12;
  private static final int PATIENCE_MILLIS = 8_000;

  private Smuggling() {}

  public static List<Attack> attacks() {
    return List.of(
        Attack.all(
            KIND,
            SmuggledRequest.all().count() + " forms at each public and management port",
            Smuggling::forms));
  }

  private static void forms(Target target, Tally tally, double share) throws Exception {
    List<SmuggledRequest> forms = SmuggledRequest.all().toList();
    for (Service service : Service.values()) {
      Map<String, Integer> ports = new LinkedHashMap<>();
      ports.put(service.module(), target.port(service));
      ports.put(service.module() + "'s management", target.management(service));
      for (Map.Entry<String, Integer> port : ports.entrySet()) {
        Crowd.of(
            forms.size(),
            AT_ONCE,
            i -> {
              String flaw = flaw(port.getValue(), forms.get(i), tally);
              tally.expect(flaw.isEmpty(), port.getKey() + ", " + forms.get(i) + ": " + flaw);
            });
      }
    }
  }

  /** Empty where it is refused, or read in the one way. */
  private static String flaw(int port, SmuggledRequest form, Tally tally) throws IOException {
    try (Wire wire = new Wire(port, PATIENCE_MILLIS)) {
      wire.send(form.bytes());
      if (form.reading() == SmuggledRequest.Reading.REFUSED) {
        String all = wire.rest();
        List<String> answers =
            ANSWER.matcher(all).results().map(answer -> answer.group(1)).toList();
        tally.count(answers.isEmpty() ? "closed" : answers.getFirst());
        return answers.size() > 1 || answers.contains("200") ? "is answered " + answers : "";
      }
      Answer first = wire.answer();
      Answer second = wire.answer();
      tally.count("read in the one way");
      if (form.reading() == SmuggledRequest.Reading.REFUSED_ALONE) {
        // Where it ends is beyond doubt: the connection may go on, or end.
        return first.status() == 400 ? "" : "is answered with " + first.label();
      }
      return first.status() <= 0 || second.status() <= 0
          ? "has the answers " + first.label() + " and " + second.label()
          : "";
    } catch (IOException open) {
      return open.getMessage().replaceAll("\\p{Cntrl}", " ");
    }
  }
}
