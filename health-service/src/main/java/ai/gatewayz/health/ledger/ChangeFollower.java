package ai.gatewayz.health.ledger;

/** Is notified of every change, on whatever thread made it; takes it and returns at once. */
public interface ChangeFollower {

  void changed(Change change);
}
