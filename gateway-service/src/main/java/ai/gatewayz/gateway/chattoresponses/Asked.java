package ai.gatewayz.gateway.chattoresponses;

import java.util.Set;

/**
 * What of a request its answer needs.
 *
 * @param model as the caller wrote it, for answers that name none
 * @param promptTokens an estimate, for answers that tell no usage
 * @param echo an object in JSON: fields of the request that its answer repeats
 * @param custom names of tools whose input is text and no object
 * @param carried whether thoughts are to go round as encrypted content
 * @param seconds when it was asked, since 1970
 */
public record Asked(
    String model,
    long promptTokens,
    byte[] echo,
    Set<String> custom,
    boolean carried,
    long seconds) {

  public Asked {
    custom = Set.copyOf(custom);
  }
}
