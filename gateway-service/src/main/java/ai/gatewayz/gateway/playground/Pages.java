package ai.gatewayz.gateway.playground;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The templates by name; what stands in them is escaped. */
@CheckedTemplate(basePath = "pages")
final class Pages {

  private Pages() {}

  static native TemplateInstance index(IndexView view);

  static native TemplateInstance model(ModelView view);

  static native TemplateInstance missing(String id, List<ModelLink> nearest, String version);
}
