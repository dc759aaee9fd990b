package ai.gatewayz.gateway.chattomessages;

import java.util.List;

/**
 * What of a request its answer needs.
 *
 * @param model as the caller wrote it, for answers that name none
 * @param promptTokens an estimate, for answers that tell no usage
 * @param stops where the answer was to stop
 */
public record Asked(String model, long promptTokens, List<String> stops) {

  public Asked {
    stops = List.copyOf(stops);
  }
}
