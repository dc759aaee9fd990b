package ai.gatewayz.catalog.access;

import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** Reads from a failure which right is missing. */
final class MissingRight {

  private static final int DEEPEST = 10;

  private MissingRight() {}

  /** In words; empty where the failure has another cause. */
  static Optional<String> in(Throwable failure) {
    Throwable each = failure;
    for (int depth = 0; each != null && depth < DEEPEST; depth++, each = each.getCause()) {
      Optional<String> right = of(each);
      if (right.isPresent()) {
        return right;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> of(Throwable failure) {
    return switch (failure) {
      case TopicAuthorizationException topics when !topics.unauthorizedTopics().isEmpty() ->
          Optional.of(
              "no right on topic " + String.join(", ", new TreeSet<>(topics.unauthorizedTopics())));
      case GroupAuthorizationException group when group.groupId() != null ->
          Optional.of("no right on group " + group.groupId());
      case TransactionalIdAuthorizationException id ->
          Optional.of("no right on its transactional id");
      case AuthorizationException other -> Optional.of(other.getMessage());
      case AuthenticationException refused ->
          Optional.of("authentication failed (" + refused.getMessage() + ")");
      case null, default -> Optional.empty();
    };
  }
}
