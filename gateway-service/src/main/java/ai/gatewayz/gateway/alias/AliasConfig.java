package ai.gatewayz.gateway.alias;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;

/** {@code gatewayz.gateway.aliases.<name>.*}: names of the operator's for models. */
@ConfigMapping(prefix = "gatewayz.gateway")
public interface AliasConfig {

  /** By name; one with a {@code *} stands for every name that fits it and is no model's. */
  Map<String, Entry> aliases();

  interface Entry {

    /**
     * What it stands for, the first choice first: anything that a caller may write, another alias
     * too. A {@code *} becomes what that of the name stood for.
     */
    List<String> models();

    /** Which of them comes first. */
    @WithDefault("in-order")
    AliasPolicy policy();
  }
}
