package ai.gatewayz.bench.attack;

import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.local.launcher.Service;
import java.util.List;

/**
 * One attack, bounded in time and in what it sends.
 *
 * @param kind what {@code ONLY} chooses it by
 * @param name as the table has it
 * @param services that it is on
 * @param inShort whether {@code make test} runs it
 */
public record Attack(
    String kind, String name, List<Service> services, boolean inShort, Action action) {

  /** Sends, and counts what comes back. */
  @FunctionalInterface
  public interface Action {

    /**
     * @param share of the long form that is to be sent; at most 1
     */
    void run(Target target, Tally tally, double share) throws Exception;
  }

  /** On the gateway, in both forms. */
  public static Attack gateway(String kind, String name, Action action) {
    return new Attack(kind, name, List.of(Service.GATEWAY), true, action);
  }

  /** On all services, in both forms. */
  public static Attack all(String kind, String name, Action action) {
    return new Attack(kind, name, List.of(Service.values()), true, action);
  }

  /** The same attack, too long for {@code make test}. */
  public Attack onlyLong() {
    return new Attack(kind, name, services, false, action);
  }
}
