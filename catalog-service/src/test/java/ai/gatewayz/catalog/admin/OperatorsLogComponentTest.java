package ai.gatewayz.catalog.admin;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do has a line with its author; what strangers try has none. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class OperatorsLogComponentTest {

  private static final Logger LOG = Logger.getLogger(AdminFilter.class.getName());

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final ExtHandler listener =
      new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord line) {
          lines.add(getFormatter().format(line));
        }
      };

  @BeforeEach
  void listen() {
    listener.setFormatter(new PatternFormatter("%s by %X{author}"));
    LOG.addHandler(listener);
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(listener);
  }

  @Test
  void anOperatorsActHasALineAndAStrangersHasNone() {
    given().delete("/catalog/admin/rules/stranger?author=s").then().statusCode(401);
    Catalog.operator().get("/catalog/admin/rules").then().statusCode(200);
    Catalog.operator().delete("/catalog/admin/rules/none?author=ops").then().statusCode(404);

    assertEquals(List.of("An operator's DELETE /catalog/admin/rules/none: 404 by ops"), lines);
  }
}
