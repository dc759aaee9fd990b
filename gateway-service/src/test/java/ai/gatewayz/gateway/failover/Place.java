package ai.gatewayz.gateway.failover;

import ai.gatewayz.gateway.scripted.Call;
import ai.gatewayz.gateway.scripted.ScriptedProvider;
import java.util.List;

/**
 * Where the asked model of a scenario and its fallback are offered.
 *
 * @param at the asked model's provider
 * @param model what is asked for, by the name that both sides know it by
 * @param fallbackAt the fallback's provider, perhaps the same
 */
record Place(
    String providerId,
    ScriptedProvider at,
    String model,
    String fallbackProviderId,
    ScriptedProvider fallbackAt,
    String fallback) {

  /** Callers' calls of the asked model. */
  List<Call> asked() {
    return callers(at.calls(model));
  }

  /** Callers' calls of the fallback. */
  List<Call> askedOfFallback() {
    return callers(fallbackAt.calls(fallback));
  }

  /**
   * The gateway's own questions to the asked model that arrived between two points of time, as
   * {@link System#nanoTime()} tells them.
   */
  long ownQuestions(long from, long to) {
    return at.calls(model).stream()
        .filter(Call::own)
        .filter(call -> call.at() - from >= 0 && call.at() - to < 0)
        .count();
  }

  private static List<Call> callers(List<Call> calls) {
    return calls.stream().filter(call -> !call.own()).toList();
  }
}
