package io.sensorium.deploy.registry;

/** Whether schemas may be registered and deleted. */
enum Mode {
  READWRITE,
  READONLY;

  static Mode named(String name) {
    for (Mode mode : values()) {
      if (mode.name().equalsIgnoreCase(name)) {
        return mode;
      }
    }
    throw Refused.invalidMode(name);
  }
}
