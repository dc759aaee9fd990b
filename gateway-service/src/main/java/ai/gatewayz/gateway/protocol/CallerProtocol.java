package ai.gatewayz.gateway.protocol;

import ai.gatewayz.providers.dialect.Protocol;

/**
 * How the caller of one request speaks, where that is not as chat completions. Holds what of the
 * request an answer needs. Pure.
 */
public interface CallerProtocol {

  Protocol protocol();

  /** For an attempt at which the provider was sent the request as it came. */
  AnswerForm asWritten();

  /** What is sent while there is nothing to say. */
  String keepAlive();
}
