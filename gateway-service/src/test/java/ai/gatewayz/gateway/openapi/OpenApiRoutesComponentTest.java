package ai.gatewayz.gateway.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.GatewayStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The description of the routes has each that is there, and none that is not. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class OpenApiRoutesComponentTest {

  private static final Pattern EXPRESSION = Pattern.compile("\\{(\\w+):[^}]*}");
  private static final String ITSELF = "GET /openapi.json";

  /** A part of what {@code /v1/models/{id}} answers. */
  private static final String WITHIN = "GET /v1/models/{id}/endpoints";

  @Inject Router router;
  @Inject BeanManager beans;

  private Set<String> served() {
    Set<String> served = new TreeSet<>();
    for (Route route : router.getRoutes()) {
      String path = route.getPath();
      if (path != null && path.startsWith("/v1/") && route.methods() != null) {
        for (HttpMethod method : route.methods()) {
          served.add(method.name() + " " + path);
        }
      }
    }
    beans.getBeans(Object.class).stream()
        .map(bean -> bean.getBeanClass())
        .filter(type -> type.isAnnotationPresent(Path.class))
        .forEach(type -> resource(type, served));
    return served;
  }

  private static void resource(Class<?> type, Set<String> served) {
    for (Method method : type.getDeclaredMethods()) {
      for (Annotation annotation : method.getAnnotations()) {
        var verb = annotation.annotationType().getAnnotation(jakarta.ws.rs.HttpMethod.class);
        if (verb != null) {
          served.add(verb.value() + " " + path(type, method));
        }
      }
    }
  }

  private static String path(Class<?> type, Method method) {
    String below =
        method.isAnnotationPresent(Path.class) ? method.getAnnotation(Path.class).value() : "";
    String whole =
        ("/" + type.getAnnotation(Path.class).value() + "/" + below).replaceAll("/+", "/");
    String plain = EXPRESSION.matcher(whole).replaceAll("{$1}");
    return plain.length() > 1 && plain.endsWith("/")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }

  private static Set<String> described() throws IOException {
    return OpenApiDocument.read().operations().stream()
        .map(each -> each.method() + " " + each.path())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyRouteIsDescribedAndNothingElseIs() throws IOException {
    Set<String> served = served();
    assertTrue(served.size() > 12, served.toString());
    served.add(ITSELF);
    served.add(WITHIN);
    assertEquals(served, described());
  }

  @Test
  void isServedToAnybodyAsItIs() throws IOException {
    String body =
        RestAssured.get("/openapi.json")
            .then()
            .statusCode(200)
            .contentType("application/json")
            .extract()
            .asString();
    assertEquals(OpenApiDocument.read().root(), OpenApiDocument.JSON.readTree(body));
    RestAssured.post("/openapi.json").then().statusCode(404);
  }
}
