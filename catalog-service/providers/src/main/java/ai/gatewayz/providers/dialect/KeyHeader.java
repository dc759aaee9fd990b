package ai.gatewayz.providers.dialect;

/**
 * How a key is sent.
 *
 * @param name of the request header that carries it
 * @param prefix what stands before it in the header's value
 */
public record KeyHeader(String name, String prefix) {

  /** As nearly everybody wants it. */
  public static final KeyHeader BEARER = new KeyHeader("Authorization", "Bearer ");
}
