package ai.gatewayz.health.admin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.Optional;

/** {@code gatewayz.admin.*} */
@ConfigMapping(prefix = "gatewayz.admin")
public interface AdminConfig {

  /** SHA-256 of the operator's token in lower-case hex; absent: admin routes refuse everybody. */
  @WithName("token-sha256")
  Optional<String> tokenSha256();
}
