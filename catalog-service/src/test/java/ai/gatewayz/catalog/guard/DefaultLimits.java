package ai.gatewayz.catalog.guard;

/** What is set where nothing is set. */
record DefaultLimits() implements GuardConfig {
  @Override
  public double withdrawnShare() {
    return 0.25;
  }

  @Override
  public double lostShare() {
    return 0.25;
  }

  @Override
  public int always() {
    return 5;
  }

  @Override
  public double addedShare() {
    return 0.5;
  }

  @Override
  public int addedAlways() {
    return 100;
  }

  @Override
  public double priceFactor() {
    return 10;
  }

  @Override
  public double medianFactor() {
    return 50;
  }

  @Override
  public double unitFactor() {
    return 1.5;
  }

  @Override
  public double unitShare() {
    return 0.5;
  }
}
