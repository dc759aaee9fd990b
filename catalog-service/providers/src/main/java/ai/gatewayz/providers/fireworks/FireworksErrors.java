package ai.gatewayz.providers.fireworks;

import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Wording;
import ai.gatewayz.providers.evidence.body.ErrorBody;
import java.util.Optional;

/** A 412 is about a deployment that there is not, or about what the account may do. */
final class FireworksErrors implements ErrorSigns {

  @Override
  public Optional<Finding> precondition(ErrorBody error) {
    if (Wording.NOT_SERVERLESS.in(error.sentence())) {
      return Optional.of(Finding.NOT_SERVERLESS);
    }
    return Optional.of(
        Wording.PERMISSION.in(error.sentence())
            ? Finding.PERMISSION_DENIED
            : Finding.REQUEST_REFUSED);
  }
}
