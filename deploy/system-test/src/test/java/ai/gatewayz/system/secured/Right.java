package ai.gatewayz.system.secured;

import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One operation on one resource, as the runbook's table grants it.
 *
 * @param makesTopics whether it is only needed where the services make the topics
 */
public record Right(
    Service service, ResourceType type, String name, AclOperation operation, boolean makesTopics) {

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| (catalog|health|gateway) \\| (topic|group|transactional id) `([^`]+)`"
              + " \\| ([^|]*) \\| ([^|]*) ?\\|$",
          Pattern.MULTILINE);

  /** The whole table. */
  public static List<Right> ofRunbook() {
    try {
      Matcher row =
          ROW.matcher(
              Files.readString(
                  Path.of(System.getProperty("gatewayz.root")).resolve("deploy/README.md")));
      List<Right> rights = new ArrayList<>();
      while (row.find()) {
        Service service = Service.valueOf(row.group(1).toUpperCase(Locale.ROOT));
        ResourceType type = ResourceType.fromString(row.group(2).replace(' ', '_'));
        for (int column = 4; column <= 5; column++) {
          for (String operation : row.group(column).strip().split(", *")) {
            if (!operation.isEmpty()) {
              rights.add(new Right(service, type, row.group(3), operation(operation), column == 5));
            }
          }
        }
      }
      return rights;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code DescribeConfigs} is {@code DESCRIBE_CONFIGS}. */
  private static AclOperation operation(String name) {
    return AclOperation.valueOf(
        name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
  }

  /** The service's user bears its name. */
  static String user(Service service) {
    return service.name().toLowerCase(Locale.ROOT);
  }

  AclBinding binding() {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry("User:" + user(service), "*", operation, AclPermissionType.ALLOW));
  }
}
