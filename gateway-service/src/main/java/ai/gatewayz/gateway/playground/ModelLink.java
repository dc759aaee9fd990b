package ai.gatewayz.gateway.playground;

import ai.gatewayz.gateway.models.ModelPath;

/** A model's id and the address of its page. */
public record ModelLink(String id, String href) {

  static ModelLink to(String id) {
    return new ModelLink(id, "/models/" + ModelPath.of(id));
  }
}
